/** Dashboards: tabs with a grid of widgets that show device data. */
import { z } from "zod";
import { recordValue, variable } from "./devices.ts";
import { countMax, cursor, id, limit, oneOrMany, page, tagFilter, tags, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { consent } from "./versions.ts";

export const tab = z.strictObject({ id, name: text(60) });

/** The grid has 12 columns; heights are rows of 80 CSS pixels. */
export const gridPlace = z.strictObject({
  x: z.number().int().min(0).max(11),
  y: z.number().int().min(0).max(500),
  width: z.number().int().min(1).max(12),
  height: z.number().int().min(1).max(20),
});
export type GridPlace = z.infer<typeof gridPlace>;

export const aggregation = z.strictObject({
  function: z.enum(["avg", "sum", "min", "max", "count"]),
  interval: z.enum(["hour", "day", "week", "month", "year", "all"]).describe("all: one figure over the whole period"),
});

export const widgetSource = z.strictObject({
  deviceId: id,
  variable,
  label: text(60).optional().describe("Shown instead of device and variable"),
  aggregation: aggregation.optional().describe("Without it, records as they are"),
});
export type WidgetSource = z.infer<typeof widgetSource>;

const sources = z.array(widgetSource).min(1, "add at least one source").max(20);
const pointsMax = z.number().int().min(1).max(10_000).describe("Newest records or intervals per source");

// Points are read, checked and drawn at once: far more than a screen can show would only stall server and browser.
const pointsOfWidgetMax = 50_000;
const tooManyPoints = {
  message: `times the number of sources must be at most ${pointsOfWidgetMax}`,
  path: ["pointsMax"],
};
const isDrawable = (content: { sources: unknown[]; pointsMax: number }) => content.sources.length * content.pointsMax <= pointsOfWidgetMax;

/** What a widget shows, by type. */
export const widgetContent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("value"), source: widgetSource, decimals: z.number().int().min(0).max(6).default(1) }),
  z.strictObject({ type: z.literal("line"), sources, pointsMax: pointsMax.default(500) }).refine(isDrawable, tooManyPoints),
  z.strictObject({ type: z.literal("area"), sources, pointsMax: pointsMax.default(500) }).refine(isDrawable, tooManyPoints),
  z.strictObject({ type: z.literal("bar"), sources, pointsMax: pointsMax.default(100) }).refine(isDrawable, tooManyPoints),
  z.strictObject({ type: z.literal("pie"), sources }).describe("One slice per source: its newest value, or its aggregate over everything"),
  z
    .strictObject({
      type: z.literal("gauge"),
      source: widgetSource,
      min: z.number().default(0),
      max: z.number().default(100),
      decimals: z.number().int().min(0).max(6).default(1),
    })
    .refine((gauge) => gauge.min < gauge.max, { message: "must be greater than min", path: ["max"] }),
  z.strictObject({ type: z.literal("table"), sources, pointsMax: pointsMax.default(100) }).refine(isDrawable, tooManyPoints),
  z.strictObject({ type: z.literal("note"), text: text(5000) }).describe("Plain text"),
  z.strictObject({
    type: z.literal("form"),
    deviceId: id,
    submitLabel: text(40).default("Send"),
    fields: z
      .array(
        z.strictObject({
          variable,
          label: text(60),
          input: z.enum(["number", "text", "switch"]),
          unit: text(50).optional(),
          isRequired: z.boolean().default(true),
        }),
      )
      .min(1)
      .max(20),
  }),
]);
export type WidgetContent = z.infer<typeof widgetContent>;
export type WidgetType = WidgetContent["type"];

export const widget = z.strictObject({
  id,
  title: text(100, 0),
  tabId: id.nullable(),
  place: gridPlace,
  content: widgetContent,
});
export type Widget = z.infer<typeof widget>;

export const dashboardSummary = z.strictObject({
  id,
  name: z.string(),
  description: z.string(),
  tags,
  widgetCount: z.number().int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type DashboardSummary = z.infer<typeof dashboardSummary>;

export const dashboard = dashboardSummary.extend({ tabs: z.array(tab), widgets: z.array(widget) });
export type Dashboard = z.infer<typeof dashboard>;

/** A point of a series: a record, or the aggregate of the interval that starts at `time`. */
const point = z.strictObject({ time: timestamp, value: recordValue });

export const widgetSeries = z.strictObject({
  name: z.string(),
  unit: z.string().nullable(),
  points: z.array(point).describe("Oldest first"),
});
export type WidgetSeries = z.infer<typeof widgetSeries>;

/** What a widget shows now. */
export const widgetData = z.strictObject({
  series: z.array(widgetSeries).describe("One per source; a value, gauge or slice is a series of one point"),
  recordCount: z.number().int().describe("Records shown, as counted for data output"),
});
export type WidgetData = z.infer<typeof widgetData>;

/** A widget by itself, with what tells its viewer when to load again. */
const openedWidget = widget.extend({
  updatedAt: timestamp.describe("When its dashboard was last edited"),
  lastInputAt: timestamp.nullable().describe("When its devices last received data"),
});
export type OpenedWidget = z.infer<typeof openedWidget>;

const widgetDataQuery = z.strictObject({
  from: timestamp.optional().describe("Inclusive; without it, the newest"),
  to: timestamp.optional().describe("Exclusive"),
});

/** When each widget's devices last received data: cheap to ask, so that only what changed is loaded again. */
const dashboardChanges = z.strictObject({
  updatedAt: timestamp.describe("When the dashboard itself was last edited"),
  widgets: z.record(id, timestamp.nullable()),
});

const formAnswer = z.strictObject({ values: z.record(z.string().max(100), recordValue) });
const formStored = z.strictObject({ added: z.number().int() });

const profileParams = z.strictObject({ profileId: id });
const dashboardParams = z.strictObject({ profileId: id, dashboardId: id });
const widgetParams = z.strictObject({ profileId: id, dashboardId: id, widgetId: id });
const portalParams = z.strictObject({ slug: z.string().max(50) });
const portalDashboardParams = portalParams.extend({ dashboardId: id });
const portalWidgetParams = portalDashboardParams.extend({ widgetId: id });

const widgetBody = z.strictObject({
  title: text(100, 0).default(""),
  tabId: id.nullable().default(null),
  place: gridPlace.optional().describe("The first free place when absent"),
  content: widgetContent,
});

export const dashboardRoutes = defineRoutes({
  listDashboards: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/dashboards",
    summary: "List dashboards",
    guard: { who: "profile", resource: "dashboard", action: "access" },
    params: profileParams,
    query: z.strictObject({
      search: z.string().max(200).optional(),
      tag: oneOrMany(tagFilter),
      sort: z.enum(["name", "-name", "createdAt", "-createdAt", "updatedAt", "-updatedAt"]).default("name"),
      limit,
      cursor,
    }),
    answer: { status: 200, body: page(dashboardSummary) },
  },
  createDashboard: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/dashboards",
    summary: "Create a dashboard",
    guard: { who: "profile", resource: "dashboard", action: "create" },
    params: profileParams,
    body: z.strictObject({ name: text(100), description: text(2000, 0).default(""), tags: tags.default([]) }),
    answer: { status: 201, body: dashboard },
  },
  getDashboard: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId",
    summary: "Read a dashboard with its tabs and widgets",
    guard: { who: "profile", resource: "dashboard", action: "access" },
    params: dashboardParams,
    answer: { status: 200, body: dashboard },
  },
  updateDashboard: {
    method: "PATCH",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId",
    summary: "Change name, description, tags, tabs or the places of widgets",
    guard: { who: "profile", resource: "dashboard", action: "edit" },
    params: dashboardParams,
    body: z.strictObject({
      ...consent,
      name: text(100).optional(),
      description: text(2000, 0).optional(),
      tags: tags.optional(),
      tabs: z
        .array(z.strictObject({ id: id.optional().describe("Absent for a new tab"), name: text(60) }))
        .max(10)
        .optional()
        .describe("Widgets of a removed tab move to no tab"),
      places: z.record(id, gridPlace).optional().describe("Place by widget id"),
    }),
    answer: { status: 200, body: dashboard },
  },
  deleteDashboard: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId",
    summary: "Delete a dashboard",
    guard: { who: "profile", resource: "dashboard", action: "delete" },
    params: dashboardParams,
    answer: { status: 204, body: z.null() },
  },
  createWidget: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/widgets",
    summary: "Add a widget",
    guard: { who: "profile", resource: "dashboard", action: "edit" },
    params: dashboardParams,
    body: widgetBody,
    answer: { status: 201, body: widget },
  },
  updateWidget: {
    method: "PATCH",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/widgets/:widgetId",
    summary: "Change a widget",
    guard: { who: "profile", resource: "dashboard", action: "edit" },
    params: widgetParams,
    body: z.strictObject({
      title: text(100, 0).optional(),
      tabId: id.nullable().optional(),
      place: gridPlace.optional(),
      content: widgetContent.optional(),
    }),
    answer: { status: 200, body: widget },
  },
  deleteWidget: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/widgets/:widgetId",
    summary: "Remove a widget",
    guard: { who: "profile", resource: "dashboard", action: "edit" },
    params: widgetParams,
    answer: { status: 204, body: z.null() },
  },
  getWidgetData: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/widgets/:widgetId/data",
    summary: "What a widget shows now; counted as data output",
    guard: { who: "profile", resource: "dashboard", action: "access" },
    params: widgetParams,
    query: widgetDataQuery,
    answer: { status: 200, body: widgetData },
  },
  exportWidgetData: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/widgets/:widgetId/data.csv",
    summary: "What a widget shows now, as CSV; counted as data output",
    guard: { who: "profile", resource: "dashboard", action: "access" },
    params: widgetParams,
    query: widgetDataQuery,
    answer: { status: 200, body: z.string(), contentType: "text/csv" },
  },
  submitWidgetForm: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/widgets/:widgetId/data",
    summary: "Send an input form's values to its device",
    guard: { who: "profile", resource: "dashboard", action: "access" },
    params: widgetParams,
    body: formAnswer,
    answer: { status: 201, body: formStored },
  },
  getDashboardChanges: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/dashboards/:dashboardId/changes",
    summary: "When each widget's data last changed",
    guard: { who: "profile", resource: "dashboard", action: "access" },
    params: dashboardParams,
    answer: { status: 200, body: dashboardChanges },
  },

  listPortalDashboards: {
    method: "GET",
    path: "/api/v1/portal/:slug/dashboards",
    summary: "The dashboards the signed-in run user may see",
    guard: { who: "portal", anonymous: false },
    params: portalParams,
    query: z.strictObject({ search: z.string().max(200).optional(), limit, cursor, countMax }),
    answer: { status: 200, body: page(dashboardSummary) },
  },
  getPortalDashboard: {
    method: "GET",
    path: "/api/v1/portal/:slug/dashboards/:dashboardId",
    summary: "Open a dashboard; one that may not be seen answers as one that does not exist",
    guard: { who: "portal", anonymous: true },
    params: portalDashboardParams,
    answer: { status: 200, body: dashboard },
  },
  getPortalWidget: {
    method: "GET",
    path: "/api/v1/portal/:slug/dashboards/:dashboardId/widgets/:widgetId",
    summary: "Open one widget; one that may not be seen answers as one that does not exist",
    guard: { who: "portal", anonymous: true },
    params: portalWidgetParams,
    answer: { status: 200, body: openedWidget },
  },
  getPortalWidgetData: {
    method: "GET",
    path: "/api/v1/portal/:slug/dashboards/:dashboardId/widgets/:widgetId/data",
    summary: "What a widget shows now; counted as data output",
    guard: { who: "portal", anonymous: true },
    params: portalWidgetParams,
    query: widgetDataQuery,
    answer: { status: 200, body: widgetData },
  },
  exportPortalWidgetData: {
    method: "GET",
    path: "/api/v1/portal/:slug/dashboards/:dashboardId/widgets/:widgetId/data.csv",
    summary: "What a widget shows now, as CSV; counted as data output",
    guard: { who: "portal", anonymous: true },
    params: portalWidgetParams,
    query: widgetDataQuery,
    answer: { status: 200, body: z.string(), contentType: "text/csv" },
  },
  submitPortalWidgetForm: {
    method: "POST",
    path: "/api/v1/portal/:slug/dashboards/:dashboardId/widgets/:widgetId/data",
    summary: "Send an input form's values to its device",
    guard: { who: "portal", anonymous: true },
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    params: portalWidgetParams,
    body: formAnswer,
    answer: { status: 201, body: formStored },
  },
  getPortalDashboardChanges: {
    method: "GET",
    path: "/api/v1/portal/:slug/dashboards/:dashboardId/changes",
    summary: "When each widget's data last changed",
    guard: { who: "portal", anonymous: true },
    params: portalDashboardParams,
    answer: { status: 200, body: dashboardChanges },
  },
});
