import type { AccountRules, OwnDeletion } from "@latchkey/contract";
import { addJob } from "../../database/jobs.ts";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { pageOfPlace } from "../../http/page-of-place.ts";
import { newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { queueMail } from "../mail/index.ts";
import { createOneTime, deleteOneTimes, findOneTime, takeOneTime } from "../one-time-tokens/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { findUserForUpdate, userObject, type UserRow } from "../users/index.ts";
import { accountErrors } from "./accounts.errors.ts";
import { findDeletionRequestOf, insertDeletionRequest, takeDeletionRequest, type DeletionRequestRow } from "./accounts.store.ts";
import { mailOwners } from "./mail-owners.ts";
import { requireOwnSettings } from "./own-settings.ts";

const dayMs = 86_400_000;

export async function getOwnDeletion(ctx: Context): Promise<OwnDeletion> {
  const { profileId, userId } = accountOf(ctx);
  const { accounts } = await getSecuritySettings(ctx.db, profileId);
  return toOwnDeletion(accounts, await findDeletionRequestOf(ctx.db, { profileId, userId }));
}

function toOwnDeletion(rules: AccountRules, row: DeletionRequestRow | undefined): OwnDeletion {
  return {
    isOffered: rules.deletion !== "off",
    deletesByItself: rules.deletion === "delete",
    graceDays: rules.deletionGraceDays,
    requestedAt: row?.requested_at.toISOString() ?? null,
    dueAt: row?.due_at?.toISOString() ?? null,
  };
}

/** Asks for the deletion of one's own account; what follows is a setting. Asking again changes nothing. */
export async function requestDeletion(ctx: Context, place: string, reason: string | null): Promise<OwnDeletion> {
  const { profileId, userId } = accountOf(ctx);
  requireOwnSettings(ctx);
  const { accounts } = await getSecuritySettings(ctx.db, profileId);
  if (accounts.deletion === "off") throw accountErrors.deletion_not_offered();

  return transact(ctx.db, async (tx) => {
    const user = await findUserForUpdate(tx, profileId, userId, { kind: "all" });
    if (!user) throw httpErrors.not_signed_in();
    const known = await findDeletionRequestOf(tx, { profileId, userId });
    if (known) return toOwnDeletion(accounts, known);

    const row = newRequest(ctx, { user, rules: accounts, reason });
    await insertDeletionRequest(tx, row);
    await recordAuditEntry(tx, ctx, { action: "user.deletion_requested", object: userObject(user), profileId, reason });
    await confirmToPerson(tx, ctx, { place, user, row });
    await handOver(tx, ctx, { user, rules: accounts, row });
    return toOwnDeletion(accounts, row);
  });
}

function newRequest(
  ctx: Context,
  { user, rules, reason }: { user: UserRow; rules: AccountRules; reason: string | null },
): DeletionRequestRow {
  const now = ctx.platform.clock.now();
  return {
    profile_id: user.profile_id,
    id: newId(ctx.platform.clock),
    user_id: user.id,
    mode: rules.deletion === "off" ? "mail_owner" : rules.deletion,
    reason,
    requested_at: now,
    due_at: rules.deletion === "delete" ? new Date(now.getTime() + rules.deletionGraceDays * dayMs) : null,
  };
}

interface Requested {
  user: UserRow;
  row: DeletionRequestRow;
}

/** Where the account goes by itself, the mail carries the way back. */
async function confirmToPerson(tx: Tx, ctx: Context, { place, user, row }: Requested & { place: string }): Promise<void> {
  if (user.email === null) return;
  const minutes = row.due_at ? Math.floor((row.due_at.getTime() - row.requested_at.getTime()) / 60_000) : 0;
  const undo =
    minutes > 0 ? await createOneTime(tx, ctx, { profileId: user.profile_id, userId: user.id, purpose: "deletion_undo", minutes }) : null;
  const link = undo && `${pageOfPlace(place, "deletion-undo")}#token=${undo.token}`;
  await queueMail(tx, ctx, {
    profileId: user.profile_id,
    userId: user.id,
    to: user.email,
    name: user.name,
    template: "deletion_requested",
    data: { at: row.requested_at, dueAt: row.due_at, link, expiresAt: undo?.expiresAt ?? null },
  });
}

/** Tells whoever decides. */
async function handOver(tx: Tx, ctx: Context, { user, row, rules }: Requested & { rules: AccountRules }): Promise<void> {
  if (row.mode === "mail_owner") return mailOwners(tx, ctx, { user, row, rules });
  if (row.mode === "delete") return;
  await addJob(tx, "accounts.hand_over_deletion", { profileId: user.profile_id, requestId: row.id });
}

/** Takes one's own request back. */
export async function cancelDeletion(ctx: Context): Promise<OwnDeletion> {
  const { profileId, userId } = accountOf(ctx);
  const { accounts } = await getSecuritySettings(ctx.db, profileId);
  const row = await findDeletionRequestOf(ctx.db, { profileId, userId });
  if (!row) throw accountErrors.nothing_requested();

  return transact(ctx.db, async (tx) => {
    await cancel(tx, ctx, row);
    await deleteOneTimes(tx, { profileId, userId }, ["deletion_undo"]);
    return toOwnDeletion(accounts, undefined);
  });
}

/** The same with the link of the mail about it. */
export async function undoDeletion(ctx: Context, place: { profileId: string }, token: string): Promise<null> {
  const { profileId } = place;
  const found = await findOneTime(ctx.db, ctx, { profileId, purpose: "deletion_undo", token });
  const row = found && (await findDeletionRequestOf(ctx.db, { profileId, userId: found.userId }));
  if (!found || !row) throw accountErrors.link_not_valid();

  return transact(ctx.db, async (tx) => {
    if (!(await takeOneTime(tx, ctx, found))) throw accountErrors.link_not_valid();
    await cancel(tx, ctx, row);
    return null;
  });
}

async function cancel(tx: Tx, ctx: Context, row: DeletionRequestRow): Promise<void> {
  const user = await findUserForUpdate(tx, row.profile_id, row.user_id, { kind: "all" });
  if (!user || !(await takeDeletionRequest(tx, row.profile_id, row.id))) throw accountErrors.nothing_requested();

  await recordAuditEntry(tx, ctx, { action: "user.deletion_cancelled", object: userObject(user), profileId: row.profile_id });
  if (user.email === null) return;
  const data = { at: ctx.platform.clock.now(), page: null };
  await queueMail(tx, ctx, {
    profileId: row.profile_id,
    userId: user.id,
    to: user.email,
    name: user.name,
    template: "deletion_cancelled",
    data,
  });
}
