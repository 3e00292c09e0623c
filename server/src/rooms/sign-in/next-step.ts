import type { SignInStep } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { describeSecondFactor, listFactorRows, type FirstProofFacts } from "../factors/index.ts";
import { findEntry } from "../sessions/index.ts";
import { enterPlace } from "./enter-place.ts";
import type { Outcome } from "./outcome.ts";
import type { Proved, ProvedPerson } from "./proved.ts";
import { recordRefusal } from "./refusals.ts";
import { signInErrors } from "./sign-in.errors.ts";
import { createTicket } from "./tickets.ts";

/** A step that lets nobody in yet. */
function toStep(step: SignInStep): Outcome {
  return { isRefused: false, step, started: null, browserToken: null };
}

/**
 * Decides what somebody who has proved who they are has to do next, in this order: be active, prove a second factor or set
 * one up, choose a new password, be where and when they may, and in a browser they may use. INVARIANT: a session starts here
 * and nowhere else, from a row that is locked.
 */
export async function nextStep(tx: Tx, ctx: Context, person: ProvedPerson): Promise<Outcome> {
  const { user, proved } = person;
  if (user.status !== "active") {
    return { isRefused: true, reason: `status_${user.status}`, error: signInErrors.account_not_active() };
  }

  const [entry, factors] = await Promise.all([findEntry(tx, ctx, user), listFactorRows(tx, user.profile_id, user.id)]);
  const { security } = entry.governing;
  const asked = proved.hasSecondFactor ? null : await askSecondFactor(tx, ctx, person, { security, factors });
  if (asked !== null) return asked;

  if (proved.mustChangePassword !== null) {
    const { ticket, expiresAt } = await createTicket(tx, ctx, ticketFor(person, "change_password"));
    return toStep({ step: "change_password", ticket, expiresAt, reason: proved.mustChangePassword });
  }
  return enterPlace(tx, ctx, { ...person, entry });
}

async function askSecondFactor(
  tx: Tx,
  ctx: Context,
  person: ProvedPerson,
  known: Omit<FirstProofFacts, "provedBy">,
): Promise<Outcome | null> {
  const described = await describeSecondFactor(tx, ctx, person.user, { provedBy: provedBy(person.proved.method), ...known });
  switch (described.step) {
    case "none":
      return null;
    case "prove": {
      const { ticket, expiresAt } = await createTicket(tx, ctx, ticketFor(person, "second_factor"));
      return toStep({ step: "second_factor", ticket, expiresAt, methods: described.methods });
    }
    case "enrol": {
      const { ticket, expiresAt } = await createTicket(tx, ctx, ticketFor(person, "enrol_second_factor"));
      return toStep({ step: "enrol_second_factor", ticket, expiresAt, kinds: [...described.kinds] });
    }
  }
}

// Whoever has just confirmed an address has shown that they read it, as with a mailed code.
function provedBy(method: Proved["method"]): "password" | "email_code" | "passkey" {
  if (method === "password" || method === "passkey") return method;
  return "email_code";
}

function ticketFor({ place, user, proved }: ProvedPerson, step: "second_factor" | "enrol_second_factor" | "change_password") {
  return { place, userId: user.id, step, proved };
}

/** Writes a refusal down and throws it; answers everything else. */
export async function settle(ctx: Context, outcome: Outcome, who: { user: ProvedPerson["user"] }): Promise<Outcome & { isRefused: false }> {
  if (!outcome.isRefused) return outcome;

  const { user } = who;
  await recordRefusal(ctx, { profileId: user.profile_id, email: user.email ?? "", user, reason: outcome.reason });
  throw outcome.error;
}
