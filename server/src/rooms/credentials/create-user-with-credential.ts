import type { PasswordLink, Tag, User } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireHeld } from "../../http/require-held.ts";
import { createUser, toUser } from "../users/index.ts";
import { createPasswordLink } from "./create-password-link.ts";
import { credentialErrors } from "./credentials.errors.ts";
import { hashNewPassword } from "./hash-new-password.ts";
import { requireFewKinds } from "./password-kinds.ts";
import { storePassword } from "./store-password.ts";

export interface NewUserWithCredential {
  /** The one it had elsewhere, from callers whom no rule governs. */
  id?: string | undefined;
  name: string;
  email: string;
  externalId?: string | undefined;
  language?: string | null | undefined;
  password?: string | undefined;
  /** As another system stored it. */
  passwordHash?: string | undefined;
  /** The person must choose another one at the first sign-in. */
  isPasswordTemporary?: boolean | undefined;
  tags: Tag[];
  /** Whether a link goes to the person by mail too; true when left out. */
  sendMail?: boolean | undefined;
}

/**
 * Creates a run user with a password, or with a one-time link by which the person chooses one. Refuses tags that would give
 * the new user more than the caller holds.
 */
export async function createUserWithCredential(
  ctx: Context,
  input: NewUserWithCredential,
): Promise<{ user: User; passwordLink: PasswordLink | null }> {
  const tags = toStoredTags(input.tags);
  requireCreatable(ctx, "run_user", tags);
  await requireHeld(ctx.access.mayGive(ctx.db, { type: "run_user", id: null }, { before: {}, after: { tags } }));
  const hash = await hashOf(ctx, input);

  return transact(ctx.db, async (tx) => {
    const row = await createUser(tx, ctx, {
      id: input.id,
      name: input.name,
      email: input.email,
      externalId: input.externalId,
      language: input.language,
      tags: input.tags,
      status: hash === null ? "invited" : "active",
      source: sourceOf(ctx),
    });
    if (hash === null) {
      const passwordLink = await createPasswordLink(tx, ctx, { user: row, sendMail: input.sendMail ?? true });
      return { user: toUser({ ...row, has_password: false }), passwordLink };
    }

    await storePassword(tx, ctx, { user: row, hash, action: null, isTemporary: input.isPasswordTemporary ?? false });
    if (input.passwordHash !== undefined) await requireFewKinds(tx, ctx);
    return { user: toUser({ ...row, has_password: true }), passwordLink: null };
  });
}

async function hashOf(ctx: Context, input: NewUserWithCredential): Promise<string | null> {
  if (input.passwordHash !== undefined) return acceptHash(ctx, input.passwordHash);
  if (input.password === undefined) return null;
  return hashNewPassword(ctx, input.password, { profileId: ctx.profileId, userId: null, name: input.name, email: input.email });
}

/** What is in a hash no rule can see: only whoever no rule governs may bring one. */
function acceptHash(ctx: Context, passwordHash: string): string {
  if (!ctx.access.isUnrestricted) throw httpErrors.not_allowed();
  if (!ctx.platform.passwords.isReadable(passwordHash)) {
    throw credentialErrors.hash_not_accepted({ errors: [{ path: "body.passwordHash", message: "has no form or cost that is accepted" }] });
  }
  return passwordHash;
}

function sourceOf(ctx: Context): User["source"] {
  if (ctx.principal.kind === "command_line") return "command_line";
  return ctx.principal.kind === "administrator" ? "console" : "api";
}
