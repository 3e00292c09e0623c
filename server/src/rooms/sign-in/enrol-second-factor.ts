import type { Enrolment, EnrolmentProof, NewFactor, SignInStep } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { confirmEnrolment, startEnrolment } from "../factors/index.ts";
import type { Place } from "../sessions/index.ts";
import { nextStep, settle } from "./next-step.ts";
import { findTicket, passTicket } from "./tickets.ts";

/** Begins to set up the second factor without which the rules let nobody in. */
export async function startEnrolmentAtSignIn(ctx: Context, place: Place, given: { ticket: string; factor: NewFactor }): Promise<Enrolment> {
  const { ticket, user } = await findTicket(ctx, place, { ticket: given.ticket, step: "enrol_second_factor" });
  const provedBy = ticket.proved.method === "password" ? "password" : "email_code";
  return startEnrolment(ctx, user, { factor: given.factor, boundTo: ticket.boundTo, provedBy });
}

export interface EnrolmentAtSignIn {
  ticket: string;
  factorId: string;
  proof: EnrolmentProof;
}

/** Finishes it and goes on; whoever has just shown that the factor works has proved it. */
export async function confirmEnrolmentAtSignIn(ctx: Context, place: Place, given: EnrolmentAtSignIn) {
  const { ticket, user } = await findTicket(ctx, place, { ticket: given.ticket, step: "enrol_second_factor" });
  const { recoveryCodes } = await confirmEnrolment(ctx, user, { factorId: given.factorId, proof: given.proof, boundTo: ticket.boundTo });

  const proved = { ...ticket.proved, hasSecondFactor: true };
  const outcome = await passTicket(ctx, { place, ticket, user, proved }, (tx, person) => nextStep(tx, ctx, person));
  const settled = await settle(ctx, outcome, { user });
  return { ...settled, recoveryCodes } satisfies { step: SignInStep; recoveryCodes: string[] | null };
}
