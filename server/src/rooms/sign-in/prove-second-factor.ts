import type { Context } from "../../http/context.ts";
import { countSuccess, countTry } from "../attempts/index.ts";
import { createPasskeyChallenge, proveFactor, sendFactorCode, type FactorProof } from "../factors/index.ts";
import type { Place } from "../sessions/index.ts";
import { noticeLock } from "./notice-lock.ts";
import { nextStep, settle } from "./next-step.ts";
import { recordRefusal } from "./refusals.ts";
import { signInErrors } from "./sign-in.errors.ts";
import { findTicket, passTicket } from "./tickets.ts";

/** Sends a code to whoever the ticket belongs to, where they have set that up. */
export async function sendSecondFactorCode(ctx: Context, place: Place, given: { ticket: string; kind: "email_code" | "sms_code" }) {
  const { ticket, user } = await findTicket(ctx, place, { ticket: given.ticket, step: "second_factor" });
  const { expiresAt } = await sendFactorCode(ctx, user, { kind: given.kind, boundTo: ticket.boundTo });
  return { expiresAt: expiresAt.toISOString() };
}

export async function startSecondFactorPasskey(ctx: Context, place: Place, given: { ticket: string }) {
  const { ticket, user } = await findTicket(ctx, place, { ticket: given.ticket, step: "second_factor" });
  const wish = { profileId: place.profileId, user, use: "second_factor", boundTo: ticket.boundTo } as const;
  return { options: await createPasskeyChallenge(ctx, wish) };
}

export interface SecondFactor {
  ticket: string;
  proof: FactorProof;
  trustThisDevice: boolean;
}

/** Proves the second factor. Tries are counted by person, so that new tickets bring no new tries; a wrong one leaves the ticket. */
export async function proveSecondFactor(ctx: Context, place: Place, given: SecondFactor) {
  const { ticket, user } = await findTicket(ctx, place, { ticket: given.ticket, step: "second_factor" });
  const { lockout: rules } = place.security;
  const tried = { profileId: place.profileId, kind: "second_factor", identifier: user.email ?? user.id, rules } as const;
  const counted = await countTry(ctx, tried);

  const check = isSameMail(ticket.proved.method, given.proof)
    ? ({ isRight: false, reason: "not_another_factor" } as const)
    : await proveFactor(ctx, user, { proof: given.proof, boundTo: ticket.boundTo, use: "second_factor" });
  if (!check.isRight) {
    await recordRefusal(ctx, { profileId: place.profileId, email: user.email ?? "", user, reason: `second_factor_${check.reason}` });
    await noticeLock(ctx, counted, tried);
    throw signInErrors.second_factor_failed({ extra: { triesLeft: counted.triesLeft } });
  }
  await countSuccess(ctx, tried);

  const proved = { ...ticket.proved, hasSecondFactor: true, trustThisDevice: given.trustThisDevice };
  const outcome = await passTicket(ctx, { place, ticket, user, proved }, (tx, person) => nextStep(tx, ctx, person));
  return settle(ctx, outcome, { user });
}

// Two codes by the same mail are one factor.
function isSameMail(method: string, proof: FactorProof): boolean {
  return method !== "password" && "kind" in proof && proof.kind === "email_code";
}
