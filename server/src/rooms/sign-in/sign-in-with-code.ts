import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { takeOneTime } from "../one-time-tokens/index.ts";
import type { Place } from "../sessions/index.ts";
import { findUserForUpdate } from "../users/index.ts";
import { nextStep, settle } from "./next-step.ts";
import { signInErrors } from "./sign-in.errors.ts";
import { tryMailedCode, type MailedCode } from "./try-mailed-code.ts";

/** Signs a person in with a mailed code, as far as that leads; a code is used up by it, whatever follows. */
export async function signInWithCode(ctx: Context, place: Place, given: MailedCode) {
  const settings = place.security;
  if (!settings.signInMethods.emailCode) throw signInErrors.method_off();

  const { oneTime, user } = await tryMailedCode(ctx, { profileId: place.profileId, purpose: "sign_in_code", settings, given });
  const proved = { method: "code", hasSecondFactor: false, mustChangePassword: null, trustThisDevice: false } as const;
  const outcome = await transact(ctx.db, async (tx) => {
    const locked = await findUserForUpdate(tx, user.profile_id, user.id, { kind: "all" });
    if (!locked || !(await takeOneTime(tx, ctx, oneTime))) {
      return { isRefused: true, reason: "code_used", error: signInErrors.wrong_code() } as const;
    }
    return nextStep(tx, ctx, { place, user: locked, proved });
  });
  return settle(ctx, outcome, { user });
}
