import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { countSuccess, countTry, takeBackTry } from "../attempts/index.ts";
import { checkPassword, lockCheckedUser } from "../credentials/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import type { Place } from "../sessions/index.ts";
import { requireBotCheck } from "./bot-check.ts";
import { noticeLock } from "./notice-lock.ts";
import { nextStep, settle } from "./next-step.ts";
import { recordRefusal } from "./refusals.ts";
import { signInErrors } from "./sign-in.errors.ts";

export interface PasswordSignIn {
  email: string;
  password: string;
  botCheck?: string | undefined;
}

/**
 * Signs a person in with a password, as far as that leads. One refusal for unknown people and wrong passwords alike; that an
 * account is not active is told only to whoever has proved to own it. Every try is counted and audited.
 */
export async function signInWithPassword(ctx: Context, place: Place, given: PasswordSignIn) {
  const { profileId } = place;
  const settings = await getSecuritySettings(ctx.db, profileId);
  if (!settings.signInMethods.password) throw signInErrors.method_off();

  const tried = { profileId, kind: "password", identifier: given.email, rules: settings.lockout } as const;
  const counted = await countTry(ctx, tried);
  try {
    await requireBotCheck(ctx, settings.botCheck, { solution: given.botCheck, isSuspicious: counted.isSuspicious });
  } catch (error) {
    await takeBackTry(ctx, tried);
    throw error;
  }

  const check = await checkPassword(ctx, profileId, { ...given, rules: settings.passwords });
  if (!check.isRight) {
    await recordRefusal(ctx, { profileId, email: given.email, user: check.user, reason: check.reason });
    await noticeLock(ctx, counted, tried);
    throw signInErrors.failed();
  }
  await countSuccess(ctx, tried);

  const proved = { method: "password", hasSecondFactor: false, mustChangePassword: check.mustChange, trustThisDevice: false } as const;
  const outcome = await transact(ctx.db, async (tx) => {
    const user = await lockCheckedUser(tx, check);
    if (!user) return { isRefused: true, reason: "wrong_password", error: signInErrors.failed() } as const;
    return nextStep(tx, ctx, { place, user, proved });
  });
  return settle(ctx, outcome, check);
}
