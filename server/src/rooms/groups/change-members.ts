import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import { requireConsent, type Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { inOneTransaction } from "../../http/in-one-transaction.ts";
import { requireHeld } from "../../http/require-held.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { raiseAccessRevision } from "../profiles/index.ts";
import { joinGroup, leaveGroup, lockLivingUsers, type UserInGroups } from "../users/index.ts";
import { groupErrors } from "./groups.errors.ts";
import { findGroupForUpdate, updateGroupRow, type GroupRow } from "./groups.store.ts";
import { groupObject } from "./to-group.ts";

export interface MemberChange extends Consent {
  add: string[];
  remove: string[];
  /** Of the file that says who is a member. */
  mark?: string;
}

/**
 * Puts users into a group and takes others out, all or none. Who is named in both ends up outside. Only users whom the
 * caller may edit can be named: for the others the answer is that of users who do not exist.
 */
export async function changeGroupMembers(ctx: Context, groupId: string, change: MemberChange): Promise<{ added: number; removed: number }> {
  refuseTooMany(ctx, change);
  return transact(ctx.db, async (tx) => {
    await raiseAccessRevision(tx, ctx.profileId);
    const group = await findAllowed(ctx, { type: "access_management", action: "edit" }, (filter) =>
      findGroupForUpdate(tx, ctx.profileId, groupId, filter),
    );
    requireOwner(group, change.mark);
    const users = await lockLivingUsers(tx, ctx.profileId, [...change.add, ...change.remove], ctx.access.filter("run_user", "edit"));
    refuseUnknown(new Set(users.map((user) => user.id)), change);
    await requireNothingGained(tx, ctx, { groupId, users, change });
    const { reason, confirmName, mark: _mark, ...members } = moved(users, groupId, change);
    const changes = [{ kind: "change_group_members" as const, groupId, ...members }];
    await requireConsent(tx, ctx, { changes, name: group.name, consent: { reason, confirmName } });

    const added = await joinGroup(tx, ctx.profileId, { groupId, userIds: change.add });
    const removed = await leaveGroup(tx, ctx.profileId, { groupId, userIds: change.remove });
    await recordAuditEntry(tx, ctx, {
      action: "group.members_changed",
      object: groupObject(group),
      after: { added: added.toSorted(), removed: removed.toSorted() },
      reason: change.reason ?? null,
    });
    return { added: added.length, removed: removed.length };
  });
}

/** The same for a file, which says from now on who is a member by hand. */
export async function keepGroupMembers(ctx: Context, groupId: string, change: MemberChange & { mark: string }): Promise<void> {
  await inOneTransaction(ctx, async (inner, tx) => {
    const isChange = change.add.length + change.remove.length > 0;
    if (isChange) await changeGroupMembers(inner, groupId, change);
    await updateGroupRow(tx, ctx.profileId, groupId, { are_members_managed: true });
  });
}

/** Where a file says who is a member, it is changed there. */
function requireOwner({ managed_by: owner, are_members_managed: isLocked }: GroupRow, mark: string | undefined): void {
  if (!isLocked || owner === null || mark === owner) return;
  throw groupErrors.managed_by_file({ detail: `Members of the group are kept in ${owner}.`, extra: { managedBy: owner } });
}

/** Only those for whom anything changes; who is named in both ends up outside. */
function moved(users: readonly UserInGroups[], groupId: string, change: MemberChange): MemberChange {
  const members = new Set(users.filter((user) => user.group_ids.includes(groupId)).map((user) => user.id));
  return {
    ...change,
    add: change.add.filter((id) => !members.has(id) && !change.remove.includes(id)),
    remove: change.remove.filter((id) => members.has(id)),
  };
}

/** What each of them would gain is compared one by one, while the profile is locked. */
const governedMax = 100;

function refuseTooMany({ access }: Context, { add, remove }: MemberChange): void {
  const count = add.length + remove.length;
  if (access.isUnrestricted || count <= governedMax) return;
  throw groupErrors.too_many_members({ detail: `${count} users are named.` });
}

async function requireNothingGained(
  tx: Tx,
  ctx: Context,
  { groupId, users, change }: { groupId: string; users: readonly UserInGroups[]; change: MemberChange },
): Promise<void> {
  if (ctx.access.isUnrestricted) return;
  for (const { id, group_ids } of users) {
    const others = group_ids.filter((each) => each !== groupId);
    const after = change.remove.includes(id) ? others : [...others, groupId];
    await requireHeld(ctx.access.mayGive(tx, { type: "run_user", id }, { before: { groups: group_ids }, after: { groups: after } }));
  }
}

function refuseUnknown(known: ReadonlySet<string>, change: MemberChange): void {
  const errors = (["add", "remove"] as const).flatMap((list) =>
    change[list].flatMap((id, index) =>
      known.has(id) ? [] : [{ path: `body.${list}.${index}`, message: "does not exist in this profile" }],
    ),
  );
  if (errors.length > 0) throw groupErrors.unknown_member({ errors });
}
