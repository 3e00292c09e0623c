import type { Context } from "../../http/context.ts";
import { findUserByEmail, type UserRow } from "../users/index.ts";
import { findPasswordHash } from "./credentials.store.ts";

export type PasswordCheck =
  | { isRight: true; user: UserRow }
  | { isRight: false; user: UserRow | null; reason: "unknown_identifier" | "wrong_password" };

/** Checks identifier and password. Unknown people cost the same time as known ones. */
export async function checkPassword(ctx: Context, profileId: string, given: { email: string; password: string }): Promise<PasswordCheck> {
  const user = await findUserByEmail(ctx.db, profileId, given.email);
  const hash = user ? await findPasswordHash(ctx.db, profileId, user.id) : null;
  const isRight = await ctx.platform.passwords.verify(hash, given.password);

  if (user && isRight) return { isRight: true, user };
  return { isRight: false, user: user ?? null, reason: user ? "wrong_password" : "unknown_identifier" };
}
