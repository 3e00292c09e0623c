import "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * The console and every portal have a cookie of their own, so that one browser can be signed in to all of them.
 * With https the `__Host-` prefix binds the cookie to this host and to secure connections.
 */
export function sessionCookieName(isSecure: boolean, slug?: string): string {
  return `${isSecure ? "__Host-" : ""}latchkey-${slug === undefined ? "console" : `portal-${slug}`}`;
}

/** The browser itself is known by a cookie of its own, for each place another, so that places cannot be joined by it. */
export function browserCookieName(isSecure: boolean, slug?: string): string {
  return `${isSecure ? "__Host-" : ""}latchkey-device-${slug === undefined ? "console" : `portal-${slug}`}`;
}

export function readBrowserCookie(request: FastifyRequest, isSecure: boolean, slug?: string): string | undefined {
  const token = request.cookies[browserCookieName(isSecure, slug)];
  return token !== undefined && /^[\w.-]{1,300}$/.test(token) ? token : undefined;
}

// Browsers keep no cookie longer than this.
const browserCookieSeconds = 400 * 86_400;

export function setBrowserCookie(
  reply: FastifyReply,
  browser: { browserToken: string; slug?: string | undefined },
  isSecure: boolean,
): void {
  reply.setCookie(browserCookieName(isSecure, browser.slug), browser.browserToken, {
    path: "/",
    httpOnly: true,
    secure: isSecure,
    sameSite: "lax",
    maxAge: browserCookieSeconds,
  });
}

export function readSessionCookie(request: FastifyRequest, isSecure: boolean, slug?: string): string | undefined {
  return request.cookies[sessionCookieName(isSecure, slug)];
}

export function setSessionCookie(
  reply: FastifyReply,
  session: { token: string; expiresAt: Date; slug?: string | undefined },
  isSecure: boolean,
): void {
  reply.setCookie(sessionCookieName(isSecure, session.slug), session.token, {
    path: "/",
    httpOnly: true,
    secure: isSecure,
    sameSite: "lax",
    expires: session.expiresAt,
  });
}

export function clearSessionCookie(reply: FastifyReply, isSecure: boolean, slug?: string): void {
  reply.clearCookie(sessionCookieName(isSecure, slug), { path: "/", httpOnly: true, secure: isSecure, sameSite: "lax" });
}
