import type { Page, Share } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import { noAccess, type Access } from "../../http/access.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { newId } from "../../platform/ids.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import { accessOf, type PolicySets } from "../access/index.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { findDashboard, getVisibleWidget, mayUseWidget, type DashboardRow } from "../dashboards/index.ts";
import { findProfile } from "../profiles/index.ts";
import { findAnonymousUser } from "../users/index.ts";
import { sharingErrors } from "./sharing.errors.ts";
import { deleteShareRow, insertShare, listRolesOf, listShareRows, type ShareRow } from "./sharing.store.ts";

/** Whoever manages links needs the right to share; a link by itself shows nothing that no policy shows. */
async function getSharedDashboard(ctx: Context, dashboardId: string): Promise<DashboardRow> {
  return findAllowed(ctx, { type: "dashboard", action: "share" }, (filter) => findDashboard(ctx.db, ctx.profileId, dashboardId, filter));
}

export interface NewShare {
  dashboardId: string;
  /** The only widget that it opens; null for the whole dashboard. */
  widgetId: string | null;
  name: string;
  expiresAt: string | null;
}

/** Makes a link to a dashboard or a widget. It shows something only while a policy lets the anonymous user see that. */
export async function createShare(ctx: Context, policySets: PolicySets, input: NewShare): Promise<Share & { url: string }> {
  const dashboard = await getSharedDashboard(ctx, input.dashboardId);
  const { dashboardId, widgetId } = input;
  // What a rule hides from whoever shares is not there for them.
  if (widgetId !== null) await getVisibleWidget(ctx, { dashboardId, widgetId });
  const expiresAt = readEnd(ctx, input);
  const profile = await findProfile(ctx.db, ctx.profileId);
  if (!profile) throw httpErrors.not_found();
  if (!(await findAnonymousUser(ctx.db, ctx.profileId))) throw sharingErrors.no_anonymous_user();
  const token = newSecretToken("share");

  const row = await transact(ctx.db, async (tx) => {
    const inserted = await insertShare(tx, {
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      dashboard_id: dashboard.id,
      widget_id: widgetId,
      name: input.name,
      token_hash: hashToken(token),
      created_at: ctx.platform.clock.now(),
      created_by: actorOf(ctx.principal).name,
      last_opened_at: null,
      expires_at: expiresAt,
    });
    await recordAuditEntry(tx, ctx, { action: "share.created", object: shareObject(dashboard), after: auditedShare(inserted) });
    return inserted;
  });
  // The token is in the fragment: browsers never send it in a request line, so it reaches no proxy log.
  const url = `${ctx.platform.settings.publicUrl}/p/${profile.slug}/s#${token}`;
  return { ...toShare(row, isVisibleTo(await anonymousAccess(ctx, policySets), dashboard, row)), url };
}

function readEnd({ platform }: Context, { expiresAt }: NewShare): Date | null {
  if (expiresAt === null) return null;
  const end = new Date(expiresAt);
  if (end > platform.clock.now()) return end;
  throw httpErrors.bad_request({ errors: [{ path: "body.expiresAt", message: "must be in the future" }] });
}

export async function listShares(ctx: Context, policySets: PolicySets, dashboardId: string): Promise<Page<Share>> {
  const dashboard = await getSharedDashboard(ctx, dashboardId);
  const [rows, access] = await Promise.all([listShareRows(ctx.db, ctx.profileId, dashboardId), anonymousAccess(ctx, policySets)]);
  const items = rows.map((row) => toShare(row, isVisibleTo(access, dashboard, row)));
  return { items, nextCursor: null, total: { count: rows.length, isCapped: false } };
}

/** Revokes a link; it stops working on the next request. */
export async function deleteShare(ctx: Context, share: { dashboardId: string; shareId: string }): Promise<null> {
  const dashboard = await getSharedDashboard(ctx, share.dashboardId);
  return transact(ctx.db, async (tx) => {
    const row = await deleteShareRow(tx, ctx.profileId, share);
    if (!row) throw httpErrors.not_found();
    await recordAuditEntry(tx, ctx, { action: "share.deleted", object: shareObject(dashboard), before: auditedShare(row) });
    return null;
  });
}

/** What the anonymous user may do, asked of the engine exactly as when somebody opens a link. */
async function anonymousAccess(ctx: Context, policySets: PolicySets): Promise<Access> {
  const [user, profile] = await Promise.all([findAnonymousUser(ctx.db, ctx.profileId), findProfile(ctx.db, ctx.profileId)]);
  if (!user || !profile || user.status !== "active") return noAccess;

  const now = ctx.platform.clock.now();
  const principal = {
    kind: "anonymous_user" as const,
    id: user.id,
    name: user.name,
    profileId: profile.id,
    profileSlug: profile.slug,
    tags: user.tags,
    groupIds: user.group_ids,
    roles: await listRolesOf(ctx.db, { profileId: profile.id, id: user.id }, now),
    accessRevision: profile.access_revision,
    shareId: "",
    dashboardId: "",
    widgetId: null,
    restrictions: [],
  };
  return accessOf(policySets, principal, { profileId: profile.id, now: now.getTime(), address: null });
}

function isVisibleTo(access: Access, dashboard: DashboardRow, { widget_id: widgetId }: ShareRow): boolean {
  if (widgetId === null) return access.allows("dashboard", "access", dashboard);
  return mayUseWidget({ access }, dashboard, { widgetId, action: "access" });
}

function toShare(row: ShareRow, isVisible: boolean): Share {
  return {
    id: row.id,
    dashboardId: row.dashboard_id,
    widgetId: row.widget_id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    isVisible,
  };
}

function auditedShare({ name, widget_id: widgetId, expires_at: expiresAt }: ShareRow): Record<string, unknown> {
  return { name, ...(widgetId === null ? {} : { widgetId }), ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }) };
}

function shareObject(dashboard: DashboardRow): { type: string; id: string; name: string } {
  return { type: "dashboard", id: dashboard.id, name: dashboard.name };
}
