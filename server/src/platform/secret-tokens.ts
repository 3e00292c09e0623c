import { createHash, randomBytes } from "node:crypto";

/** Kinds of bearer token; the prefix tells which room can resolve it. Devices carry a bare UUID, as TagoIO's do. */
export const tokenPrefixes = {
  consoleSession: "c-",
  portalSession: "u-",
  apiToken: "p-",
  analysis: "a-",
  share: "s-",
  oneTime: "l-",
  ticket: "t-",
  browser: "b-",
  setup: "i-",
} as const;
export type TokenKind = keyof typeof tokenPrefixes;

/** A new token of 256 random bits. */
export function newSecretToken(kind: TokenKind): string {
  return tokenPrefixes[kind] + randomBytes(32).toString("base64url");
}

/**
 * A new device token in the form that device firmware written for TagoIO expects. All 128 bits are random: a UUID of RFC 9562
 * would give six of them away (ASVS 11.5.1).
 */
export function newDeviceToken(): string {
  return randomBytes(16)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Tokens are stored hashed. They are random, so a plain digest is enough and look-ups stay one index probe. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** The first characters, by which a person recognises a token in a list. */
export function tokenHint(token: string): string {
  return `${token.slice(0, 6)}…`;
}
