import type { Context } from "../../http/context.ts";
import { countSuccess } from "../attempts/index.ts";
import { choosePassword, resetPasswordByLink } from "../credentials/index.ts";
import type { Place } from "../sessions/index.ts";
import { tryMailedCode, type MailedCode } from "./try-mailed-code.ts";

export type PasswordReset = { token: string; password: string } | (MailedCode & { password: string });

/** Chooses a new password with the mailed link or code; every session ends, and the wait after failed tries is over. */
export async function resetPassword(ctx: Context, place: Place, given: PasswordReset): Promise<null> {
  const { profileId } = place;
  if ("token" in given) return resetPasswordByLink(ctx, { profileId, ...given });

  const settings = place.security;
  const { oneTime, user } = await tryMailedCode(ctx, { profileId, purpose: "password_reset", settings, given });
  await choosePassword(ctx, { found: oneTime, password: given.password, action: "user.password_reset" });
  await countSuccess(ctx, { profileId, kind: "password", identifier: user.email ?? given.email, rules: settings.lockout });
  return null;
}
