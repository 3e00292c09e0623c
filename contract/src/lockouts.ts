/** Who has to wait after failed tries, for administrators to see and to lift. */
import { z } from "zod";
import { id, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const lockout = z.strictObject({
  id,
  kind: z.enum(["password", "code", "second_factor", "address"]).describe("Which way in is closed, or for which address all are"),
  name: z.string().describe("The e-mail address that was tried, or the network address that tried"),
  userId: id.nullable().describe("Whose e-mail address it is; null for network addresses and for addresses nobody has"),
  failures: z.number().int().describe("Failed tries in a row"),
  lastFailureAt: timestamp,
  lockedUntil: timestamp,
});
export type Lockout = z.infer<typeof lockout>;

const profileParams = z.strictObject({ profileId: id });
const lockoutParams = z.strictObject({ lockoutId: id });
const list = { status: 200, body: z.strictObject({ items: z.array(lockout) }) } as const;
const lifted = { status: 204, body: z.null() } as const;

export const lockoutRoutes = defineRoutes({
  listLockouts: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/lockouts",
    summary: "Identifiers and network addresses that have to wait before they may try again; at most 200, newest first",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: profileParams,
    answer: list,
  },
  liftLockout: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/lockouts/:lockoutId",
    summary: "Let an identifier or a network address try again at once",
    guard: { who: "profile", resource: "run_user", action: "edit" },
    params: profileParams.extend(lockoutParams.shape),
    answer: lifted,
  },
  listConsoleLockouts: {
    method: "GET",
    path: "/api/v1/lockouts",
    summary: "The same for the console",
    guard: { who: "super_administrator" },
    answer: list,
  },
  liftConsoleLockout: {
    method: "DELETE",
    path: "/api/v1/lockouts/:lockoutId",
    summary: "Let an administrator's identifier or a network address try the console again at once",
    guard: { who: "super_administrator" },
    params: lockoutParams,
    answer: lifted,
  },
});
