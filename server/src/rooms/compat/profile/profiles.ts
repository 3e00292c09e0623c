import { text, tokenPermission } from "@latchkey/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../../../http/context.ts";
import { httpErrors } from "../../../http/http.errors.ts";
import { hashToken } from "../../../platform/secret-tokens.ts";
import { countActions } from "../../actions/index.ts";
import { countThisMonth, findDataOutputLimit } from "../../data-output/index.ts";
import { findProfile, updateProfile } from "../../profiles/index.ts";
import { createToken, deleteToken, listTokens } from "../../tokens/index.ts";
import { countDictionaries } from "../texts/dictionary.store.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { credentials, readBody } from "../wire/read-body.ts";
import { readMoment } from "../wire/relative-date.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import { asAdministrator, type Authenticate } from "./as-administrator.ts";

/** A token belongs to one profile: that, or `current`, is all it can name. */
export function requireOwnProfile({ ctx, params }: Pick<TagoCall, "ctx" | "params">): void {
  if (params["id"] !== "current" && params["id"] !== ctx.profileId) throw compatErrors.not_found();
}

async function profileOf(ctx: Context) {
  const profile = await findProfile(ctx.db, ctx.profileId);
  if (!profile) throw httpErrors.not_found();
  return profile;
}

async function list({ ctx }: TagoCall): Promise<unknown> {
  const { id, name } = await profileOf(ctx);
  return [{ id, name, logo_url: null }];
}

async function info(call: TagoCall): Promise<unknown> {
  requireOwnProfile(call);
  const { id, name, created_at, updated_at } = await profileOf(call.ctx);
  const about = { id, account: id, name, logo_url: null, banner_url: null };
  return {
    info: { ...about, created_at: created_at.toISOString(), updated_at: updated_at.toISOString() },
    allocation: {},
    addons: { custom_dns: false, mobile: false },
    account_plan: "self-hosted",
  };
}

const counted = {
  device: sql`devices`,
  dashboard: sql`dashboards`,
  analysis: sql`analyses`,
  am: sql`policies`,
  dashboard_shared: sql`shares`,
} as const;

async function summary(call: TagoCall): Promise<unknown> {
  requireOwnProfile(call);
  const { ctx } = call;
  const amounts = Object.entries(counted).map(async ([name, table]) => {
    const result = await sql<{ n: number }>`select count(*) as n from ${table} where profile_id = ${ctx.profileId}`.execute(ctx.db);
    return [name, result.rows[0]?.n ?? 0] as const;
  });
  const users = sql<{ n: number }>`select count(*) as n from users where profile_id = ${ctx.profileId} and deleted_at is null`.execute(
    ctx.db,
  );
  const [entries, people, action, dictionary, dashboardOutput, limit] = await Promise.all([
    Promise.all(amounts),
    users,
    countActions(ctx.db, ctx.profileId),
    countDictionaries(ctx.db, ctx.profileId),
    countThisMonth(ctx),
    findDataOutputLimit(ctx),
  ]);
  const counts: Record<string, number> = Object.fromEntries(entries);
  const none = { connectors: 0, networks: 0, tcore: 0 };
  const amount = { ...none, ...counts, action, dictionary, bucket: counts["device"] ?? 0, run_users: people.rows[0]?.n ?? 0 };
  return { limit: { dashboard_output: limit }, amount, limit_used: { dashboard_output: dashboardOutput }, addons: {} };
}

async function edit(call: TagoCall): Promise<unknown> {
  requireOwnProfile(call);
  const { name } = readBody(z.object({ name: text(100).optional() }), call.body);
  if (name !== undefined) await updateProfile(call.ctx, { name });
  return "Successfully Updated";
}

/** Records shown by widgets, by month: what is counted here. A month belongs to a time that begins or ends in it. */
async function statistics(call: TagoCall): Promise<unknown> {
  requireOwnProfile(call);
  const { ctx, query } = call;
  const day = (field: string) => readMoment(query[field], { now: ctx.platform.clock.now(), direction: -1, field });
  const [first, last] = [day("start_date") ?? day("date"), day("end_date") ?? day("date")];
  const result = await sql<{ month: string; n: number }>`
    select to_char(month, 'YYYY-MM-DD') as month, sum(records)::bigint as n from data_output
    where profile_id = ${ctx.profileId}
      and (${first}::timestamptz is null or month >= date_trunc('month', ${first}::timestamptz at time zone 'UTC'))
      and (${last}::timestamptz is null or month <= ${last}::timestamptz at time zone 'UTC')
    group by month order by month`.execute(ctx.db);
  return result.rows.map(({ month, n }) => ({ time: `${month}T00:00:00.000Z`, dashboard_output: n }));
}

async function tokenList(call: TagoCall): Promise<unknown> {
  requireOwnProfile(call);
  const { items } = await listTokens(call.ctx);
  return items.map((token) => ({
    id: token.id,
    name: token.name,
    // A token is shown once; this is enough to recognise it, and to delete it by its id.
    token: token.id,
    permission: token.permission,
    expire_time: token.expiresAt ?? "never",
    last_authorization: token.lastUsedAt,
    created_at: token.createdAt,
  }));
}

const wanted = credentials.extend({ name: text(100), permission: tokenPermission.default("full"), expire_time: z.unknown().optional() });

/** Whoever makes a token proves who they are once more, with everything that a sign-in asks for: it may do everything. */
async function tokenCreate(call: TagoCall, authenticate: Authenticate): Promise<unknown> {
  requireOwnProfile(call);
  const { ctx } = call;
  const { name, permission, expire_time: expireTime, ...given } = readBody(wanted, call.body);
  const expiresAt = readMoment(expireTime, { now: ctx.platform.clock.now(), direction: 1, field: "expire_time" });
  await asAdministrator({ ctx, given, authenticate }, async ({ principal }) => {
    const isTheirs = principal.kind === "administrator" && (principal.isSuper || principal.profileIds.includes(ctx.profileId));
    if (!isTheirs) throw compatErrors.authorization_denied({ detail: "Authorization Denied: that e-mail and password don't match." });
  });
  const made = await createToken(ctx, { name, permission, expiresAt: expiresAt?.toISOString() ?? null });
  return created({ token: made.token, expire_date: made.expiresAt ?? "never", permission });
}

/** By the id that the list shows, or by the token itself. */
async function tokenDelete(call: TagoCall): Promise<unknown> {
  requireOwnProfile(call);
  const { ctx, params } = call;
  const given = params["token"] ?? "";
  const { rows } = await sql<{ id: string }>`
    select id from api_tokens
    where profile_id = ${ctx.profileId} and (id = ${given} or token_hash = ${hashToken(given)})`.execute(ctx.db);
  const [found] = rows;
  if (!found) throw compatErrors.not_found({ detail: "Token Not Found" });
  await deleteToken(ctx, found.id);
  return "Token Successfully Removed";
}

const tokens = ["profile"] as const;

export const profileRoutes = (authenticate: Authenticate): TagoRoute[] => [
  { method: "GET", path: "/profile", tokens: ["profile", "analysis"], handler: list },
  { method: "GET", path: "/profile/:id", tokens: ["profile", "analysis"], handler: info },
  { method: "PUT", path: "/profile/:id", tokens, handler: edit },
  { method: "GET", path: "/profile/:id/summary", tokens, handler: summary },
  { method: "GET", path: "/profile/:id/statistics", tokens, handler: statistics },
  { method: "GET", path: "/profile/:id/token", tokens, handler: tokenList },
  { method: "POST", path: "/profile/:id/token", tokens, requestsPerMinuteMax: 30, handler: (call) => tokenCreate(call, authenticate) },
  { method: "DELETE", path: "/profile/:id/token/:token", tokens, handler: tokenDelete },
];
