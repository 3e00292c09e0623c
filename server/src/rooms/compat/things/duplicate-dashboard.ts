import { text } from "@latchkey/contract";
import { z } from "zod";
import { fromStoredTags } from "../../../database/tags.ts";
import type { Tx } from "../../../database/database.ts";
import type { Context } from "../../../http/context.ts";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import { createDashboard, createWidget, listWidgets, mayUseWidget, type DashboardRow } from "../../dashboards/index.ts";
import { listDevicesByIds } from "../../devices/index.ts";
import { remap } from "../import/import-state.ts";
import { asRecord } from "../people/run-users.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { findExtras, mergeExtras, type ExtraKey, type Extras } from "../wire/extra-fields.store.ts";
import { readBody } from "../wire/read-body.ts";
import { TagoAnswer, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import { findDashboardFor } from "./dashboards.ts";
import { devicesNamed, readWidgetData, requireAuthorsRights, servedDevices, slotsNoted } from "./widget-rights.ts";

const config = z.array(z.object({ id: z.string(), name: z.string() }));
const duplicating = z.object({
  new_label: text(100).optional(),
  setup: z.object({ config: config.max(100).optional() }).optional(),
});

const keyOf = ({ profileId }: Context, type: "dashboard" | "widget", id: string): ExtraKey => ({ profileId, type, id });

/** A copy with copies of all widgets, which show other devices where `setup.config` says so. */
async function duplicate({ ctx, params, body }: TagoCall): Promise<unknown> {
  const stored = await findDashboardFor(ctx, params["id"], "access");
  const { new_label: label, setup } = readBody(duplicating, body);
  const copyId = await inOneTransaction(ctx, async (within, tx) => {
    const original = await readOriginal(within, tx, stored);
    const instead = await readReplacements(within, tx, { original, wanted: setup?.config ?? [] });
    const copy = await createDashboard(within, {
      name: label ?? `${stored.name} (copy)`.slice(0, 100),
      description: stored.description,
      tags: fromStoredTags(stored.tags),
    });
    const ids = new Map([...instead, [stored.id, copy.id]]);
    for (const widget of original.widgets) ids.set(widget.id, await copyWidget(within, tx, { dashboardId: copy.id, widget, instead }));
    await mergeExtras(tx, keyOf(ctx, "dashboard", copy.id), remap(withoutHidden(original), ids));
    return copy.id;
  });
  return new TagoAnswer({ dashboard_id: copyId, message: "Copy sent" }, { status: 201 });
}

type Stored = Awaited<ReturnType<typeof listWidgets>>[number];
type Copied = Stored & { fields: Extras };

interface Original {
  extras: Extras;
  /** Those that the caller sees: a copy is governed by its own ids and tags, and what a rule hides must not come out of hiding by it. */
  widgets: Copied[];
}

async function readOriginal(ctx: Context, tx: Tx, stored: DashboardRow): Promise<Original> {
  const visible = (await listWidgets(tx, ctx.profileId, stored.id)).filter((widget) =>
    mayUseWidget(ctx, stored, { widgetId: widget.id, action: "access" }),
  );
  const widgets: Copied[] = [];
  for (const widget of visible) widgets.push({ ...widget, fields: await readFields(ctx, tx, widget) });
  return { extras: await findExtras(tx, keyOf(ctx, "dashboard", stored.id)), widgets };
}

/** Without devices that the widget serves no more. */
async function readFields(ctx: Context, tx: Tx, { id, content }: Stored): Promise<Extras> {
  const extras = await findExtras(tx, keyOf(ctx, "widget", id));
  const data = readWidgetData(extras);
  const kept = new Set([...servedDevices({ content, extras, data }), ...slotsNoted(extras)]);
  return { ...extras, data: data.filter((each) => devicesNamed([each]).every((device) => kept.has(device))) };
}

interface Copying {
  dashboardId: string;
  widget: Copied;
  instead: ReadonlyMap<string, string>;
}

async function copyWidget(ctx: Context, tx: Tx, { dashboardId, widget, instead }: Copying): Promise<string> {
  const slots = slotsNoted(widget.fields);
  const content = remap(widget.content, instead);
  const fields = remap(widget.fields, instead);
  const { id } = await createWidget(ctx, dashboardId, { title: widget.title, tabId: null, place: widget.place, content });
  const noted = await requireAuthorsRights(ctx, { fields, content, slots, mayNameUnknown: true });
  await mergeExtras(tx, keyOf(ctx, "widget", id), { ...fields, ...noted });
  return id;
}

/** A place of a widget that is not copied would be empty. */
function withoutHidden({ extras, widgets }: Original): Extras {
  const { arrangement } = extras;
  if (!Array.isArray(arrangement)) return extras;
  const copied = new Set<unknown>(widgets.map(({ id }) => id));
  return { ...extras, arrangement: arrangement.filter((each) => copied.has(asRecord(each)["widget_id"])) };
}

interface Wanted {
  original: Original;
  wanted: z.output<typeof config>;
}

/**
 * Which devices are others in the copy. An entry names a place by its name, as the original's own `setup.config` has it or else as the
 * device is called that stands there now, and the device that is to stand there.
 */
async function readReplacements(ctx: Context, tx: Tx, { original, wanted }: Wanted): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const places = config.catch([]).parse(asRecord(original.extras["setup"])["config"] ?? []);
  const shown = original.widgets.flatMap(({ fields }) => devicesNamed(readWidgetData(fields)));
  const rows = await listDevicesByIds(tx, ctx.profileId, [...new Set([...shown, ...wanted.map(({ id }) => id)])]);
  const usable = new Set(rows.filter((row) => ctx.access.allows("device", "access", row)).map(({ id }) => id));

  return new Map(
    wanted.map(({ id, name }, index) => {
      const before = places.find((place) => place.name === name) ?? rows.find((row) => row.name === name && shown.includes(row.id));
      if (!before) throw compatErrors.not_valid({ detail: `setup.config.${index}.name: the dashboard shows no device of this name` });
      if (!usable.has(id)) throw compatErrors.not_valid({ detail: `setup.config.${index}.id: names an unknown device` });
      return [before.id, id] as const;
    }),
  );
}

export const duplicateRoutes: TagoRoute[] = [
  { method: "POST", path: "/dashboard/:id/duplicate", tokens: ["profile", "analysis"], handler: duplicate },
];
