import { text, type GridPlace, type WidgetContent } from "@latchkey/contract";
import { sql } from "kysely";
import { z } from "zod";
import { fromStoredTags } from "../../../database/tags.ts";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { findAllowed } from "../../../http/find-allowed.ts";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import {
  createDashboard,
  deleteDashboard,
  devicesOf,
  findDashboard,
  listWidgets,
  updateDashboard,
  type DashboardRow,
} from "../../dashboards/index.ts";
import { listDevicesByIds } from "../../devices/index.ts";
import { asRecord } from "../people/run-users.ts";
import { deleteExtras, findExtras, joinExtras, mergeExtras, type ExtraKey, type Extras } from "../wire/extra-fields.store.ts";
import type { ListShape } from "../wire/list-query.ts";
import { readBody, readId, tagoTags } from "../wire/read-body.ts";
import { reason } from "../wire/reason.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import { readArrangement, toPlaces } from "./layout.ts";
import { listThings } from "./list-things.ts";
import { analysesNamed, readWidgetData, servedDevices } from "./widget-rights.ts";

/** What we decide by ourselves; everything else is kept as sent. */
const decided = new Set(["id", "profile", "label", "tags", "created_at", "updated_at", "permissions", "last_access"]);
const defaults: Extras = {
  type: "dashboard",
  visible: true,
  arrangement: [],
  tabs: [],
  icon: {},
  group_by: [],
  theme: {},
  setup: {},
  shared: {},
};

const shape: ListShape = {
  id: sql`thing.id`,
  tags: sql`thing.tags`,
  defaultFields: ["id", "name", "label"],
  defaultOrder: "label,asc",
  fields: {
    label: { column: sql`thing.name`, kind: "text", isSortable: true },
    name: { column: sql`thing.name`, kind: "text", isSortable: true },
    type: { column: sql`coalesce(x.fields ->> 'type', 'dashboard')`, kind: "text" },
    visible: { column: sql`((x.fields -> 'visible') is distinct from 'false'::jsonb)`, kind: "boolean" },
    active: { column: sql`true`, kind: "boolean", isSortable: true },
    created_at: { column: sql`thing.created_at`, kind: "date", isSortable: true },
    updated_at: { column: sql`thing.updated_at`, kind: "date", isSortable: true },
  },
};

const keyOf = ({ profileId }: Context, id: string): ExtraKey => ({ profileId, type: "dashboard", id });

function toTago(row: DashboardRow, extras: Extras): Record<string, unknown> {
  return {
    ...defaults,
    ...extras,
    id: row.id,
    profile: row.profile_id,
    label: row.name,
    name: row.name,
    tags: fromStoredTags(row.tags),
    last_access: null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

const list = listThings({ type: "dashboard", shape, toTago, always: ["label"] });

export function findDashboardFor(ctx: Context, id: string | undefined, action: string): Promise<DashboardRow> {
  return findAllowed(ctx, { type: "dashboard", action }, (filter) => findDashboard(ctx.db, ctx.profileId, readId(id), filter));
}

async function info({ ctx, params }: TagoCall): Promise<unknown> {
  const row = await findDashboardFor(ctx, params["id"], "access");
  const dashboard = toTago(row, await findExtras(ctx.db, keyOf(ctx, row.id)));
  if (ctx.principal.kind !== "run_user") return dashboard;
  return { ...dashboard, permissions: ["access", "arrangement"].filter((action) => ctx.access.allows("dashboard", action, row)) };
}

const whole = z.object({ label: text(100), tags: tagoTags.optional(), visible: z.boolean().nullish() });

const extrasIn = (body: unknown): Extras => Object.fromEntries(Object.entries(asRecord(body)).filter(([key]) => !decided.has(key)));

/** Creates one as it is sent, under the id it had elsewhere if one is given. */
export async function addDashboard(ctx: Context, body: unknown, id?: string): Promise<string> {
  const { label, tags = [] } = readBody(whole, body);
  return inOneTransaction(ctx, async (within, tx) => {
    const made = await createDashboard(within, { id, name: label, description: "", tags });
    await mergeExtras(tx, keyOf(ctx, made.id), extrasIn(body));
    return made.id;
  });
}

/** Run users may arrange widgets where a policy says so, for everybody who looks; and nothing else. */
async function edit({ ctx, params, body }: TagoCall): Promise<unknown> {
  if (ctx.principal.kind === "run_user") return arrange({ ctx, params, body });

  const stored = await findDashboardFor(ctx, params["id"], "edit");
  const { label, tags } = readBody(whole.partial(), body);
  await inOneTransaction(ctx, async (within, tx) => {
    await updateDashboard(within, stored.id, { name: label, tags, places: placesIn(body), reason, confirmName: stored.name });
    await mergeExtras(tx, keyOf(ctx, stored.id), extrasIn(body));
  });
  return "Successfully Updated";
}

/** Our portal shows widgets where they were put; on tabs of TagoIO's they overlap, and are left where they are. */
function placesIn(body: unknown): Record<string, GridPlace> {
  const arrangement = readArrangement(asRecord(body)["arrangement"]);
  return arrangement.some(({ tab }) => tab) ? {} : toPlaces(arrangement);
}

async function arrange({ ctx, params, body }: Pick<TagoCall, "ctx" | "params" | "body">): Promise<string> {
  const stored = await findDashboardFor(ctx, params["id"], "arrangement");
  const { arrangement } = readBody(z.object({ arrangement: z.array(z.record(z.string(), z.unknown())).max(200) }), body);
  await transact(ctx.db, (tx) => mergeExtras(tx, keyOf(ctx, stored.id), { arrangement }));
  return "Successfully Updated";
}

async function remove({ ctx, params }: TagoCall): Promise<unknown> {
  const id = readId(params["id"]);
  await inOneTransaction(ctx, async (within, tx) => {
    const widgets = await listWidgets(tx, ctx.profileId, id);
    await deleteDashboard(within, id);
    await deleteExtras(tx, keyOf(ctx, id));
    for (const widget of widgets) await deleteExtras(tx, { profileId: ctx.profileId, type: "widget", id: widget.id });
  });
  return "Successfully Removed";
}

async function relatedDevices({ ctx, params }: TagoCall): Promise<unknown> {
  const row = await findDashboardFor(ctx, params["id"], "access");
  const widgets = await listWidgetsWithExtras(ctx, row.id);
  const ids = widgets.flatMap(({ content, extras }) => [
    ...devicesOf(content),
    ...servedDevices({ content, extras, data: readWidgetData(extras) }),
  ]);
  const devices = await listDevicesByIds(ctx.db, ctx.profileId, [...new Set(ids)]);
  return devices.map(({ id, name }) => ({ id, name, bucket: id }));
}

async function relatedAnalyses({ ctx, params }: TagoCall): Promise<unknown> {
  const row = await findDashboardFor(ctx, params["id"], "access");
  const named = (await listWidgetsWithExtras(ctx, row.id)).map(({ extras }) => analysesNamed(extras));
  const ids = named.flatMap(({ onSend, byButton }) => [...(onSend === undefined ? [] : [onSend]), ...byButton]);
  const result = await sql<{ id: string; name: string }>`
    select id, name from analyses where profile_id = ${ctx.profileId} and id = any(${ids}::text[]) order by name, id`.execute(ctx.db);
  return result.rows;
}

async function listWidgetsWithExtras(ctx: Context, dashboardId: string): Promise<{ content: WidgetContent; extras: Extras }[]> {
  const result = await sql<{ content: WidgetContent; extras: Extras }>`
    select w.content, coalesce(x.fields, '{}'::jsonb) as extras from widgets w
    ${joinExtras("w", "widget")}
    where w.profile_id = ${ctx.profileId} and w.dashboard_id = ${dashboardId}`.execute(ctx.db);
  return result.rows;
}

const tokens = ["profile", "analysis"] as const;
const viewers = [...tokens, "run_user", "anonymous"] as const;

export const dashboardRoutes: TagoRoute[] = [
  { method: "GET", path: "/dashboard", tokens: [...tokens, "run_user"], handler: list },
  {
    method: "POST",
    path: "/dashboard",
    tokens,
    handler: async ({ ctx, body }) => created({ dashboard: await addDashboard(ctx, body) }),
  },
  {
    method: "GET",
    path: "/dashboard/:id",
    tokens: viewers,
    handler: info,
  },
  { method: "PUT", path: "/dashboard/:id", tokens: [...tokens, "run_user"], handler: edit },
  { method: "DELETE", path: "/dashboard/:id", tokens, handler: remove },
  { method: "GET", path: "/dashboard/:id/devices", tokens, handler: relatedDevices },
  { method: "GET", path: "/dashboard/:id/analysis", tokens, handler: relatedAnalyses },
];
