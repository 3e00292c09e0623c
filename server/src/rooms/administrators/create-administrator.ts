import type { Administrator, PasswordLink } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { brokenConstraint, transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId, newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { createPasswordLink, hashNewPassword, storePassword } from "../credentials/index.ts";
import { insertUser, userErrors, userObject, type UserRow } from "../users/index.ts";
import { administratorErrors } from "./administrators.errors.ts";
import { findAdministrator, replaceMemberships } from "./administrators.store.ts";
import { membershipsAfter } from "./memberships.rules.ts";
import { auditedAdministrator, toAdministrator } from "./to-administrator.ts";

export interface NewAdministrator {
  name: string;
  email: string;
  isSuper: boolean;
  profileIds: string[];
  limitedProfileIds?: string[];
  /** Whether the link goes to the person by mail too; true when left out. */
  sendMail?: boolean | undefined;
}

/** Creates an administrator and a link by which they choose a password. Refuses an address another one has. */
export async function createAdministrator(
  ctx: Context,
  input: NewAdministrator,
): Promise<{ administrator: Administrator; passwordLink: PasswordLink }> {
  return transact(ctx.db, async (tx) => {
    const user = await insertAdministrator(tx, ctx, { ...input, hash: null });
    const passwordLink = await createPasswordLink(tx, ctx, { user, sendMail: input.sendMail ?? true });
    const row = await findAdministrator(tx, user.id);
    if (!row) throw httpErrors.not_found();
    return { administrator: toAdministrator(row), passwordLink };
  });
}

/** Creates an administrator with a password at once; for the command line, which shows no links. */
export async function createAdministratorWithPassword(ctx: Context, input: NewAdministrator & { password: string }): Promise<UserRow> {
  const hash = await hashNewPassword(ctx, input.password, { ...input, profileId: deploymentId, userId: null });
  return transact(ctx.db, (tx) => insertAdministrator(tx, ctx, { ...input, hash }));
}

export async function insertAdministrator(tx: Tx, ctx: Context, input: NewAdministrator & { hash: string | null }): Promise<UserRow> {
  const now = ctx.platform.clock.now();
  const user = await insertUser(tx, {
    profile_id: deploymentId,
    id: newId(ctx.platform.clock),
    name: input.name,
    email: input.email,
    status: input.hash === null ? "invited" : "active",
    is_super: input.isSuper,
    source: ctx.principal.kind === "command_line" ? "command_line" : "console",
    tags: [],
    created_at: now,
    updated_at: now,
    last_sign_in_at: null,
    suspended_at: null,
    deleted_at: null,
  }).catch(explainAdministratorConflict);
  await replaceMemberships(tx, user.id, membershipsAfter([], input), now).catch(explainAdministratorConflict);

  const row = await findAdministrator(tx, user.id);
  await recordAuditEntry(tx, ctx, {
    action: "administrator.created",
    profileId: deploymentId,
    object: userObject(user),
    after: row ? auditedAdministrator(row) : null,
  });
  if (input.hash !== null) await storePassword(tx, ctx, { user, hash: input.hash, action: null });
  return user;
}

/** Names the conflict or the unknown profile that the database found. */
export function explainAdministratorConflict(error: unknown): never {
  const constraint = brokenConstraint(error);
  if (constraint === "users_email_key") {
    throw userErrors.email_taken({
      detail: "Another administrator already has this e-mail address.",
      errors: [{ path: "body.email", message: "is used by another administrator" }],
    });
  }
  if (constraint === "memberships_profile_id_fkey") throw administratorErrors.unknown_profile();
  throw error;
}
