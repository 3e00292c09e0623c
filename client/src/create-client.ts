import { apiRoutes } from "@latchkey/contract";
import type { RouteAnswer, RouteRequest, RouteSpec } from "@latchkey/contract";
import { buildUrl } from "./build-url.ts";
import { sendRequest } from "./send-request.ts";
import type { Transport } from "./send-request.ts";

export interface ClientOptions {
  /** Origin of the server; empty for the page's own. */
  baseUrl?: string;
  /** Sent as bearer token; the browser's session cookie needs none. */
  token?: string;
  fetch?: typeof fetch;
  headers?: Record<string, string>;
}

/** What a call takes: the parts that the route names, and a signal to give up early. */
export type CallRequest<R extends RouteSpec> = RouteRequest<R> & { signal?: AbortSignal | undefined };

export type Call<R extends RouteSpec> =
  Record<never, never> extends RouteRequest<R>
    ? (request?: CallRequest<R>) => Promise<RouteAnswer<R>>
    : (request: CallRequest<R>) => Promise<RouteAnswer<R>>;

type ApiRoutes = typeof apiRoutes;
type Rooms = { readonly [Room in keyof ApiRoutes]: { readonly [Name in keyof ApiRoutes[Room]]: RoomCall<Room, Name> } };
type RoomCall<Room extends keyof ApiRoutes, Name extends keyof ApiRoutes[Room]> = ApiRoutes[Room][Name] extends RouteSpec
  ? Call<ApiRoutes[Room][Name]>
  : never;

export interface ApiClient extends Rooms {
  /** The address of a route, for download links: `client.url(apiRoutes.users.exportUsers, { params })`. */
  url<R extends RouteSpec>(route: R, request: Pick<RouteRequest<R>, "params" | "query">): string;
}

/**
 * The API as functions: `client.<room>.<route>({ params, query, body, ifMatch })`.
 * Resolves to the answer's body (null for 204, text for CSV); throws ProblemError when refused, NetworkError when unheard.
 */
export function createClient(options: ClientOptions = {}): ApiClient {
  const transport = toTransport(options);
  const rooms = mapValues(apiRoutes, (routes) =>
    mapValues(
      routes,
      (route: RouteSpec) =>
        (request: CallRequest<RouteSpec> = {}) =>
          sendRequest(transport, route, request),
    ),
  );
  const url: ApiClient["url"] = (route, request) => buildUrl(transport.baseUrl, route, request);

  // The loop above is over the very object that the type is derived from, which the compiler cannot follow.
  return { ...rooms, url } as unknown as ApiClient;
}

function toTransport(options: ClientOptions): Transport {
  const headers = { ...options.headers };
  if (options.token !== undefined) headers["authorization"] = `Bearer ${options.token}`;

  return {
    baseUrl: (options.baseUrl ?? "").replace(/\/+$/, ""),
    // Bound late, so that a test or a tracing tool may still replace the global one.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    headers,
  };
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
