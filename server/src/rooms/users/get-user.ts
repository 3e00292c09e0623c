import type { Page, User } from "@latchkey/contract";
import type { RawBuilder } from "kysely";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { toUser } from "./to-user.ts";
import { findUser, listUserRows, type UserListQuery } from "./users.store.ts";

export async function getUser(ctx: Context, userId: string): Promise<User> {
  const row = await findAllowed(ctx, { type: "run_user", action: "access" }, (filter) => findUser(ctx.db, ctx.profileId, userId, filter));
  return toUser(row);
}

/**
 * One page of the users the caller may see; deleted ones only when asked for. `members` is the condition for the group and
 * the role of the query: who is in them is not known here.
 */
export async function listUsers(ctx: Context, query: UserListQuery, members?: RawBuilder<boolean>): Promise<Page<User>> {
  const reach = { filter: ctx.access.filter("run_user", "access"), now: ctx.platform.clock.now(), members };
  const { rows, nextCursor, total } = await listUserRows(ctx.db, ctx.profileId, query, reach);
  return { items: rows.map(toUser), nextCursor, total };
}
