import { emailAddress, text } from "@latchkey/contract";
import { sql } from "kysely";
import { z } from "zod";
import { resourceFilterToSql } from "../../../database/resource-filter.ts";
import type { Context } from "../../../http/context.ts";
import { findAllowed } from "../../../http/find-allowed.ts";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import { createUserWithCredential, setUserPassword } from "../../credentials/index.ts";
import { findProfile } from "../../profiles/index.ts";
import { approveUser, deleteUser, findUser, reinstateUser, suspendUser, updateUser, type UserRow } from "../../users/index.ts";
import { deleteExtras, joinExtras, mergeExtras, type Extras } from "../wire/extra-fields.store.ts";
import { readListQuery, type ListField, type ListShape } from "../wire/list-query.ts";
import { pick, readBody, readId, tagoTags } from "../wire/read-body.ts";
import { reason } from "../wire/reason.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { changedLanguage, readRunUserExtras, readRunUserLanguage, runUserExtras, toRunUser } from "./to-run-user.ts";

const profileLanguage = (profileId: string) => sql<string>`(select language from profiles where id = ${profileId})`;
const extra = (name: string): ListField => ({ column: sql`x.fields ->> ${name}`, kind: "text" });

const shape: ListShape = {
  id: sql`u.id`,
  tags: sql`u.tags`,
  defaultFields: ["id", "name"],
  defaultOrder: "name,asc",
  fields: {
    name: { column: sql`u.name`, kind: "text", isSortable: true },
    email: { column: sql`coalesce(u.email, '')`, kind: "text" },
    active: { column: sql`(u.status = 'active')`, kind: "boolean", isSortable: true },
    created_at: { column: sql`u.created_at`, kind: "date", isSortable: true },
    updated_at: { column: sql`u.updated_at`, kind: "date", isSortable: true },
    language: { column: sql`coalesce(u.language, (select p.language from profiles p where p.id = u.profile_id))`, kind: "text" },
    last_login: { column: sql`u.last_sign_in_at`, kind: "date", isSortable: true },
    ...Object.fromEntries(runUserExtras.map((name) => [name, extra(name)])),
  },
};

type ShownRow = UserRow & { extras: Extras | null; profile_language: string };

async function listUsers({ ctx, query }: TagoCall): Promise<unknown> {
  const { fields, where, order, limit, offset } = readListQuery(query, shape, ctx.platform.clock.now());
  const isAllowed = resourceFilterToSql(ctx.access.filter("run_user", "access"), { id: sql`u.id`, tags: sql`u.tags` });
  const result = await sql<ShownRow>`
    select u.*, x.fields as extras, ${profileLanguage(ctx.profileId)} as profile_language from users u
    ${joinExtras("u", "run_user")}
    where u.profile_id = ${ctx.profileId} and u.deleted_at is null and ${isAllowed} and ${where}
    order by ${order} limit ${limit} offset ${offset}`.execute(ctx.db);
  return result.rows.map((row) => pick(toRunUser(row, row.extras ?? {}, row.profile_language), fields));
}

async function userInfo({ ctx, params }: TagoCall): Promise<unknown> {
  const id = readId(params["id"]);
  // One query for both halves: this is what scripts ask most.
  const user = await findAllowed(ctx, { type: "run_user", action: "access" }, async (filter) => {
    const isAllowed = resourceFilterToSql(filter, { id: sql`u.id`, tags: sql`u.tags` });
    const { rows } = await sql<ShownRow>`
      select u.*, x.fields as extras, ${profileLanguage(ctx.profileId)} as profile_language from users u
      ${joinExtras("u", "run_user")}
      where u.profile_id = ${ctx.profileId} and u.id = ${id} and u.deleted_at is null and ${isAllowed}`.execute(ctx.db);
    return rows[0];
  });
  return toRunUser(user, user.extras ?? {}, user.profile_language);
}

const shared = {
  tags: tagoTags.optional(),
  active: z.boolean().optional(),
  password: z.string().min(1).max(256).optional(),
};
const newUser = z.object({ ...shared, name: text(100), email: emailAddress, password: z.string().min(1).max(256) });
const userChange = z.object({ ...shared, name: text(100).optional() });

/** Without `active`, the new user may not sign in yet. */
async function userCreate({ ctx, body }: TagoCall): Promise<unknown> {
  const { name, email, password, tags, active } = readBody(newUser, body);
  const user = await inOneTransaction(ctx, async (within, tx) => {
    const language = readRunUserLanguage(asRecord(body)["language"]);
    const made = await createUserWithCredential(within, { name, email, password, language, tags: tags ?? [] });
    await mergeExtras(tx, { profileId: ctx.profileId, type: "run_user", id: made.user.id }, readRunUserExtras(asRecord(body)));
    if (active !== true) await suspendUser(within, made.user.id, "Created inactive");
    return made.user;
  });
  return { user: user.id };
}

/** The address cannot be changed here, as at TagoIO. */
async function userEdit({ ctx, params, body }: TagoCall): Promise<unknown> {
  const userId = readId(params["id"]);
  const { name, tags, active, password } = readBody(userChange, body);
  if (password !== undefined) await setUserPassword(ctx, userId, { password, isTemporary: false });

  await inOneTransaction(ctx, async (within, tx) => {
    const extras = readRunUserExtras(asRecord(body));
    const stored = await findUser(tx, ctx.profileId, userId, { kind: "all" });
    const language = await languageOf(within, asRecord(body)["language"], stored);
    const isDetail = [name, tags, language].some((each) => each !== undefined) || Object.keys(extras).length > 0;
    if (isDetail) await updateUser(within, userId, { name, tags, language, reason, confirmName: stored?.name });
    await mergeExtras(tx, { profileId: ctx.profileId, type: "run_user", id: userId }, extras);
    if (active !== undefined) await setActive(within, userId, active);
  });
  return "TagoIO Run User Successfully Updated";
}

/** What a change makes of a user's language. */
export async function languageOf(ctx: Context, sent: unknown, stored: UserRow | undefined): Promise<string | null | undefined> {
  if (sent === undefined || stored === undefined) return undefined;
  const profile = await findProfile(ctx.db, stored.profile_id);
  return changedLanguage(sent, stored.language, profile?.language ?? "");
}

async function setActive(ctx: Context, userId: string, isActive: boolean): Promise<void> {
  const user = await findAllowed(ctx, { type: "run_user", action: "edit" }, (filter) => findUser(ctx.db, ctx.profileId, userId, filter));
  if (isActive && user.status === "pending") await approveUser(ctx, userId);
  if (isActive && user.status === "suspended") await reinstateUser(ctx, userId);
  if (!isActive && user.status === "active") await suspendUser(ctx, userId, reason);
}

async function userDelete({ ctx, params }: TagoCall): Promise<unknown> {
  const userId = readId(params["id"]);
  await inOneTransaction(ctx, async (within, tx) => {
    await deleteUser(within, userId);
    await deleteExtras(tx, { profileId: ctx.profileId, type: "run_user", id: userId });
  });
  return "Successfully Removed";
}

export function asRecord(body: unknown): Record<string, unknown> {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

const tokens = ["profile", "analysis"] as const;

export const runUserRoutes: TagoRoute[] = [
  { method: "GET", path: "/run/users", tokens: [...tokens, "run_user"], handler: listUsers },
  { method: "GET", path: "/run/users/:id", tokens: [...tokens, "run_user"], handler: userInfo },
  { method: "POST", path: "/run/users", tokens, handler: userCreate },
  { method: "PUT", path: "/run/users/:id", tokens, handler: userEdit },
  { method: "DELETE", path: "/run/users/:id", tokens, handler: userDelete },
];
