import { Readable } from "node:stream";
import { apiRoutes, slugOfPlace, type RateLimit, type RouteInput, type RouteSpec } from "@latchkey/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Database } from "../database/database.ts";
import type { Events } from "../database/events.ts";
import type { Log } from "../platform/log.ts";
import type { Platform } from "../platform/platform.ts";
import { plainAddress } from "../platform/plain-address.ts";
import { addressKey } from "./address-key.ts";
import type { Context, RequestSource } from "./context.ts";
import { clearSessionCookie, readBrowserCookie, readSessionCookie, setBrowserCookie, setSessionCookie } from "./cookies.ts";
import { guardCall, type GuardServices } from "./guard.ts";
import { httpErrors } from "./http.errors.ts";
import { requireOpenToActing, requireRecentProof } from "./account.ts";
import { checkOrigin } from "./origin-check.ts";
import type { Principal } from "./principal.ts";
import { readLanguages } from "./read-languages.ts";
import type { CsvDownload, EventStream, PdfDownload, ReplyTools, RouteEntry } from "./routes.ts";

export interface RouterServices extends GuardServices {
  platform: Platform;
  db: Database;
  events: Events;
  /** Limit of routes that name none of their own. */
  requestsPerMinuteMax: number;
}

declare module "fastify" {
  interface FastifyRequest {
    principal: Principal;
    isSecureSite: boolean;
  }
}

const nobody: Principal = { kind: "nobody" };

/** Registers every route: limit, origin, who, may they, parse, answer; always in this order. */
export function registerRoutes(app: FastifyInstance, entries: readonly RouteEntry[], services: RouterServices): void {
  const isSecure = services.platform.settings.publicUrl.startsWith("https:");
  // Set for every request before anything reads it.
  app.decorateRequest("principal", null as never);
  app.decorateRequest("isSecureSite", isSecure);

  for (const entry of entries) registerRoute(app, entry, services);
}

function registerRoute(app: FastifyInstance, { spec, handler }: RouteEntry, services: RouterServices): void {
  const checkLimit = createLimit(app, spec, services.requestsPerMinuteMax);

  app.route({
    method: spec.method,
    url: spec.path,
    bodyLimit: spec.bodyBytesMax ?? 256 * 1024,
    schema: schemaOf(spec),
    // The caller is known before the body is parsed: strangers cannot make the server read what they send.
    onRequest: async (request) => {
      checkOrigin(request, services.platform.settings.publicUrl);
      request.principal = await findPrincipal(request, spec, services);
      await checkLimit(request);
      if (request.principal.kind === "nobody" && spec.guard.who !== "public") throw httpErrors.not_signed_in();
    },
    // A body that may be left out is filled in here: Fastify would have null checked in its place.
    preValidation: async (request) => {
      if (request.body === undefined) request.body = spec.body?.safeParse(undefined).data;
    },
    handler: async (request, reply) => {
      const ctx = await toContext(request, spec, services);
      await renewSession(request, reply, { spec, services });
      const input = toInput(request, spec);
      const answer = await handler(ctx, input as never, replyTools(request, reply));
      return sendAnswer(reply, spec, { answer, log: services.platform.log });
    },
  });
}

function createLimit(app: FastifyInstance, spec: RouteSpec, requestsPerMinuteMax: number): (request: FastifyRequest) => Promise<void> {
  const limit: RateLimit = spec.rateLimit ?? { by: spec.guard.who === "public" ? "address" : "caller", requestsPerMinuteMax };
  const check = app.createRateLimit({
    max: limit.requestsPerMinuteMax,
    keyGenerator: (request) => (limit.by === "address" ? addressKey(request.ip) : callerKey(request)),
  });

  return async (request) => {
    const result = await check(request);
    if (!result.isAllowed && result.isExceeded) throw httpErrors.too_many_requests({ retryAfterSeconds: result.ttlInSeconds });
  };
}

function callerKey(request: FastifyRequest): string {
  const { principal } = request;
  return "id" in principal ? `${principal.kind}:${principal.id}` : addressKey(request.ip);
}

async function findPrincipal(request: FastifyRequest, spec: RouteSpec, services: RouterServices): Promise<Principal> {
  if (spec.guard.who === "public") return nobody;

  const token = bearerToken(request) ?? cookieToken(request, spec);
  return token === undefined ? nobody : ((await services.authenticate(token, { address: plainAddress(request.ip) })) ?? nobody);
}

function bearerToken(request: FastifyRequest): string | undefined {
  const match = /^Bearer\s+(\S{1,200})$/i.exec(request.headers.authorization ?? "");
  return match?.[1];
}

function cookieToken(request: FastifyRequest, spec: RouteSpec): string | undefined {
  if (spec.guard.who === "device") return undefined;

  return readSessionCookie(request, request.isSecureSite, cookieSlug(request, spec));
}

/** Whose cookie a route is about: a portal's or, where undefined, the console's. */
function cookieSlug(request: FastifyRequest, spec: RouteSpec): string | undefined {
  return spec.guard.who === "account" || spec.guard.who === "portal" ? slugIn(request) : undefined;
}

async function toContext(request: FastifyRequest, spec: RouteSpec, services: RouterServices): Promise<Context> {
  const params = request.params as Record<string, string | undefined>;
  const guarded = await guardCall(
    spec.guard,
    { principal: request.principal, params, method: request.method, address: plainAddress(request.ip) },
    services,
  );
  const source = sourceOf(request);
  if (!isSignOut(spec)) await services.requireUnrestricted(guarded.principal, { profileId: guarded.profileId, source });
  requireOpenToActing(guarded.principal, { spec, method: request.method });
  if (spec.proof !== undefined) requireRecentProof(guarded.principal, services.platform.clock.now());

  const { platform, db, events } = services;
  return {
    platform,
    db,
    events,
    ...guarded,
    source,
  };
}

/** Whoever may not call from here may still sign out. */
function isSignOut({ method, path }: RouteSpec): boolean {
  return method === "DELETE" && path.endsWith("/session");
}

function sourceOf(request: FastifyRequest): RequestSource {
  return {
    id: request.id,
    ip: plainAddress(request.ip),
    userAgent: request.headers["user-agent"]?.slice(0, 500) ?? null,
    browserToken: readBrowserCookie(request, request.isSecureSite, slugIn(request)) ?? null,
    languages: readLanguages(request.headers["accept-language"]),
  };
}

/** The portal that a request is about; undefined for the console. */
function slugIn(request: FastifyRequest): string | undefined {
  const { slug, place } = request.params as { slug?: string; place?: string };
  return slug ?? (place === undefined ? undefined : (slugOfPlace(place) ?? undefined));
}

/** Session fixation: whoever knew the token before the rights of its holder changed must not have them too. */
async function renewSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { spec, services }: { spec: RouteSpec; services: RouterServices },
): Promise<void> {
  const { principal } = request;
  if (!("session" in principal) || !principal.session.isRenewalDue) return;
  // A program that sends its token as bearer has no cookie that could be replaced.
  if (bearerToken(request) !== undefined) return;

  const renewed = await services.renewSession(principal);
  if (renewed) setSessionCookie(reply, { ...renewed, slug: cookieSlug(request, spec) }, request.isSecureSite);
}

function toInput(request: FastifyRequest, spec: RouteSpec): RouteInput<RouteSpec> {
  const ifMatch = /^(?:W\/)?"(\d{1,9})"$/.exec(request.headers["if-match"] ?? "");
  if (spec.ifMatch === true && ifMatch === null) throw httpErrors.precondition_required();
  return {
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    ifMatch: ifMatch ? Number(ifMatch[1]) : null,
  };
}

/** Under which heading the API pages show a route. */
const roomOf = new Map(Object.entries(apiRoutes).flatMap(([room, specs]) => Object.values<RouteSpec>(specs).map((spec) => [spec, room])));

function schemaOf(spec: RouteSpec): Record<string, unknown> {
  return {
    summary: spec.summary,
    tags: [roomOf.get(spec) ?? "other"],
    ...(spec.params ? { params: spec.params } : {}),
    ...(spec.query ? { querystring: spec.query } : {}),
    ...(spec.body ? { body: spec.body } : {}),
    ...(spec.guard.who === "public" ? { security: [] } : {}),
    response: {
      [spec.answer.status]:
        isDownload(spec) || isEventStream(spec)
          ? { content: { [spec.answer.contentType]: { schema: spec.answer.body } } }
          : spec.answer.body,
    },
  };
}

type DownloadSpec = RouteSpec & { answer: { contentType: "text/csv" | "application/pdf" } };

function isDownload(spec: RouteSpec): spec is DownloadSpec {
  return spec.answer.contentType === "text/csv" || spec.answer.contentType === "application/pdf";
}

function replyTools(request: FastifyRequest, reply: FastifyReply): ReplyTools {
  return {
    startSession: ({ browserToken, ...session }) => {
      setSessionCookie(reply, session, request.isSecureSite);
      if (typeof browserToken === "string") setBrowserCookie(reply, { browserToken, slug: session.slug }, request.isSecureSite);
    },
    rememberBrowser: (browser) => setBrowserCookie(reply, browser, request.isSecureSite),
    endSession: ({ slug }) => clearSessionCookie(reply, request.isSecureSite, slug),
  };
}

function sendAnswer(reply: FastifyReply, spec: RouteSpec, { answer, log }: { answer: unknown; log: Log }): FastifyReply {
  if (isDownload(spec)) return sendDownload(reply, answer as CsvDownload | PdfDownload, log);
  if (isEventStream(spec)) return sendEvents(reply, answer as EventStream);
  if (spec.answer.status === 204) return reply.code(204).send();
  return reply.code(spec.answer.status).send(answer);
}

type StreamSpec = RouteSpec & { answer: { contentType: "text/event-stream" } };

function isEventStream(spec: RouteSpec): spec is StreamSpec {
  return spec.answer.contentType === "text/event-stream";
}

function sendEvents(reply: FastifyReply, { events }: EventStream): FastifyReply {
  // Proxies that collect answers before they pass them on would hold events back.
  return reply.type("text/event-stream; charset=utf-8").header("cache-control", "no-store").header("x-accel-buffering", "no").send(events);
}

function sendDownload(reply: FastifyReply, download: CsvDownload | PdfDownload, log: Log): FastifyReply {
  const stream = "lines" in download ? Readable.from(download.lines) : download.content;
  // The status has left by then: the caller sees a broken connection, and only the log can tell why.
  stream.on("error", (error) => log.error("download broke off", { requestId: reply.request.id, error }));
  return reply
    .type("lines" in download ? "text/csv; charset=utf-8" : "application/pdf")
    .header("content-disposition", `attachment; filename="${download.fileName.replaceAll(/[^\w.-]/g, "_")}"`)
    .send(stream);
}
