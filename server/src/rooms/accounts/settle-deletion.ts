import type { DeletionRequest, Page } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId } from "../../platform/ids.ts";
import { deleteAdministrator } from "../administrators/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { queueMail } from "../mail/index.ts";
import { deleteUser, findUser, userObject, type UserRow } from "../users/index.ts";
import {
  findDeletionRequest,
  listDeletionRequestRows,
  listDueDeletions,
  takeDeletionRequest,
  type DeletionRequestRow,
  type ListedDeletionRequest,
} from "./accounts.store.ts";

/** Requests of users whom the caller may delete. */
export async function listDeletionRequests(
  ctx: Context,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<DeletionRequest>> {
  const filter = ctx.access.filter("run_user", "delete");
  const { rows, ...page } = await listDeletionRequestRows(ctx.db, { profileId: ctx.profileId, filter, ...query });
  return { items: rows.map(toDeletionRequest), ...page };
}

function toDeletionRequest(row: ListedDeletionRequest): DeletionRequest {
  return {
    id: row.id,
    user: { id: row.user_id, name: row.name, email: row.email },
    reason: row.reason,
    requestedAt: row.requested_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    isHandedOver: row.mode === "webhook" || row.mode === "analysis",
  };
}

export interface DeletionDecision {
  requestId: string;
  decision: "delete" | "refuse";
  reason?: string | undefined;
}

/** Deletes the account, or refuses; the person is told either way. */
export async function decideDeletion(ctx: Context, { requestId, decision, reason }: DeletionDecision): Promise<null> {
  const row = await findDeletionRequest(ctx.db, ctx.profileId, requestId);
  if (!row) throw httpErrors.not_found();
  const user = await findAllowed(ctx, { type: "run_user", action: "delete" }, (filter) =>
    findUser(ctx.db, ctx.profileId, row.user_id, filter),
  );

  return transact(ctx.db, async (tx) => {
    if (!(await takeDeletionRequest(tx, ctx.profileId, requestId))) throw httpErrors.not_found();
    if (decision === "delete") return remove(tx, ctx, user);
    await recordAuditEntry(tx, ctx, { action: "user.deletion_refused", object: userObject(user), reason: reason ?? null });
    await tell(tx, ctx, user, "deletion_cancelled");
    return null;
  });
}

/** Deletes whoever's grace time is over. Safe to run on several nodes at once: each request is taken once. */
export async function deleteDueAccounts(ctx: Context): Promise<void> {
  for (const row of await listDueDeletions(ctx.db, ctx.platform.clock.now())) await deleteDueAccount(ctx, row);
}

async function deleteDueAccount(ctx: Context, row: DeletionRequestRow): Promise<void> {
  const inProfile = { ...ctx, profileId: row.profile_id };
  try {
    await transact(ctx.db, async (tx) => {
      if (!(await takeDeletionRequest(tx, row.profile_id, row.id))) return;
      const user = await findUser(tx, row.profile_id, row.user_id, { kind: "all" });
      if (user && user.status !== "deleted") await remove(tx, inProfile, user);
    });
  } catch (error) {
    // One account that cannot go, such as the last super administrator's, must not keep the others.
    ctx.platform.log.error("an account could not be deleted", { userId: row.user_id, error });
  }
}

async function remove(tx: Tx, ctx: Context, user: UserRow): Promise<null> {
  const within = { ...ctx, db: tx };
  await (user.profile_id === deploymentId ? deleteAdministrator(within, user.id) : deleteUser(within, user.id));
  await tell(tx, ctx, user, "deletion_done");
  return null;
}

async function tell(tx: Tx, ctx: Context, user: UserRow, template: "deletion_done" | "deletion_cancelled"): Promise<void> {
  if (user.email === null) return;
  const to = { profileId: user.profile_id, userId: null, to: user.email, name: user.name };
  const at = ctx.platform.clock.now();
  if (template === "deletion_done") await queueMail(tx, ctx, { ...to, template, data: { at } });
  else await queueMail(tx, ctx, { ...to, template, data: { at, page: null } });
}
