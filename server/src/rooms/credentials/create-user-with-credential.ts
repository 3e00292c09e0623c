import type { PasswordLink, Tag, User } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { createUser, toUser } from "../users/index.ts";
import { createPasswordLink } from "./create-password-link.ts";
import { hashNewPassword } from "./hash-new-password.ts";
import { storePassword } from "./store-password.ts";

export interface NewUserWithCredential {
  name: string;
  email: string;
  password?: string | undefined;
  tags: Tag[];
}

/** Creates a run user with a password, or with a one-time link by which the person chooses one. */
export async function createUserWithCredential(
  ctx: Context,
  input: NewUserWithCredential,
): Promise<{ user: User; passwordLink: PasswordLink | null }> {
  requireCreatable(ctx, "run_user", toStoredTags(input.tags));
  const hash = input.password === undefined ? null : await hashNewPassword(ctx, input.password, input);

  return transact(ctx.db, async (tx) => {
    const row = await createUser(tx, ctx, {
      name: input.name,
      email: input.email,
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
