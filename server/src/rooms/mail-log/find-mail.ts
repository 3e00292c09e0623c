import type { MailQuery, ResourceFilter } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId } from "../../platform/ids.ts";
import { findVisibleMail, listMailRows, toMail, toMailDetail, type MailRow } from "../mail/index.ts";
import { findUser } from "../users/index.ts";

export async function listMails(ctx: Context, query: MailQuery) {
  const { rows, ...page } = await listMailRows(ctx.db, ctx.profileId, query, isVisible(ctx));
  return { ...page, items: rows.map((row) => toMail(ctx, row)) };
}

export async function getMail(ctx: Context, mailId: string) {
  return toMailDetail(ctx, await requireVisibleMail(ctx.db, ctx, mailId));
}

/**
 * A message to a user on whom the caller may do `action`. What the caller may not know about is not found. A message that is
 * nobody's, such as one to an owner, is for callers whom no rule governs.
 */
export async function requireMail(connection: Connection, ctx: Context, wanted: { mailId: string; action: string }): Promise<MailRow> {
  const row = await requireVisibleMail(connection, ctx, wanted.mailId);
  const userId = row.user_id;
  if (userId !== null && !isSuper(ctx)) {
    await findAllowed(ctx, { type: "run_user", action: wanted.action }, (filter) => findUser(connection, row.profile_id, userId, filter));
  }
  return row;
}

async function requireVisibleMail(connection: Connection, ctx: Context, mailId: string): Promise<MailRow> {
  const row = await findVisibleMail(connection, { profileId: ctx.profileId, mailId }, isVisible(ctx));
  if (row === undefined) throw httpErrors.not_found();
  return row;
}

function isVisible(ctx: Context): RawBuilder<boolean> {
  return isSuper(ctx) || ctx.access.isUnrestricted ? sql<boolean>`true` : isOfUser(ctx.access.filter("run_user", "access"));
}

/** Routes about the deployment's own messages are guarded for super administrators. */
function isSuper(ctx: Context): boolean {
  return ctx.profileId === deploymentId;
}

function isOfUser(filter: ResourceFilter): RawBuilder<boolean> {
  const isAllowed = resourceFilterToSql(filter, { id: sql`users.id`, tags: sql`users.tags` });
  return sql<boolean>`exists (select 1 from users where users.profile_id = mails.profile_id and users.id = mails.user_id and ${isAllowed})`;
}
