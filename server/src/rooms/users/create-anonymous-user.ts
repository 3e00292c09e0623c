import type { Tag, User } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { requireHeld } from "../../http/require-held.ts";
import { newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { explainUserConflict } from "./create-user.ts";
import { auditedUser, toUser, userObject } from "./to-user.ts";
import { insertUser } from "./users.store.ts";

/** Creates the one user that shared links act as: no password, cannot sign in, obeys policies like anyone. */
export async function createAnonymousUser(ctx: Context, input: { tags: Tag[] }): Promise<User> {
  const now = ctx.platform.clock.now();
  const tags = toStoredTags(input.tags);
  requireCreatable(ctx, "run_user", tags);

  return transact(ctx.db, async (tx) => {
    await requireSettableTags(tx, ctx, { before: [], after: tags });
    await requireHeld(ctx.access.mayGive(tx, { type: "run_user", id: null }, { before: {}, after: { tags } }));
    const row = await insertUser(tx, {
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      name: "Anonymous user",
      email: null,
      status: "active",
      is_anonymous: true,
      source: "console",
      tags,
      created_at: now,
      updated_at: now,
      last_sign_in_at: null,
      suspended_at: null,
      deleted_at: null,
    });
    await recordAuditEntry(tx, ctx, { action: "user.created", object: userObject(row), after: auditedUser(row) });
    return toUser({ ...row, has_password: false });
  }).catch(explainUserConflict);
}
