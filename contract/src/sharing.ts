/** Share by link: whoever opens it acts as the anonymous user and sees the dashboard, or one widget of it, only if a policy allows that. */
import { z } from "zod";
import { id, page, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const share = z.strictObject({
  id,
  dashboardId: id,
  widgetId: id.nullable().describe("The only widget that it opens; null: the whole dashboard"),
  name: z.string(),
  createdAt: timestamp,
  createdBy: z.string(),
  lastOpenedAt: timestamp.nullable(),
  expiresAt: timestamp.nullable(),
  isVisible: z.boolean().describe("Whether a policy lets the anonymous user see what it opens now"),
});
export type Share = z.infer<typeof share>;

const newShare = z.strictObject({
  name: text(100).default("Link"),
  widgetId: id.nullable().default(null).describe("Opens this widget only, not the dashboard that it is on"),
  expiresAt: timestamp.nullable().default(null),
});

const dashboardParams = z.strictObject({ profileId: id, dashboardId: id });

export const sharingRoutes = defineRoutes({
  listShares: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/shares",
    summary: "List the links of a dashboard",
    guard: { who: "profile", resource: "dashboard", action: "share" },
    params: dashboardParams,
    answer: { status: 200, body: page(share) },
  },
  createShare: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/shares",
    summary: "Make a link; its address is in this answer only",
    guard: { who: "profile", resource: "dashboard", action: "share" },
    params: dashboardParams,
    body: newShare.default(newShare.parse({})),
    answer: { status: 201, body: share.extend({ url: z.string() }) },
  },
  deleteShare: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/shares/:shareId",
    summary: "Revoke a link",
    guard: { who: "profile", resource: "dashboard", action: "share" },
    params: dashboardParams.extend({ shareId: id }),
    answer: { status: 204, body: z.null() },
  },
});
