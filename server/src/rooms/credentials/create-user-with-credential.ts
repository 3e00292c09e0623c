import type { PasswordLink, Tag, User } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { requireHeld } from "../../http/require-held.ts";
import { createUser, toUser } from "../users/index.ts";
import { createPasswordLink } from "./create-password-link.ts";
import { hashNewPassword } from "./hash-new-password.ts";
import { storePassword } from "./store-password.ts";

export interface NewUserWithCredential {
  name: string;
  email: string;
  externalId?: string | undefined;
  password?: string | undefined;
  tags: Tag[];
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
  const hash = input.password === undefined ? null : await hashNewPassword(ctx, input.password, input);

  return transact(ctx.db, async (tx) => {
    const row = await createUser(tx, ctx, {
      name: input.name,
      email: input.email,
      externalId: input.externalId,
      tags: input.tags,
      status: hash === null ? "invited" : "active",
      source: sourceOf(ctx),
    });
    if (hash === null) return { user: toUser({ ...row, has_password: false }), passwordLink: await createPasswordLink(tx, ctx, row) };

    await storePassword(tx, ctx, { user: row, hash, action: null });
    return { user: toUser({ ...row, has_password: true }), passwordLink: null };
  });
}

function sourceOf(ctx: Context): User["source"] {
  if (ctx.principal.kind === "command_line") return "command_line";
  return ctx.principal.kind === "administrator" ? "console" : "api";
}
