import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import qs from "qs";
import { addressKey } from "../../../http/address-key.ts";
import { requireRecentProof } from "../../../http/account.ts";
import { httpErrors } from "../../../http/http.errors.ts";
import { registerJsonBody } from "../../../http/json-body.ts";
import type { Principal } from "../../../http/principal.ts";
import { LatchkeyError } from "../../../platform/errors.ts";
import { plainAddress } from "../../../platform/plain-address.ts";
import type { RouterServices } from "../../../http/router.ts";
import { compatErrors } from "./compat.errors.ts";
import { guardTagoCall } from "./guard-call.ts";
import { TagoAnswer, type TagoCall, type TagoRoute } from "./tago-route.ts";
import { toTagoError } from "./to-error.ts";
import { tokenOf } from "./token-of.ts";

const bodyBytesMax = 4_000_000;
/** Of calls that anybody may make. */
const strangersBytesMax = 64 * 1024;
const queryLimits = { depth: 5, arrayLimit: 1000, parameterLimit: 2000, allowPrototypes: false } as const;
const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, PUT, DELETE, OPTIONS",
  "access-control-allow-headers": "token, authorization, content-type, pragma, cache-control",
  "access-control-max-age": "600",
};

/**
 * Serves TagoIO's routes below a prefix. Callers are known by the token they send and never by a cookie, so pages of every
 * origin may call.
 */
export async function registerTagoRoutes(
  app: FastifyInstance,
  routes: readonly TagoRoute[],
  { prefix, services }: { prefix: string; services: RouterServices },
): Promise<void> {
  await app.register(
    async (scope) => {
      readBodies(scope);
      scope.setErrorHandler((thrown, request, reply) => sendError(reply, thrown, { request, services }));
      scope.addHook("onRequest", async (_request, reply) => void reply.headers(corsHeaders));
      scope.options("/*", { schema: { hide: true } }, async (_request, reply) => reply.code(204).send());
      for (const route of routes) registerRoute(scope, route, services);
      answerTheRest(scope, { prefix, services });
    },
    { prefix },
  );
}

/** At the root the server has an answer of its own already, which only a route comes before. */
function answerTheRest(scope: FastifyInstance, { prefix, services }: { prefix: string; services: RouterServices }): void {
  if (prefix !== "") {
    scope.setNotFoundHandler((request, reply) => sendError(reply, compatErrors.not_served(), { request, services }));
    return;
  }
  scope.route({
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: "/*",
    handler: async () => {
      throw compatErrors.not_served();
    },
  });
}

/** JSON, and text where the SDK names no type at all. */
function readBodies(scope: FastifyInstance): void {
  registerJsonBody(scope, { isEmptyAllowed: true });
  scope.addContentTypeParser("*", { parseAs: "string" }, (_request, text, done) => done(null, text));
}

function registerRoute(scope: FastifyInstance, route: TagoRoute, services: RouterServices): void {
  const isForStrangers = route.tokens.includes("none");
  const checkLimit = scope.createRateLimit({
    max: route.requestsPerMinuteMax ?? services.requestsPerMinuteMax,
    keyGenerator: (request) => ("id" in request.principal ? `${request.principal.kind}:${request.principal.id}` : addressKey(request.ip)),
  });

  scope.route({
    method: route.method,
    url: route.path,
    // Described by TagoIO's own documentation and docs/tagoio.md; the OpenAPI document is of Latchkey's API.
    schema: { hide: true },
    bodyLimit: isForStrangers ? strangersBytesMax : bodyBytesMax,
    onRequest: async (request) => {
      const token = isForStrangers ? undefined : tokenOf(request.headers, queryOf(request));
      request.principal = (token === undefined ? null : await services.authenticate(token, { address: plainAddress(request.ip) })) ?? {
        kind: "nobody",
      };
      const limit = await checkLimit(request);
      if (!limit.isAllowed && limit.isExceeded) throw httpErrors.too_many_requests({ retryAfterSeconds: limit.ttlInSeconds });
      // Before the body is read: strangers cannot make the server take what they send.
      if (request.principal.kind === "nobody" && !isForStrangers) throw compatErrors.authorization_denied();
    },
    handler: async (request, reply) => sendResult(reply, await answerOf(request, route, services)),
  });
}

async function answerOf(request: FastifyRequest, route: TagoRoute, services: RouterServices): Promise<unknown> {
  try {
    return await route.handler(await toCall(request, route, services));
  } catch (thrown) {
    throw asDenial(thrown, route, request.principal);
  }
}

const governed: readonly Principal["kind"][] = ["analysis", "run_user", "anonymous_user"];
const deniedOrMissing = "Authorization Denied: there is no such thing, or no policy lets you do this.";

/**
 * To whom policies speak, TagoIO answers a denial, and its clients look for that. What does not exist answers the same: nobody learns
 * what there is that they may not see.
 */
function asDenial(thrown: unknown, { tokens }: TagoRoute, { kind }: Principal): unknown {
  const isMissing = thrown instanceof LatchkeyError && thrown.code === "http.not_found";
  const isByPolicy = governed.includes(kind) && tokens.includes("profile");
  return isMissing && isByPolicy ? compatErrors.authorization_denied({ detail: deniedOrMissing }) : thrown;
}

async function toCall(request: FastifyRequest, route: TagoRoute, services: RouterServices): Promise<TagoCall> {
  const params = request.params as Record<string, string>;
  const address = plainAddress(request.ip);
  const facts = { principal: request.principal, method: request.method, address, params };
  const guarded = await guardTagoCall(route, facts, services);
  const { platform, db, events } = services;
  if (route.proof !== undefined) requireRecentProof(guarded.principal, platform.clock.now());
  const query = queryOf(request);
  const source = { id: request.id, ip: address, userAgent: request.headers["user-agent"]?.slice(0, 500) ?? null, browserToken: null };
  await services.requireUnrestricted(guarded.principal, { profileId: guarded.profileId, source });
  return { ctx: { platform, db, events, ...guarded, source }, params, query, token: tokenOf(request.headers, query), body: request.body };
}

const queries = new WeakMap<FastifyRequest, Record<string, unknown>>();

/** Read once for each request: the token and the handler both look into it. */
function queryOf(request: FastifyRequest): Record<string, unknown> {
  const known = queries.get(request);
  if (known) return known;
  const [, text = ""] = request.url.split("?", 2);
  const query = text === "" ? {} : qs.parse(text, queryLimits);
  queries.set(request, query);
  return query;
}

function sendResult(reply: FastifyReply, answer: unknown): FastifyReply {
  const { result, status, message } = answer instanceof TagoAnswer ? answer : new TagoAnswer(answer);
  return reply
    .code(status)
    .type("application/json; charset=utf-8")
    .serializer(JSON.stringify)
    .send({ status: true, result: result ?? null, ...(message === undefined ? {} : { message }) });
}

interface ErrorPlace {
  request: FastifyRequest;
  services: RouterServices;
}

function sendError(reply: FastifyReply, thrown: unknown, { request, services }: ErrorPlace): FastifyReply {
  const { status, message, isUnexpected } = toTagoError(thrown, request.id);
  if (isUnexpected)
    services.platform.log.error("request failed", { requestId: request.id, route: request.routeOptions.url, error: thrown });
  return reply.code(status).type("application/json; charset=utf-8").serializer(JSON.stringify).send({ status: false, message });
}
