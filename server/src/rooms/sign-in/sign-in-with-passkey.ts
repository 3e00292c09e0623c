import type { PasskeyAssertion } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { createPasskeyChallenge, signInWithPasskeyAs } from "../factors/index.ts";
import type { Place } from "../sessions/index.ts";
import { nextStep, settle } from "./next-step.ts";
import type { Proved } from "./proved.ts";
import { recordRefusal } from "./refusals.ts";
import { signInErrors } from "./sign-in.errors.ts";
import { createTicket, findOpenTicket, passTicket } from "./tickets.ts";

// A passkey that has verified its user is something they have and something they know or are.
const proved: Proved = { method: "passkey", hasSecondFactor: true, mustChangePassword: null, trustThisDevice: false };

/** A challenge for whoever has a passkey of this place; nobody has said yet who they are. */
export async function startPasskeySignIn(ctx: Context, place: Place) {
  const settings = place.security;
  if (!settings.signInMethods.passkey) throw signInErrors.method_off();

  const { ticket, id } = await createTicket(ctx.db, ctx, { place, userId: null, step: "passkey", proved });
  const wish = { profileId: place.profileId, user: null, use: "sign_in", boundTo: `ticket:${id}` } as const;
  return { ticket, options: await createPasskeyChallenge(ctx, wish) };
}

/** Signs in whoever the passkey belongs to; it counts as both factors. */
export async function signInWithPasskey(ctx: Context, place: Place, given: { ticket: string; response: PasskeyAssertion }) {
  const settings = place.security;
  if (!settings.signInMethods.passkey) throw signInErrors.method_off();

  const ticket = await findOpenTicket(ctx, place, { ticket: given.ticket, step: "passkey" });
  const check = await signInWithPasskeyAs(ctx, { profileId: place.profileId, boundTo: ticket.boundTo, response: given.response });
  if (!check.isRight) {
    await recordRefusal(ctx, { profileId: place.profileId, email: "passkey", user: check.user, reason: `passkey_${check.reason}` });
    throw signInErrors.passkey_failed();
  }

  const outcome = await passTicket(ctx, { place, ticket, user: check.user, proved: ticket.proved }, (tx, person) =>
    nextStep(tx, ctx, person),
  );
  return settle(ctx, outcome, check);
}
