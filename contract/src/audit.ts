/** One log: every mutation and every sign-in, good or refused, is one entry. */
import { z } from "zod";
import { cursor, id, limit, oneOrMany, page, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const auditResult = z.enum(["ok", "refused"]);

export const auditEntry = z.strictObject({
  id,
  at: timestamp,
  actor: z.strictObject({
    type: z.enum(["administrator", "run_user", "anonymous_user", "api_token", "analysis", "device", "command_line", "system", "nobody"]),
    id: id.nullable(),
    name: z.string().describe("As it was then"),
  }),
  actingAs: z.strictObject({ id, name: z.string() }).nullable().describe("The run user as whom the actor was signed in, for support"),
  action: z.string().describe("Past tense, e.g. user.suspended"),
  // What belongs to another application goes by the id that it has there.
  object: z.strictObject({ type: z.string(), id: z.string().nullable(), name: z.string() }).nullable(),
  result: auditResult,
  reason: z.string().nullable(),
  before: z.json().describe("Changed fields as they were; null for a creation"),
  after: z.json().describe("Changed fields as they are; null for a deletion"),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

const auditQuery = z.strictObject({
  search: z.string().max(200).optional().describe("Part of the actor's or the object's name"),
  action: oneOrMany(z.string().max(100)).describe("Exact, or a prefix such as user."),
  actorId: id.optional(),
  objectType: z.string().max(50).optional(),
  objectId: z.string().max(200).optional(),
  result: auditResult.optional(),
  from: timestamp.optional(),
  to: timestamp.optional(),
  limit,
  cursor,
});
export type AuditQuery = z.infer<typeof auditQuery>;

export const auditRoutes = defineRoutes({
  listAudit: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/audit",
    summary: "The profile's audit log, newest first",
    guard: { who: "profile", resource: "audit_log", action: "access" },
    params: z.strictObject({ profileId: id }),
    query: auditQuery,
    answer: { status: 200, body: page(auditEntry) },
  },
  listDeploymentAudit: {
    method: "GET",
    path: "/api/v1/audit",
    summary: "Entries that belong to no profile: administrators, profiles, console sign-ins",
    guard: { who: "super_administrator" },
    query: auditQuery,
    answer: { status: 200, body: page(auditEntry) },
  },
});
