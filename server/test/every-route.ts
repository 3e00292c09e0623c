/** Every route of the contract, and how its sample call is made. */
import { apiRoutes, type RouteSpec } from "@latchkey/contract";
import type { InjectOptions } from "fastify";
import { sampleCalls, type RouteName } from "./sample-calls.ts";
import type { Scene } from "./scene.ts";

export interface NamedRoute {
  name: RouteName;
  spec: RouteSpec;
}

/** Every route of the contract. */
export const everyRoute: NamedRoute[] = Object.entries(apiRoutes).flatMap(([room, routes]) =>
  Object.entries(routes).map(([name, spec]: [string, RouteSpec]) => ({ name: `${room}.${name}` as RouteName, spec })),
);

export interface CallChanges {
  token?: string | undefined;
  /** Path parameters that differ from the scene's own. */
  params?: Record<string, string>;
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

/** The sample call of a route in a scene, as a raw request. */
export function toRequest({ name, spec }: NamedRoute, scene: Scene, changes: CallChanges = {}): InjectOptions {
  const sample = sampleCalls[name];
  const values = { ...scene.params, ...sample.params?.(scene), ...changes.params };
  const path = spec.path.replaceAll(/:(\w+)/g, (_all, param: string) => encodeURIComponent(paramOf(values, param)));
  const query = new URLSearchParams({ ...sample.query, ...changes.query }).toString();
  const body = "body" in changes ? changes.body : sample.body?.(scene);

  return {
    method: spec.method,
    url: query === "" ? path : `${path}?${query}`,
    headers: {
      ...(changes.token === undefined ? {} : { authorization: `Bearer ${changes.token}` }),
      ...(spec.ifMatch === true ? { "if-match": '"1"' } : {}),
      ...changes.headers,
    },
    ...(body === undefined ? {} : { payload: body as object }),
  };
}

function paramOf(values: Record<string, string>, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`scene.ts has no value for the path parameter ${name}`);
  return value;
}

/** Who may make the sample call. */
export function rightfulToken({ name, spec }: NamedRoute, scene: Scene): string | undefined {
  const { caller } = sampleCalls[name];
  if (caller) return caller(scene);
  const tokens = {
    public: undefined,
    administrator: scene.tokens.administrator,
    console: scene.tokens.administrator,
    super_administrator: scene.root.token,
    profile: scene.tokens.administrator,
    portal: scene.tokens.runUser,
    account: scene.tokens.runUser,
    device: scene.tokens.device,
  };
  return tokens[spec.guard.who];
}
