import type { ResourceFilter, User } from "@latchkey/contract";
import type { Updateable } from "kysely";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed, requireRetaggable } from "../../http/find-allowed.ts";
import { requireHeld } from "../../http/require-held.ts";
import { requireConsentToTags } from "../../http/retagging.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { explainUserConflict } from "./create-user.ts";
import { auditedUser, toUser, userObject } from "./to-user.ts";
import { findUser, findUserForUpdate, updateUserRow, type UserRow, type UserRowWithPassword } from "./users.store.ts";
import type { UsersTable } from "./users.tables.ts";

export interface UserChange {
  /** Right the caller needs on the user. Whoever may edit a user may change the tags too, unless a rule denies that. */
  needs: "edit" | "edit_tags" | "delete";
  /** Past tense, for the audit log. */
  action: string;
  reason?: string | null | undefined;
  /** Of a change of tags that takes access away. */
  confirmName?: string | undefined;
  /** Decides what to write from what is stored; throws when the stored status does not allow it. */
  decide(stored: UserRowWithPassword): Updateable<UsersTable>;
  /** What else belongs into the same transaction. */
  also?(tx: Tx, row: UserRow, stored: UserRow): Promise<void>;
}

/** The one way a user's row changes: lock, decide, write, audit, tell later rooms; all in one transaction. */
export async function changeUser(ctx: Context, userId: string, change: UserChange): Promise<User> {
  return transact(ctx.db, async (tx) => {
    const stored = await findChangeable(tx, ctx, { userId, needs: change.needs });

    const changes = change.decide(stored);
    if (changes.tags !== undefined) await requireTags(tx, ctx, { stored, tags: changes.tags, change });
    if (isOtherPerson(stored, changes)) await requireHeld(ctx.access.mayActAs(tx, { type: "run_user", id: userId }));

    const row = await updateUserRow(tx, ctx.profileId, userId, { ...changes, updated_at: ctx.platform.clock.now() });
    await recordAuditEntry(tx, ctx, {
      action: change.action,
      object: userObject(row),
      before: auditedUser(stored),
      after: auditedUser(row),
      reason: change.reason ?? null,
    });
    await change.also?.(tx, row, stored);

    const shown = await findUser(tx, ctx.profileId, userId, { kind: "all" });
    if (!shown) throw httpErrors.not_found();
    return toUser(shown);
  }).catch(explainUserConflict);
}

async function findChangeable(
  tx: Tx,
  ctx: Context,
  { userId, needs }: { userId: string; needs: UserChange["needs"] },
): Promise<UserRowWithPassword> {
  const find = (filter: ResourceFilter) => findUserForUpdate(tx, ctx.profileId, userId, filter);
  if (needs !== "edit_tags") return findAllowed(ctx, { type: "run_user", action: needs }, find);
  return (await find(ctx.access.filter("run_user", "edit_tags"))) ?? findAllowed(ctx, { type: "run_user", action: "edit" }, find);
}

interface Retagging {
  stored: UserRow;
  tags: readonly string[];
  change: UserChange;
}

/** Refuses tags that the caller may not change, and tags that would give anybody more than the caller holds. */
async function requireTags(tx: Tx, ctx: Context, { stored, tags, change: { reason, confirmName } }: Retagging): Promise<void> {
  const [onEdit, onTags] = [ctx.access.verdict("run_user", "edit", stored), ctx.access.verdict("run_user", "edit_tags", stored)];
  if (onEdit === "deny" || onTags === "deny") throw httpErrors.not_allowed({ detail: "You may not change this user's tags." });

  const action = onTags === "allow" ? "edit_tags" : "edit";
  const change = { before: stored.tags, after: tags };
  requireRetaggable(ctx, { type: "run_user", action, id: stored.id }, change);
  await requireSettableTags(tx, ctx, { ...change, ownerId: stored.id });
  await requireHeld(
    ctx.access.mayGive(tx, { type: "run_user", id: stored.id }, { before: { tags: change.before }, after: { tags: change.after } }),
  );
  const { id, name } = stored;
  await requireConsentToTags(tx, ctx, { of: "run_user", id, name, tags: change, consent: { reason: reason ?? undefined, confirmName } });
}

/** Another address, at this server or outside, is another person's way in. */
function isOtherPerson(stored: UserRow, { email, external_id }: Updateable<UsersTable>): boolean {
  return (email !== undefined && email !== stored.email) || (external_id !== undefined && external_id !== stored.external_id);
}
