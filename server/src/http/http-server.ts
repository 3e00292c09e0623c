import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyInstance } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { newId } from "../platform/ids.ts";
import type { Platform } from "../platform/platform.ts";
import { answerBadAddress, answerBrokenConnection } from "./broken-requests.ts";
import { requestIdOf, statusOf } from "./decision-point-wire.ts";
import { toErrorAnswer } from "./error-answer.ts";
import { httpErrors } from "./http.errors.ts";
import { registerJsonBody } from "./json-body.ts";
import { RequestCounts } from "./request-counts.ts";
import { registerSecurityHeaders } from "./security-headers.ts";

/** Addresses of proxies whose X-Forwarded-* headers are believed; everybody else's are ignored. */
export interface HttpServerOptions {
  platform: Platform;
  trustedProxies: string[];
}

/** The bare server: parsing, security headers, error answers and the request log; no routes yet. */
export async function createHttpServer({ platform, trustedProxies }: HttpServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    bodyLimit: 256 * 1024,
    requestTimeout: 60_000,
    forceCloseConnections: "idle",
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    genReqId: () => newId(platform.clock),
    frameworkErrors: answerBadAddress,
    clientErrorHandler: (error, socket) => answerBrokenConnection(error, socket, newId(platform.clock)),
  });

  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  registerJsonBody(app);
  await app.register(cookie);
  await app.register(rateLimit, { global: false, timeWindow: 60_000, store: RequestCounts });
  await registerSecurityHeaders(app, platform.settings);

  app.setErrorHandler((thrown, request, reply) => {
    const { status, problem, retryAfterSeconds, isUnexpected } = toErrorAnswer(thrown, request.id);
    if (isUnexpected) platform.log.error("request failed", { requestId: request.id, route: request.routeOptions.url, error: thrown });
    if (retryAfterSeconds !== undefined) reply.header("retry-after", retryAfterSeconds);
    const answered = statusOf(request, status);
    return reply
      .code(answered)
      .type("application/problem+json")
      .serializer(JSON.stringify)
      .send({ ...problem, status: answered });
  });
  app.setNotFoundHandler((request, reply) => {
    const { status, problem } = toErrorAnswer(httpErrors.not_found(), request.id);
    return reply.code(status).type("application/problem+json").serializer(JSON.stringify).send(problem);
  });

  app.addHook("onRequest", async (request, reply) => void reply.header("x-request-id", requestIdOf(request)));
  app.addHook("onResponse", async (request, reply) => {
    platform.log.debug("request", {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    });
  });
  return app;
}
