import type { GridPlace, Widget, WidgetContent } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { givenOrNewId } from "../../http/given-id.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { listDevicesByIds } from "../devices/index.ts";
import { getDashboardFor } from "./change-dashboard.ts";
import { dashboardErrors } from "./dashboards.errors.ts";
import { devicesOf, firstFreePlace, widgetsMax } from "./dashboards.rules.ts";
import { updateDashboardRow, type DashboardRow, type WidgetRow } from "./dashboards.store.ts";
import { auditedWidget, dashboardObject, toWidget } from "./to-dashboard.ts";
import { mayUseWidget, type WidgetPath } from "./widget-access.ts";
import { deleteWidgetRow, findWidget, insertWidget, listWidgets, updateWidgetRow } from "./widgets.store.ts";

export interface NewWidget {
  /** The one it had elsewhere, from callers whom no rule governs. */
  id?: string | undefined;
  title: string;
  tabId: string | null;
  place?: GridPlace | undefined;
  content: WidgetContent;
}

/** Adds a widget, at the first free place unless one is given. Its devices must belong to the profile. */
export async function createWidget(ctx: Context, dashboardId: string, input: NewWidget): Promise<Widget> {
  return changeWidgets(ctx, dashboardId, "widget.created", async (tx, dashboard) => {
    const others = await listWidgets(tx, ctx.profileId, dashboardId);
    if (others.length >= widgetsMax) throw dashboardErrors.too_many_widgets();
    await requireTabAndDevices(tx, ctx, dashboard, input);

    const place =
      input.place ??
      firstFreePlace(
        others.filter((other) => other.tab_id === input.tabId).map((other) => other.place),
        input.content,
      );
    const after = await insertWidget(tx, {
      profile_id: ctx.profileId,
      dashboard_id: dashboardId,
      id: givenOrNewId(ctx, input.id),
      title: input.title,
      tab_id: input.tabId,
      place: JSON.stringify(place),
      content: JSON.stringify(input.content),
    });
    return { before: null, after };
  });
}

export interface WidgetChanges {
  title?: string | undefined;
  tabId?: string | null | undefined;
  place?: GridPlace | undefined;
  content?: WidgetContent | undefined;
}

export async function updateWidget(ctx: Context, { dashboardId, widgetId }: WidgetPath, changes: WidgetChanges): Promise<Widget> {
  return changeWidgets(ctx, dashboardId, "widget.updated", async (tx, dashboard) => {
    const before = await findWidget(tx, ctx.profileId, dashboardId, widgetId);
    if (!before || !mayUseWidget(ctx, dashboard, { widgetId, action: "access" })) throw httpErrors.not_found();
    const tabId = changes.tabId === undefined ? before.tab_id : changes.tabId;
    const content = changes.content ?? before.content;
    await requireTabAndDevices(tx, ctx, dashboard, { tabId, content: changes.content });

    const after = await updateWidgetRow(tx, before, {
      title: changes.title ?? before.title,
      tab_id: tabId,
      place: JSON.stringify(changes.place ?? before.place),
      content: JSON.stringify(content),
    });
    return { before, after };
  });
}

export async function deleteWidget(ctx: Context, { dashboardId, widgetId }: WidgetPath): Promise<null> {
  await changeWidgets(ctx, dashboardId, "widget.deleted", async (tx, dashboard) => {
    const before = await findWidget(tx, ctx.profileId, dashboardId, widgetId);
    if (!before || !mayUseWidget(ctx, dashboard, { widgetId, action: "access" })) throw httpErrors.not_found();
    await deleteWidgetRow(tx, before);
    await ctx.events.emit(tx, "widget.deleted", { profileId: ctx.profileId, widgetId });
    return { before, after: null };
  });
  return null;
}

type WidgetWrite = { before: WidgetRow | null; after: WidgetRow } | { before: WidgetRow; after: null };

/** The one way widgets change: lock the dashboard, write, mark it edited, audit. */
async function changeWidgets(
  ctx: Context,
  dashboardId: string,
  action: string,
  write: (tx: Tx, dashboard: DashboardRow) => Promise<WidgetWrite>,
): Promise<Widget> {
  return transact(ctx.db, async (tx) => {
    const dashboard = await getDashboardFor(tx, ctx, dashboardId, "edit");
    const written = await write(tx, dashboard);

    await updateDashboardRow(tx, ctx.profileId, dashboardId, { updated_at: ctx.platform.clock.now() });
    await recordAuditEntry(tx, ctx, {
      action,
      object: dashboardObject(dashboard),
      before: written.before && { widgetId: written.before.id, ...auditedWidget(written.before) },
      after: written.after && { widgetId: written.after.id, ...auditedWidget(written.after) },
    });
    return toWidget(written.after ?? written.before);
  });
}

async function requireTabAndDevices(
  tx: Tx,
  ctx: Context,
  dashboard: DashboardRow,
  widget: { tabId: string | null; content?: WidgetContent | undefined },
): Promise<void> {
  if (widget.tabId !== null && !dashboard.tabs.some((tab) => tab.id === widget.tabId)) throw dashboardErrors.unknown_tab();
  if (!widget.content) return;

  const wanted = [...new Set(devicesOf(widget.content))];
  // A script may only show, or write to, what it may read or write itself: editing a dashboard must not be a way around.
  const action = widget.content.type === "form" ? "send_data" : "get_data";
  const usable = (await listDevicesByIds(tx, ctx.profileId, wanted)).filter((device) => ctx.access.allows("device", action, device));
  if (usable.length !== wanted.length)
    throw dashboardErrors.unknown_device({ errors: [{ path: "body.content", message: "names an unknown device" }] });
}
