/** An analysis is a script with its own token, governed by policies like a user. */
import { z } from "zod";
import { cursor, id, limit, oneOrMany, page, tagFilter, tags, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { consent } from "./versions.ts";

export const analysis = z.strictObject({
  id,
  name: z.string(),
  description: z.string(),
  isActive: z.boolean().describe("An inactive analysis is refused with its token"),
  tags,
  tokenHint: z.string(),
  lastUsedAt: timestamp.nullable().describe("When its token was last used, exact to the minute"),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Analysis = z.infer<typeof analysis>;

const profileParams = z.strictObject({ profileId: id });
const analysisParams = z.strictObject({ profileId: id, analysisId: id });

export const analysisRoutes = defineRoutes({
  listAnalyses: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/analyses",
    summary: "List analyses",
    guard: { who: "profile", resource: "analysis", action: "access" },
    params: profileParams,
    query: z.strictObject({
      search: z.string().max(200).optional(),
      tag: oneOrMany(tagFilter),
      sort: z.enum(["name", "-name", "createdAt", "-createdAt"]).default("name"),
      limit,
      cursor,
    }),
    answer: { status: 200, body: page(analysis) },
  },
  createAnalysis: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/analyses",
    summary: "Register an analysis; its token is in this answer only",
    guard: { who: "profile", resource: "analysis", action: "create" },
    params: profileParams,
    body: z.strictObject({ name: text(100), description: text(2000, 0).default(""), tags: tags.default([]) }),
    answer: { status: 201, body: analysis.extend({ token: z.string().describe("Shown once") }) },
  },
  getAnalysis: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/analyses/:analysisId",
    summary: "Read an analysis",
    guard: { who: "profile", resource: "analysis", action: "access" },
    params: analysisParams,
    answer: { status: 200, body: analysis },
  },
  updateAnalysis: {
    method: "PATCH",
    path: "/api/v1/profiles/:profileId/analyses/:analysisId",
    summary: "Change an analysis",
    guard: { who: "profile", resource: "analysis", action: "edit" },
    params: analysisParams,
    body: z.strictObject({
      name: text(100).optional(),
      description: text(2000, 0).optional(),
      isActive: z.boolean().optional(),
      tags: tags.optional(),
      ...consent,
    }),
    answer: { status: 200, body: analysis },
  },
  deleteAnalysis: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/analyses/:analysisId",
    summary: "Delete an analysis; its token is refused from now on",
    guard: { who: "profile", resource: "analysis", action: "delete" },
    params: analysisParams,
    answer: { status: 204, body: z.null() },
  },
  renewAnalysisToken: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/analyses/:analysisId/token",
    summary: "Replace the analysis token; the old one is refused from now on",
    guard: { who: "profile", resource: "analysis", action: "edit" },
    params: analysisParams,
    answer: { status: 201, body: z.strictObject({ token: z.string() }) },
  },
});
