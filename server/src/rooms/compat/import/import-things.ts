import { findAnalysis } from "../../analyses/index.ts";
import { findDashboard, listWidgets } from "../../dashboards/index.ts";
import { findDevice, listDevicesByIds } from "../../devices/index.ts";
import { addAnalysis } from "../things/analyses.ts";
import { listSlots } from "../things/blueprint.ts";
import { addDashboard } from "../things/dashboards.ts";
import { addDevice } from "../things/devices.ts";
import { layOut } from "../things/layout.ts";
import { addWidget } from "../things/widgets.ts";
import { isId } from "../things/widget-content.ts";
import { asRecord } from "../people/run-users.ts";
import { idOf, importEach, note, remap, type ImportEntry, type ImportOutcome, type ImportState, type TagoExport } from "./import-state.ts";

const all = { kind: "all" } as const;
const noId = "has no id of 24 hexadecimal characters";

/** Devices, analyses, dashboards and their widgets, in the order in which they name each other. */
export async function importThings(state: ImportState, { devices, analyses, dashboards, widgets }: TagoExport): Promise<void> {
  const { ctx, tx } = state;
  await importEach(state, { kind: "devices", entries: devices }, async (entry) =>
    createOnce(state, entry, {
      isThere: async (id) => (await findDevice(tx, ctx.profileId, id, all)) !== undefined,
      create: (id) => addDevice(ctx, withParameters(entry.value), id),
    }),
  );
  await importEach(state, { kind: "analyses", entries: analyses }, async (entry) =>
    createOnce(state, entry, {
      isThere: async (id) => (await findAnalysis(tx, ctx.profileId, id, all)) !== undefined,
      create: (id) => addAnalysis(ctx, entry.value, id),
    }),
  );
  const fresh: ImportEntry[] = [];
  await importEach(state, { kind: "dashboards", entries: dashboards }, async (entry) =>
    createOnce(state, entry, {
      isThere: async (id) => (await findDashboard(tx, ctx.profileId, id, all)) !== undefined,
      create: async (id) => {
        await addDashboard(ctx, withoutWidgets(entry.value), id);
        fresh.push(entry);
      },
    }),
  );
  const nested = dashboards.flatMap((entry) => widgetsIn(entry));
  await importEach(state, { kind: "widgets", entries: [...nested, ...widgets] }, (entry) => importWidget(state, entry));
  for (const entry of fresh) await layOutImported(state, entry);
}

/** Where widgets are, once they are there. A dashboard that was there before stays as somebody arranged it. */
async function layOutImported(state: ImportState, entry: ImportEntry): Promise<void> {
  const { ctx, tx } = state;
  const dashboard = await findDashboard(tx, ctx.profileId, idOf(entry) ?? "", all);
  if (!dashboard) return;
  const { tabs, arrangement } = entry.value;
  for (const name of await layOut(ctx, dashboard, { tabs, arrangement }))
    note(
      state,
      entry,
      `its tab "${name}" was shown to some people only: here whoever sees the dashboard sees it, but for widgets that a rule denies`,
    );
}

interface Creating {
  isThere: (id: string) => Promise<boolean>;
  create: (id: string) => Promise<unknown>;
}

/** What is there already is left as it is: whoever imports twice may have changed it meanwhile. */
async function createOnce(state: ImportState, entry: ImportEntry, { isThere, create }: Creating): Promise<ImportOutcome> {
  const id = idOf(entry);
  if (id === null) return skip(state, entry, noId);
  if (await isThere(id)) return "unchanged";
  await create(id);
  return "created";
}

function skip(state: ImportState, entry: ImportEntry, reason: string): ImportOutcome {
  note(state, entry, reason);
  return "skipped";
}

function withParameters(value: Record<string, unknown>): Record<string, unknown> {
  return { ...value, configuration_params: value["configuration_params"] ?? value["params"] ?? [] };
}

function withoutWidgets({ widgets: _widgets, ...dashboard }: Record<string, unknown>): Record<string, unknown> {
  return dashboard;
}

function widgetsIn({ file, value }: ImportEntry): ImportEntry[] {
  const list = Array.isArray(value["widgets"]) ? value["widgets"] : [];
  return list.map((widget) => ({ file, value: { ...asRecord(widget), dashboard: value["id"] } }));
}

async function importWidget(state: ImportState, entry: ImportEntry): Promise<ImportOutcome> {
  const { ctx, tx } = state;
  const id = idOf(entry);
  const { dashboard, ...body } = remap(entry.value, state.ids);
  const dashboardId = typeof dashboard === "string" ? dashboard : "";
  if (id === null || !isId(dashboardId)) return skip(state, entry, id === null ? noId : "names no dashboard");
  if ((await findDashboard(tx, ctx.profileId, dashboardId, all)) === undefined)
    return skip(state, entry, `its dashboard ${dashboardId} is not there`);
  if ((await listWidgets(tx, ctx.profileId, dashboardId)).some((widget) => widget.id === id)) return "unchanged";

  const slots = new Set((await listSlots(ctx, dashboardId)).map((slot) => slot.id));
  const named = [...new Set(devicesNamed(body["data"]))].filter((each) => !slots.has(each));
  const there = new Set((await listDevicesByIds(tx, ctx.profileId, named)).map((device) => device.id));
  const missing = named.filter((each) => !there.has(each));
  if (missing.length > 0) note(state, entry, `shows nothing of ${missing.join(", ")}: no such device is there`);
  await addWidget(ctx, { dashboardId, body, id, shown: (deviceId) => !isId(deviceId) || there.has(deviceId) });
  return "created";
}

function devicesNamed(data: unknown): string[] {
  const list = Array.isArray(data) ? data.map(asRecord) : [];
  return list.map((each) => each["origin"] ?? each["bucket"]).filter((each): each is string => typeof each === "string" && isId(each));
}
