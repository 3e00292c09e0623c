import { onOneConnection, transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { countSuccess, countTry, takeBackTry } from "../attempts/index.ts";
import { checkPassword, findUserWithPassword, lockCheckedUser } from "../credentials/index.ts";
import type { Place } from "../sessions/index.ts";
import { requireBotCheck } from "./bot-check.ts";
import { noticeLock } from "./notice-lock.ts";
import { nextStep, settle } from "./next-step.ts";
import type { Outcome } from "./outcome.ts";
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
  const settings = place.security;
  if (!settings.signInMethods.password) throw signInErrors.method_off();

  const tried = { profileId, kind: "password", identifier: given.email, rules: settings.lockout } as const;
  const [counted, found] = await onOneConnection(ctx.db, (connection) =>
    Promise.all([countTry({ ...ctx, db: connection }, tried), findUserWithPassword(connection, profileId, given.email)]),
  );
  try {
    await requireBotCheck(ctx, settings.botCheck, { solution: given.botCheck, isSuspicious: counted.isSuspicious });
  } catch (error) {
    await takeBackTry(ctx, tried);
    throw error;
  }

  const check = await checkPassword(ctx, found, { profileId, password: given.password, rules: settings.passwords });
  if (!check.isRight) {
    await recordRefusal(ctx, { profileId, email: given.email, user: check.user, reason: check.reason });
    await noticeLock(ctx, counted, tried);
    throw signInErrors.failed();
  }

  const proved = { method: "password", hasSecondFactor: false, mustChangePassword: check.mustChange, trustThisDevice: false } as const;
  const outcome = await transact<Outcome>(ctx.db, async (tx) => {
    const user = await lockCheckedUser(tx, check);
    const next = user ? await nextStep(tx, ctx, { place, user, proved }) : replaced();
    await countSuccess(ctx, tried, tx);
    return next;
  });
  return settle(ctx, outcome, check);
}

/** The password was changed while it was checked. */
function replaced(): Outcome {
  return { isRefused: true, reason: "wrong_password", error: signInErrors.failed() };
}
