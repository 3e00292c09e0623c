import type { FastifyRequest } from "fastify";
import { httpErrors } from "./http.errors.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Cross-site request forgery: a call that changes something and is authenticated by cookie, or that would set one,
 * must come from our own pages. Browsers always send Origin with such calls; other programs send none and no cookie.
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string): void {
  if (safeMethods.has(request.method)) return;

  const { origin, host, cookie } = request.headers;
  if (origin === undefined) {
    if (cookie !== undefined && request.headers.authorization === undefined) throw httpErrors.cross_origin();
    return;
  }
  if (origin !== new URL(publicUrl).origin && hostOf(origin) !== host) throw httpErrors.cross_origin();
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
