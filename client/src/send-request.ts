import type { Problem, RouteSpec } from "@latchkey/contract";
import { buildUrl } from "./build-url.ts";
import { NetworkError, ProblemError } from "./errors.ts";

export interface Transport {
  baseUrl: string;
  fetch: typeof fetch;
  headers: Record<string, string>;
}

interface AnyRequest {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  ifMatch?: number;
  signal?: AbortSignal | undefined;
}

/** Sends one request and reads its answer. An abort by the caller's signal is passed on as it is. */
export async function sendRequest(transport: Transport, route: RouteSpec, request: AnyRequest): Promise<unknown> {
  const url = buildUrl(transport.baseUrl, route, request);
  const init = buildInit(transport, route, request);

  try {
    const response = await transport.fetch(url, init);
    if (!response.ok) throw new ProblemError(await readProblem(response), readRetryAfter(response));

    return await readAnswer(response, route);
  } catch (error) {
    if (error instanceof ProblemError || request.signal?.aborted === true) throw error;
    throw new NetworkError(error);
  }
}

function buildInit(transport: Transport, route: RouteSpec, request: AnyRequest): RequestInit {
  const headers = new Headers(transport.headers);
  const init: RequestInit = { method: route.method, headers, credentials: "same-origin" };

  headers.set("accept", `${route.answer.contentType ?? "application/json"}, application/problem+json`);
  if (request.body !== undefined) {
    headers.set("content-type", "application/json");
    init.body = JSON.stringify(request.body);
  }
  if (request.ifMatch !== undefined) headers.set("if-match", `"${request.ifMatch}"`);
  if (request.signal) init.signal = request.signal;

  return init;
}

async function readAnswer(response: Response, route: RouteSpec): Promise<unknown> {
  if (response.status === 204) return null;
  if (route.answer.contentType === "text/csv") return response.text();

  return response.json();
}

/** A refusal may come from a proxy that knows no problem details; callers still get one. */
async function readProblem(response: Response): Promise<Problem> {
  const text = await response.text();
  const parsed = parseJson(text);
  if (isProblem(parsed)) return parsed;

  return {
    type: "about:blank",
    title: response.statusText === "" ? `Status ${response.status}` : response.statusText,
    status: response.status,
    code: "unreadable_answer",
    requestId: response.headers.get("x-request-id") ?? "",
  };
}

/** Our server sends whole seconds, never a date. */
function readRetryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? "none");

  return Number.isInteger(seconds) && seconds >= 0 ? seconds : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "status" in value && "title" in value;
}
