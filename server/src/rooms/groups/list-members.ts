import type { Page } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { withGroupsBelow } from "./groups.rules.ts";
import { findGroup, listNestedGroups } from "./groups.store.ts";
import { listMemberRows, type MemberListQuery, type MemberRow } from "./members.store.ts";

/** Living members, those of groups below included, as far as the caller may see users. */
export async function listGroupMembers(ctx: Context, groupId: string, query: MemberListQuery): Promise<Page<MemberRow>> {
  await findAllowed(ctx, { type: "access_management", action: "access" }, (filter) => findGroup(ctx.db, ctx.profileId, groupId, filter));
  const groups = withGroupsBelow(await listNestedGroups(ctx.db, ctx.profileId), groupId);
  const group = groups.find((each) => each.id === groupId);
  if (!group) throw httpErrors.not_found();

  const filter = ctx.access.filter("run_user", "access");
  const { rows, nextCursor, total } = await listMemberRows(ctx.db, ctx.profileId, { group, groups, filter }, query);
  return { items: rows.map(({ id, name, email, via }) => ({ id, name, email, via })), nextCursor, total };
}
