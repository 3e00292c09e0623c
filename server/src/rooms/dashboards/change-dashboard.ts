import type { Dashboard, GridPlace, Tag } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed, requireRetaggable } from "../../http/find-allowed.ts";
import { requireConsentToTags } from "../../http/retagging.ts";
import { newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { deleteDashboardRow, findDashboardForUpdate, updateDashboardRow, type DashboardRow } from "./dashboards.store.ts";
import { auditedDashboard, dashboardObject, toDashboard } from "./to-dashboard.ts";
import { listVisibleWidgets } from "./widget-access.ts";
import { detachWidgetsFromTabs, listWidgets, updateWidgetRow } from "./widgets.store.ts";

export interface DashboardChanges extends Consent {
  name?: string | undefined;
  description?: string | undefined;
  tags?: Tag[] | undefined;
  tabs?: { id?: string | undefined; name: string }[] | undefined;
  places?: Record<string, GridPlace> | undefined;
}

export async function getDashboardFor(tx: Tx, ctx: Context, dashboardId: string, action: "edit" | "delete"): Promise<DashboardRow> {
  return findAllowed(ctx, { type: "dashboard", action }, (filter) => findDashboardForUpdate(tx, ctx.profileId, dashboardId, filter));
}

/** Changes a dashboard's name, description, tags, tabs or the places of its widgets. */
export async function updateDashboard(ctx: Context, dashboardId: string, changes: DashboardChanges): Promise<Dashboard> {
  return transact(ctx.db, async (tx) => {
    const stored = await getDashboardFor(tx, ctx, dashboardId, "edit");
    const tags = changes.tags === undefined ? stored.tags : toStoredTags(changes.tags);
    requireRetaggable(ctx, { type: "dashboard", action: "edit", id: dashboardId }, { before: stored.tags, after: tags });
    await requireSettableTags(tx, ctx, { before: stored.tags, after: tags });
    const retagging = { id: dashboardId, name: stored.name, tags: { before: stored.tags, after: tags }, consent: changes };
    await requireConsentToTags(tx, ctx, { of: "dashboard", ...retagging });

    const tabs =
      changes.tabs?.map((tab, index, all) => ({ id: keptTabId(stored, all, index) ?? newId(ctx.platform.clock), name: tab.name })) ??
      stored.tabs;
    const row = await updateDashboardRow(tx, ctx.profileId, dashboardId, {
      name: changes.name ?? stored.name,
      description: changes.description ?? stored.description,
      tags,
      tabs: JSON.stringify(tabs),
      updated_at: ctx.platform.clock.now(),
    });
    if (changes.tabs)
      await detachWidgetsFromTabs(
        tx,
        ctx.profileId,
        dashboardId,
        tabs.map((tab) => tab.id),
      );
    const moved = await moveWidgets(tx, ctx, dashboardId, changes.places ?? {});

    await recordAuditEntry(tx, ctx, {
      action: "dashboard.updated",
      object: dashboardObject(row),
      before: auditedDashboard(stored),
      after: { ...auditedDashboard(row), ...(moved > 0 ? { widgetsMoved: moved } : {}) },
      reason: changes.reason ?? null,
    });
    return toDashboard(row, await listVisibleWidgets(tx, ctx, row));
  });
}

/** The id that a tab keeps: one of the dashboard's own, and only for the first tab that names it. */
function keptTabId(stored: DashboardRow, tabs: readonly { id?: string | undefined }[], index: number): string | undefined {
  const tabId = tabs[index]?.id;
  const isFirst = tabs.findIndex((tab) => tab.id === tabId) === index;
  return isFirst ? stored.tabs.find((tab) => tab.id === tabId)?.id : undefined;
}

async function moveWidgets(tx: Tx, ctx: Context, dashboardId: string, places: Record<string, GridPlace>): Promise<number> {
  const widgets = await listWidgets(tx, ctx.profileId, dashboardId);
  let moved = 0;
  for (const widget of widgets) {
    const place = places[widget.id];
    if (!place) continue;
    await updateWidgetRow(tx, widget, { place: JSON.stringify(place) });
    moved += 1;
  }
  return moved;
}

export async function deleteDashboard(ctx: Context, dashboardId: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const stored = await getDashboardFor(tx, ctx, dashboardId, "delete");
    await ctx.events.emit(tx, "dashboard.deleted", { profileId: ctx.profileId, dashboardId });
    await deleteDashboardRow(tx, ctx.profileId, dashboardId);
    await recordAuditEntry(tx, ctx, { action: "dashboard.deleted", object: dashboardObject(stored), before: auditedDashboard(stored) });
    return null;
  });
}
