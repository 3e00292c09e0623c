import type { User } from "@latchkey/contract";
import type { Updateable } from "kysely";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed, requireRetaggable } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { explainUserConflict } from "./create-user.ts";
import { auditedUser, toUser, userObject } from "./to-user.ts";
import { findUser, findUserForUpdate, updateUserRow, type UserRow, type UserRowWithPassword } from "./users.store.ts";
import type { UsersTable } from "./users.tables.ts";

export interface UserChange {
  /** Right the caller needs on the user. */
  needs: "edit" | "delete";
  /** Past tense, for the audit log. */
  action: string;
  reason?: string | null | undefined;
  /** Decides what to write from what is stored; throws when the stored status does not allow it. */
  decide(stored: UserRowWithPassword): Updateable<UsersTable>;
  /** What else belongs into the same transaction. */
  also?(tx: Tx, row: UserRow, stored: UserRow): Promise<void>;
}

/** The one way a user's row changes: lock, decide, write, audit, tell later rooms; all in one transaction. */
export async function changeUser(ctx: Context, userId: string, change: UserChange): Promise<User> {
  return transact(ctx.db, async (tx) => {
    const stored = await findAllowed(ctx, { type: "run_user", action: change.needs }, (filter) =>
      findUserForUpdate(tx, ctx.profileId, userId, filter),
    );

    const changes = change.decide(stored);
    if (changes.tags !== undefined) {
      requireRetaggable(ctx, { type: "run_user", action: change.needs, id: userId }, { before: stored.tags, after: changes.tags });
    }

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
