/** How one route is described: as plain data, from which the server, the client and the documents are derived. */
import type { z } from "zod";
import type { ResourceType } from "./catalogue.ts";

/**
 * Who may call a route.
 * - `public`: anybody.
 * - `administrator`: any signed-in administrator.
 * - `super_administrator`: over the whole deployment.
 * - `console`: any signed-in administrator, and a run user who has something to do in the console.
 * - `profile`: administrators and API tokens of `:profileId`. Limited administrators, run users and analyses of the profile
 *   as far as roles and policies allow `action` on `resource`. With `anyRight`, people who have something to do in the console,
 *   and no scripts; with `unrestricted` nobody whom roles and policies govern, whatever these say. `writes` tells what an API
 *   token needs where the method does not.
 * - `portal`: run users of the portal `:slug`; `anonymous` also lets a share link in.
 * - `device`: a device with its own token.
 * - `account`: whoever is signed in at `:place`, for what concerns their own account; no tokens, no share links.
 */
export type Guard =
  | { who: "public" }
  | { who: "administrator" }
  | { who: "super_administrator" }
  | { who: "console" }
  | { who: "profile"; resource: ResourceType; action: string; writes?: boolean }
  | { who: "profile"; anyRight: true }
  | { who: "profile"; unrestricted: true; writes: boolean }
  | { who: "portal"; anonymous: boolean }
  | { who: "device" }
  | { who: "account" };

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Requests a minute, counted by caller address (`address`) or by signed-in caller (`caller`). */
export interface RateLimit {
  by: "address" | "caller";
  requestsPerMinuteMax: number;
}

export interface RouteSpec {
  method: Method;
  path: string;
  summary: string;
  guard: Guard;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Open too to whoever acts as a user for support, although it changes something or concerns the own account. */
  openToActing?: true;
  /** Step-up: a caller with a session must have proved lately who they are; callers with tokens are not asked. */
  proof?: "recent";
  /** True when the body is required to carry an If-Match header with the version that was read. */
  ifMatch?: boolean;
  answer: {
    status: 200 | 201 | 204;
    body: z.ZodType;
    contentType?: "application/json" | "text/csv" | "application/pdf" | "text/event-stream";
  };
  rateLimit?: RateLimit;
  bodyBytesMax?: number;
}

export function defineRoutes<T extends Record<string, RouteSpec>>(routes: T): T {
  return routes;
}

type InputOf<S> = S extends z.ZodType ? z.input<S> : never;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : never;

type Part<R, K extends "params" | "query" | "body", Side extends "input" | "output"> =
  R extends Record<K, infer S> ? (S extends z.ZodType ? (Side extends "input" ? InputOf<S> : OutputOf<S>) : undefined) : undefined;

/** What a handler receives: parsed, with defaults filled in. */
export interface RouteInput<R extends RouteSpec> {
  params: Part<R, "params", "output">;
  query: Part<R, "query", "output">;
  body: Part<R, "body", "output">;
  /** The version the caller read, from If-Match; null when absent. */
  ifMatch: number | null;
}

/** A body that the route can do without may be left out. */
type BodyRequest<Body> = undefined extends Body ? { body?: Body } : { body: Body };

/** What a caller sends. */
export type RouteRequest<R extends RouteSpec> = (R extends { params: z.ZodType }
  ? { params: Part<R, "params", "input"> }
  : { params?: never }) &
  (R extends { query: z.ZodType } ? { query?: Part<R, "query", "input"> } : { query?: never }) &
  (R extends { body: z.ZodType } ? BodyRequest<Part<R, "body", "input">> : { body?: never }) & { ifMatch?: number };

export type RouteAnswer<R extends RouteSpec> = z.output<R["answer"]["body"]>;
