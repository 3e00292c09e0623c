import { text } from "@latchkey/contract";
import { z } from "zod";
import type { Context } from "../../../http/context.ts";
import { httpErrors } from "../../../http/http.errors.ts";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import { createWidget, deleteWidget, getVisibleWidget, mayUseWidget, updateWidget } from "../../dashboards/index.ts";
import { countDataOutput, requireDataOutputLeft } from "../../data-output/index.ts";
import { changeRecords, deleteRecords, listDevicesByIds, type DeviceRow } from "../../devices/index.ts";
import { asRecord } from "../people/run-users.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { deleteExtras, findExtras, mergeExtras, type ExtraKey, type Extras } from "../wire/extra-fields.store.ts";
import { readBody, readId } from "../wire/read-body.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import { triggerAnalysis } from "./analyses.ts";
import { chosenDevices, listSlots } from "./blueprint.ts";
import { queryData } from "./data-query.ts";
import { addData } from "./device-data.ts";
import { readChanges, readRecords } from "./records.ts";
import { toContent, widgetData, type WidgetData } from "./widget-content.ts";
import {
  analysesNamed,
  mayWriteThrough,
  notedFields,
  readWidgetData,
  requireAuthorsRights,
  servedDevices,
  type WriteAction,
} from "./widget-rights.ts";

const keyOf = ({ profileId }: Context, id: string): ExtraKey => ({ profileId, type: "widget", id });
const decided = new Set(["id", "dashboard", "label", "token", "created_at", "updated_at", ...notedFields]);

const whole = z.object({
  label: text(100, 0).default(""),
  type: z.string().min(1).max(50),
  data: z.array(widgetData).max(100).default([]),
});

const extrasIn = (body: unknown): Extras => Object.fromEntries(Object.entries(asRecord(body)).filter(([key]) => !decided.has(key)));

function pathOf(params: Record<string, string>): { dashboardId: string; widgetId: string } {
  return { dashboardId: readId(params["id"]), widgetId: readId(params["widget"]) };
}

interface NewTagoWidget {
  dashboardId: string;
  body: unknown;
  /** The one it had elsewhere. */
  id?: string;
  /** Which devices our own portal may show; without it all that the widget names, and one that does not exist is refused. */
  shown?: (deviceId: string) => boolean;
}

export async function addWidget(ctx: Context, { dashboardId, body, id, shown }: NewTagoWidget): Promise<string> {
  const { label, type, data } = readBody(whole, body);
  return inOneTransaction(ctx, async (within, tx) => {
    const slots = await slotIds(within, dashboardId);
    const content = toContent(
      type,
      data.filter((each) => !slots.includes(deviceOf(each) ?? "") && (shown === undefined || shown(deviceOf(each) ?? ""))),
      label,
    );
    const made = await createWidget(within, dashboardId, { id, title: label, tabId: null, content });
    const fields = extrasIn(body);
    const noted = await requireAuthorsRights(within, { fields, content, slots, mayNameUnknown: shown !== undefined });
    await mergeExtras(tx, keyOf(ctx, made.id), { ...fields, ...noted });
    return made.id;
  });
}

async function create({ ctx, params, body }: TagoCall): Promise<unknown> {
  return created({ widget: await addWidget(ctx, { dashboardId: readId(params["id"]), body }) });
}

/** Each top-level key replaces the stored one whole; without `analysis_run` no analysis runs any more. */
async function edit({ ctx, params, body }: TagoCall): Promise<unknown> {
  const path = pathOf(params);
  const stored = await findExtras(ctx.db, keyOf(ctx, path.widgetId));
  const sent = asRecord(body);
  await inOneTransaction(ctx, async (within, tx) => {
    const { label, type, data } = readBody(whole, { ...stored, label: (await getVisibleWidget(within, path)).widget.title, ...sent });
    const slots = await slotIds(within, path.dashboardId);
    const shown = data.filter((each) => !slots.includes(deviceOf(each) ?? ""));
    const content = toContent(type, shown, label);
    await updateWidget(within, path, { title: label, content });
    const fields = { analysis_run: null, ...extrasIn(body) };
    const noted = await requireAuthorsRights(within, { fields: { ...stored, ...fields }, content, slots, mayNameUnknown: false });
    await mergeExtras(tx, keyOf(ctx, path.widgetId), { ...fields, ...noted });
  });
  return "Successfully Updated";
}

async function info({ ctx, params }: TagoCall): Promise<unknown> {
  const { widget } = await getVisibleWidget(ctx, pathOf(params));
  return toTago(widget, await findExtras(ctx.db, keyOf(ctx, widget.id)));
}

function toTago(widget: { id: string; dashboard_id: string; title: string }, extras: Extras): Record<string, unknown> {
  return {
    display: {},
    data: [],
    resource: [],
    type: "table",
    ...Object.fromEntries(Object.entries(extras).filter(([key]) => !(notedFields as readonly string[]).includes(key))),
    id: widget.id,
    dashboard: widget.dashboard_id,
    label: widget.title,
    token: null,
  };
}

async function remove({ ctx, params }: TagoCall): Promise<unknown> {
  const path = pathOf(params);
  await inOneTransaction(ctx, async (within, tx) => {
    await deleteWidget(within, path);
    await deleteExtras(tx, keyOf(ctx, path.widgetId));
  });
  return "Successfully Removed";
}

/** The widget of a call with its devices: only these can be read or written by it, whatever the request names. */
async function openWidget({ ctx, params }: TagoCall) {
  const { dashboard, widget } = await getVisibleWidget(ctx, pathOf(params));
  const extras = await findExtras(ctx.db, keyOf(ctx, widget.id));
  const data = readWidgetData(extras);
  const ids = servedDevices({ content: widget.content, extras, data });
  const devices = new Map((await listDevicesByIds(ctx.db, ctx.profileId, ids)).map((device) => [device.id, device]));
  return { dashboard, widget, extras, data, devices };
}

const slotIds = async (ctx: Context, dashboardId: string) => (await listSlots(ctx, dashboardId)).map(({ id }) => id);

const deviceOf = ({ origin, bucket }: WidgetData): string | undefined => origin ?? bucket;

/** However many sources a widget has. */
const rowsOfRequestMax = 10_000;

/** What the widget shows: every record is counted as data output before it leaves. */
async function getData(call: TagoCall): Promise<unknown> {
  const { ctx, query } = call;
  const { dashboard, widget, extras, data, devices } = await openWidget(call);
  const chosen = await chosenDevices(ctx, dashboard.id, query["blueprint_devices"]);
  const allowance = await requireDataOutputLeft(ctx);
  const overwrite = asRecord(query["overwrite"]);

  const content = [];
  let shown = 0;
  for (const each of data) {
    const named = deviceOf(each) ?? "";
    const device = chosen.get(named) ?? devices.get(named);
    const isServed = device !== undefined && shown < rowsOfRequestMax;
    const place = { ctx, deviceId: device?.id ?? "", rowsMax: rowsOfRequestMax - shown };
    const result = isServed ? await queryData(place, wantedOf(each, { overwrite, query })) : [];
    shown += Array.isArray(result) ? result.length : 1;
    content.push({ data: each, result });
  }
  await countDataOutput(ctx, shown, allowance);
  return { widget: toTago(widget, extras), content };
}

function wantedOf(data: WidgetData, { overwrite, query }: { overwrite: Record<string, unknown>; query: Record<string, unknown> }) {
  const amount = Number(query["amount"] ?? data.qty ?? 15);
  const page = Number(query["page"] ?? 1);
  return {
    variables: data.variables,
    qty: amount,
    skip: (page - 1) * amount,
    start_date: overwrite["start_date"] ?? data.start_date,
    end_date: overwrite["end_date"] ?? data.end_date,
    ...(data.query === undefined || data.query === "" ? {} : { query: data.query }),
  };
}

/** Sends what somebody typed: to the widget's own devices only, and to its analysis. */
async function sendData(call: TagoCall): Promise<unknown> {
  const { ctx, query, body } = call;
  const opened = await openWidget(call);
  requireSending(ctx, opened);
  const records = readRecords(body);
  const first = [...opened.devices.keys()][0];
  const texts: string[] = [];
  if (query["bypass_bucket"] !== "true") {
    for (const record of records)
      texts.push(await addData(ctx, deviceFor(ctx, opened, { id: record.device ?? first, action: "send_data" }), record));
  }
  const { onSend } = analysesNamed(opened.extras);
  if (onSend !== undefined) await triggerAnalysis(ctx, onSend, { data: records, environment: { _widget_exec: "insert" } });
  return texts;
}

type OpenWidget = Awaited<ReturnType<typeof openWidget>>;

function requireSending(ctx: Context, { dashboard, widget }: OpenWidget): void {
  if (!mayUseWidget(ctx, dashboard, { widgetId: widget.id, action: "send_data" })) throw httpErrors.not_allowed();
}

function deviceFor(ctx: Context, opened: OpenWidget, { id, action }: { id: string | undefined; action: WriteAction }): DeviceRow {
  const device = id === undefined ? undefined : opened.devices.get(id);
  if (!device) throw compatErrors.not_valid({ detail: "device: is none of this widget's" });
  if (!mayWriteThrough(ctx, { extras: opened.extras, device, action })) throw httpErrors.not_allowed();
  return device;
}

async function editData(call: TagoCall): Promise<unknown> {
  const opened = await openWidget(call);
  requireSending(call.ctx, opened);
  const first = [...opened.devices.keys()][0];
  for (const { device, ...change } of readChanges(call.body))
    await changeRecords(call.ctx, deviceFor(call.ctx, opened, { id: device ?? first, action: "edit_data" }), [change]);
  return "Device Data Updated";
}

/** `ids` are pairs of record and device. */
async function deleteData(call: TagoCall): Promise<unknown> {
  const opened = await openWidget(call);
  requireSending(call.ctx, opened);
  let deleted = 0;
  for (const pair of [call.query["ids"] ?? []].flat().map(String)) {
    const [id = "", device] = pair.split(":");
    deleted += (await deleteRecords(call.ctx, deviceFor(call.ctx, opened, { id: device, action: "delete_data" }), [id])).deleted;
  }
  return `${deleted} Data Removed`;
}

const tokens = ["profile", "analysis"] as const;
const viewers = [...tokens, "run_user", "anonymous"] as const;
const writers = [...tokens, "run_user"] as const;

export const widgetRoutes: TagoRoute[] = [
  { method: "POST", path: "/dashboard/:id/widget", tokens, handler: create },
  { method: "GET", path: "/dashboard/:id/widget/:widget", tokens: viewers, handler: info },
  { method: "PUT", path: "/dashboard/:id/widget/:widget", tokens, handler: edit },
  { method: "DELETE", path: "/dashboard/:id/widget/:widget", tokens, handler: remove },
  { method: "GET", path: "/data/:id/:widget", tokens: viewers, handler: getData },
  { method: "POST", path: "/data/:id/:widget", tokens: writers, handler: sendData },
  { method: "PUT", path: "/data/:id/:widget/data", tokens: writers, handler: editData },
  { method: "DELETE", path: "/data/:id/:widget", tokens: writers, handler: deleteData },
];
