import { describe, expect, test } from "vitest";
import { hashToken, newDeviceToken, newSecretToken, tokenHint, tokenPrefixes, type TokenKind } from "./secret-tokens.ts";

const kinds = Object.keys(tokenPrefixes) as TokenKind[];

describe("a secret token", () => {
  test.each(kinds)("of kind %s is its prefix and 256 random bits", (kind) => {
    const token = newSecretToken(kind);
    expect(token).toMatch(new RegExp(`^${tokenPrefixes[kind]}[A-Za-z0-9_-]{43}$`));
    expect(Buffer.from(token.slice(2), "base64url")).toHaveLength(32);
  });

  test("tells its kind by its prefix: no two kinds share one, and none looks like a device's", () => {
    expect(new Set(Object.values(tokenPrefixes)).size).toBe(kinds.length);
    expect(Object.values(tokenPrefixes).filter((prefix) => /^[0-9a-f]{2}/.test(prefix))).toEqual([]);
  });

  test("is never made twice", () => {
    const tokens = Array.from({ length: 2000 }, () => newSecretToken("apiToken"));
    expect(new Set(tokens).size).toBe(2000);
  });
});

test("a device token looks like a UUID, as firmware written for TagoIO expects, and all its 128 bits are random", () => {
  const tokens = Array.from({ length: 2000 }, newDeviceToken);
  for (const token of tokens.slice(0, 50)) expect(token).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(new Set(tokens).size).toBe(2000);
  // Where a UUID tells its version and its variant, every character occurs.
  for (const place of [14, 19]) expect(new Set(tokens.map((token) => token.charAt(place))).size).toBe(16);
});

test("a token is stored as its SHA-256 digest, by which it can be found and from which it cannot be made", () => {
  expect(hashToken("abc").toString("hex")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const token = newSecretToken("share");
  expect(hashToken(token)).toEqual(hashToken(token));
  expect(hashToken(token)).not.toEqual(hashToken(`${token} `));
});

test("a hint shows six characters: enough to recognise a token, and far too few to guess it", () => {
  const token = newSecretToken("apiToken");
  expect(tokenHint(token)).toBe(`${token.slice(0, 6)}…`);
  expect(tokenHint("p-")).toBe("p-…");
});
