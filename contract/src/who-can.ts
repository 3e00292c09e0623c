/** Who can do something to one resource now: a list of people with the rule that decides for each. */
import { z } from "zod";
import { pathStep, resourceId } from "./access.ts";
import { actionName, resourceTypeName, subjectType } from "./catalogue.ts";
import { circumstances } from "./conditions.ts";
import { countMax, cursor, id, limit, page } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const whoCanQuestion = z.strictObject({
  resource: z.strictObject({ type: resourceTypeName, id: resourceId }),
  action: actionName,
  subjectType: subjectType.default("run_user"),
  circumstances: circumstances.prefault({}),
  search: z.string().max(200).optional().describe("Part of the name or e-mail, or an exact id"),
});
export type WhoCanQuestion = z.infer<typeof whoCanQuestion>;

export const whoCanRow = z.strictObject({
  id,
  name: z.string(),
  email: z.string().nullable(),
  rule: z
    .strictObject({
      source: z.enum(["policy", "role"]),
      id,
      name: z.string(),
      permissionIndex: z.number().int(),
      path: z.array(pathStep).describe("Groups and roles through which the rule reaches the person; empty when it does by itself"),
    })
    .describe("A rule that allows it; there may be more"),
});
export type WhoCanRow = z.infer<typeof whoCanRow>;

const profileParams = z.strictObject({ profileId: id });

export const whoCanRoutes = defineRoutes({
  listWhoCan: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/who-can",
    summary: "List who can do something to a resource, with the rule that allows it to each",
    guard: { who: "profile", resource: "access_management", action: "access", writes: false },
    params: profileParams,
    body: whoCanQuestion.extend({ limit, cursor, countMax }),
    answer: { status: 200, body: page(whoCanRow) },
  },
  exportWhoCan: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/who-can/export",
    summary: "Stream who can do something to a resource as CSV, safe in spreadsheets",
    guard: { who: "profile", resource: "access_management", action: "access", writes: false },
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
    params: profileParams,
    body: whoCanQuestion,
    answer: { status: 200, body: z.string(), contentType: "text/csv" },
  },
});
