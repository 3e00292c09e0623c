import type { Page, Share } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { newId } from "../../platform/ids.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import { accessOf, type PolicySets } from "../access/index.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { findDashboard, type DashboardRow } from "../dashboards/index.ts";
import { findProfile } from "../profiles/index.ts";
import { findAnonymousUser } from "../users/index.ts";
import { sharingErrors } from "./sharing.errors.ts";
import { deleteShareRow, insertShare, listRolesOf, listShareRows, type ShareRow } from "./sharing.store.ts";

/** Whoever manages links needs the right to share; a link by itself shows nothing that no policy shows. */
async function getSharedDashboard(ctx: Context, dashboardId: string): Promise<DashboardRow> {
  return findAllowed(ctx, { type: "dashboard", action: "share" }, (filter) => findDashboard(ctx.db, ctx.profileId, dashboardId, filter));
}

/** Makes a link to a dashboard. It shows something only while a policy lets the anonymous user see the dashboard. */
export async function createShare(
  ctx: Context,
  policySets: PolicySets,
  input: { dashboardId: string; name: string },
): Promise<Share & { url: string }> {
  const dashboard = await getSharedDashboard(ctx, input.dashboardId);
  const profile = await findProfile(ctx.db, ctx.profileId);
  if (!profile) throw httpErrors.not_found();
  if (!(await findAnonymousUser(ctx.db, ctx.profileId))) throw sharingErrors.no_anonymous_user();
  const token = newSecretToken("share");

  const row = await transact(ctx.db, async (tx) => {
    const inserted = await insertShare(tx, {
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      dashboard_id: dashboard.id,
      name: input.name,
      token_hash: hashToken(token),
      created_at: ctx.platform.clock.now(),
      created_by: actorOf(ctx.principal).name,
      last_opened_at: null,
    });
    await recordAuditEntry(tx, ctx, { action: "share.created", object: shareObject(dashboard), after: { name: input.name } });
    return inserted;
  });
  // The token is in the fragment: browsers never send it in a request line, so it reaches no proxy log.
  const url = `${ctx.platform.settings.publicUrl}/p/${profile.slug}/s#${token}`;
  return { ...toShare(row, await isVisibleToAnonymous(ctx, policySets, dashboard)), url };
}

export async function listShares(ctx: Context, policySets: PolicySets, dashboardId: string): Promise<Page<Share>> {
  const dashboard = await getSharedDashboard(ctx, dashboardId);
  const [rows, isVisible] = await Promise.all([
    listShareRows(ctx.db, ctx.profileId, dashboardId),
    isVisibleToAnonymous(ctx, policySets, dashboard),
  ]);
  return { items: rows.map((row) => toShare(row, isVisible)), nextCursor: null, total: { count: rows.length, isCapped: false } };
}

/** Revokes a link; it stops working on the next request. */
export async function deleteShare(ctx: Context, share: { dashboardId: string; shareId: string }): Promise<null> {
  const dashboard = await getSharedDashboard(ctx, share.dashboardId);
  return transact(ctx.db, async (tx) => {
    const row = await deleteShareRow(tx, ctx.profileId, share);
    if (!row) throw httpErrors.not_found();
    await recordAuditEntry(tx, ctx, { action: "share.deleted", object: shareObject(dashboard), before: { name: row.name } });
    return null;
  });
}

/** Asked of the engine with the anonymous user as subject, exactly as when somebody opens the link. */
async function isVisibleToAnonymous(ctx: Context, policySets: PolicySets, dashboard: DashboardRow): Promise<boolean> {
  const [user, profile] = await Promise.all([findAnonymousUser(ctx.db, ctx.profileId), findProfile(ctx.db, ctx.profileId)]);
  if (!user || !profile || user.status !== "active") return false;

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
    dashboardId: dashboard.id,
    restrictions: [],
  };
  const access = await accessOf(policySets, principal, { profileId: profile.id, now: now.getTime(), address: null });
  return access.allows("dashboard", "access", dashboard);
}

function toShare(row: ShareRow, isVisible: boolean): Share {
  return {
    id: row.id,
    dashboardId: row.dashboard_id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
    isVisible,
  };
}

function shareObject(dashboard: DashboardRow): { type: string; id: string; name: string } {
  return { type: "dashboard", id: dashboard.id, name: dashboard.name };
}
