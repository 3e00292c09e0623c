import { readFileSync } from "node:fs";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { listErrorDefinitions } from "../platform/errors.ts";
import { completeDocument } from "./openapi-document.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };

/**
 * Swagger UI's own policy would send every file to https, which a server on a plain network does not have, and refuses a
 * style element that its bundle inserts: that one is named by its hash.
 */
const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** The OpenAPI 3.1 document made from the contract, and pages to read it with; everything is served from here. */
export async function registerApiDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Latchkey", version, description: "User management and access management. Errors are problem details (RFC 9457)." },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: completeDocument,
  });
  await app.register(swaggerUi, { routePrefix: "/api/docs", staticCSP: docsPolicy });

  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  app.get("/api/errors", { schema: { hide: true } }, async (_request, reply) => reply.type("text/html; charset=utf-8").send(errorsPage()));
}

/** Where the `type` of every problem answer points. The texts are our own constants, so nothing needs escaping. */
function errorsPage(): string {
  const entries = listErrorDefinitions().map(
    ({ code, definition }) =>
      `<h2 id="${code}">${code} <small>${definition.status}</small></h2><p>${definition.title} ${withoutAngles(definition.advice)}</p>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Latchkey errors</title></head><body><h1>Errors</h1>${entries.join("")}</body></html>`;
}

function withoutAngles(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
