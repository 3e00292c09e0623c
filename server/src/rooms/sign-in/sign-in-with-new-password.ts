import type { Context } from "../../http/context.ts";
import { hashNewPassword, ownerOf, storePassword } from "../credentials/index.ts";
import type { Place } from "../sessions/index.ts";
import { nextStep, settle } from "./next-step.ts";
import { findTicket, passTicket } from "./tickets.ts";

/** Replaces a password that was temporary or has expired, and goes on. A weak one leaves the ticket as it is. */
export async function signInWithNewPassword(ctx: Context, place: Place, given: { ticket: string; newPassword: string }) {
  const { ticket, user } = await findTicket(ctx, place, { ticket: given.ticket, step: "change_password" });
  const hash = await hashNewPassword(ctx, given.newPassword, ownerOf(user), { field: "newPassword", mustDiffer: true });

  const proved = { ...ticket.proved, mustChangePassword: null };
  const outcome = await passTicket(ctx, { place, ticket, user, proved }, async (tx, person) => {
    await storePassword(tx, ctx, { user: person.user, hash, action: "user.password_changed" });
    return nextStep(tx, ctx, person);
  });
  return settle(ctx, outcome, { user });
}
