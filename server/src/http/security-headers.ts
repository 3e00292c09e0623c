import { randomBytes } from "node:crypto";
import helmet from "@fastify/helmet";
import type { FastifyInstance, FastifyReply } from "fastify";
import { reportDirectives, reportingEndpoints } from "./policy-reports.ts";

export interface HeaderSettings {
  publicUrl: string;
  /** Whether https is insisted on for the host alone, as by default, or for all names below it. */
  strictTransport?: "host" | "subdomains" | undefined;
}

const reports = Object.entries(reportDirectives).map(([name, value]) => `${name} ${value}`);

/** The policy of what is no page. What `default-src` does not speak for is named: where a base address and forms may lead, and who may frame it. */
export const plainPolicy = [
  ...["default-src", "object-src", "base-uri", "form-action", "frame-ancestors"].map((name) => `${name} 'none'`),
  ...reports,
].join("; ");

/**
 * Headers on every answer. API answers get a policy that allows nothing at all;
 * pages get `pagePolicy` with a nonce of their own (see `sendPage`).
 */
export async function registerSecurityHeaders(app: FastifyInstance, { publicUrl, strictTransport }: HeaderSettings): Promise<void> {
  const isSecure = publicUrl.startsWith("https:");
  await app.register(helmet, {
    // Always the same, so that it is not put together for each answer; set below.
    contentSecurityPolicy: false,
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: strictTransport === "subdomains" } : false,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
  app.addHook("onRequest", (_request, reply, done) => {
    reply.header("content-security-policy", plainPolicy);
    done();
  });
  app.addHook("onSend", async (request, reply) => {
    reply.header("reporting-endpoints", reportingEndpoints);
    if (request.url.startsWith("/api/")) reply.header("cache-control", "no-store");
  });
}

/** Sends an HTML page with a fresh nonce for the styles that the design kit injects; no inline script is allowed. */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(16).toString("base64");
  return reply
    .header("content-security-policy", pagePolicy(nonce))
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(html.replaceAll("__CSP_NONCE__", nonce));
}

function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...reports,
  ].join("; ");
}
