/** API tokens: a machine's key, owned by a profile. Shown once; only a hash is stored. */
import { z } from "zod";
import { id, page, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const tokenPermission = z.enum(["full", "read", "write"]).describe("full: everything; read: only GET; write: everything but GET");
export type TokenPermission = z.infer<typeof tokenPermission>;

export const apiToken = z.strictObject({
  id,
  name: text(100),
  permission: tokenPermission,
  hint: z.string().describe("First characters of the token, to recognise it"),
  expiresAt: timestamp.nullable(),
  lastUsedAt: timestamp.nullable().describe("Exact to the minute"),
  createdAt: timestamp,
});
export type ApiToken = z.infer<typeof apiToken>;

export const tokenRoutes = defineRoutes({
  listTokens: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/tokens",
    summary: "List API tokens",
    guard: { who: "profile", unrestricted: true, writes: false },
    params: z.strictObject({ profileId: id }),
    answer: { status: 200, body: page(apiToken) },
  },
  createToken: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/tokens",
    summary: "Create an API token; the token itself is in this answer only",
    guard: { who: "profile", unrestricted: true, writes: true },
    proof: "recent",
    params: z.strictObject({ profileId: id }),
    body: z.strictObject({ name: text(100), permission: tokenPermission, expiresAt: timestamp.nullable().default(null) }),
    answer: { status: 201, body: apiToken.extend({ token: z.string() }) },
  },
  deleteToken: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/tokens/:tokenId",
    summary: "Delete an API token; refused on its very next use",
    guard: { who: "profile", unrestricted: true, writes: true },
    params: z.strictObject({ profileId: id, tokenId: id }),
    answer: { status: 204, body: z.null() },
  },
});
