import { type z } from "zod";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import type { Place } from "../../sessions/index.ts";
import { proveSecondFactor, sendSecondFactorCode, signInWithPassword } from "../../sign-in/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { deleteExtras, findExtras, mergeExtras, type ExtraKey } from "../wire/extra-fields.store.ts";
import { type credentials } from "../wire/read-body.ts";

export type Credentials = z.output<typeof credentials>;

type Kind = "totp" | "sms_code" | "email_code";
const kinds: Record<NonNullable<Credentials["otp_type"]>, Kind> = { authenticator: "totp", sms: "sms_code", email: "email_code" };
const names = { totp: "authenticator", sms_code: "sms", email_code: "email" } as const;

export interface SignedIn {
  token: string;
  userId: string;
  expiresAt: Date;
}

/**
 * Signs somebody in the way TagoIO's clients do: one call without a code, and the same call once more with it. What the first call
 * proved is a ticket here; where a code has to be sent, the ticket that it belongs to waits for the second call.
 */
export async function signInLikeTago(ctx: Context, place: Place, given: Credentials): Promise<SignedIn> {
  const { step, started } = await signInWithPassword(ctx, place, { email: given.email, password: given.password });
  if (started) return toSignedIn(started);
  if (step.step !== "second_factor") throw refuse(step.step);

  if (given.pin_code === undefined) throw compatErrors.not_valid({ detail: askForCode(step.methods) });
  const kind = kinds[given.otp_type ?? "authenticator"];
  const ticket = kind === "totp" ? step.ticket : ((await takeTicket(ctx, place, given.email)) ?? step.ticket);
  const proof = { kind, code: given.pin_code.replaceAll(/\s/g, "") };
  const proved = await proveSecondFactor(ctx, place, { ticket, proof, trustThisDevice: false });
  if (!proved.started) throw refuse(proved.step.step);
  return toSignedIn(proved.started);
}

function toSignedIn(started: { token: string; user: { id: string }; session: { expiresAt: Date } }): SignedIn {
  return { token: started.token, userId: started.user.id, expiresAt: started.session.expiresAt };
}

/** Has a code sent with which the next call signs in. */
export async function requestPinCode(ctx: Context, place: Place, given: Credentials): Promise<string> {
  const { step } = await signInWithPassword(ctx, place, { email: given.email, password: given.password });
  const kind = kinds[given.otp_type ?? "email"];
  if (step.step !== "second_factor" || kind === "totp")
    throw compatErrors.not_valid({ detail: "No code is sent for this account and type." });

  await sendSecondFactorCode(ctx, place, { ticket: step.ticket, kind });
  await keepTicket(ctx, place, { email: given.email, ticket: step.ticket });
  return "PIN code sent";
}

/** Clients look for `otp_enabled` in the message, and read it as JSON. */
function askForCode(methods: readonly { kind: string; hint: string | null }[]): string {
  const offered = methods.flatMap(({ kind, hint }) => (isOffered(kind) ? [{ name: names[kind], hint }] : []));
  const phone = offered.find(({ name }) => name === "sms")?.hint;
  const body = { otp_enabled: offered.map(({ name }) => name), otp_autosend: offered[0]?.name ?? "authenticator" };
  return JSON.stringify(phone ? { ...body, phone } : body);
}

function isOffered(kind: string): kind is Kind {
  return kind in names;
}

function refuse(step: string) {
  const sentences: Record<string, string> = {
    enrol_second_factor: "A second factor is required: sign in at the portal once and set it up.",
    change_password: "A new password is required: sign in at the portal once and choose it.",
    wait_for_device: "This device waits for an administrator's approval.",
  };
  return compatErrors.not_valid({ detail: sentences[step] ?? "Sign in at the portal." });
}

const sealedFor = "tagoio ticket";
const keyOf = ({ profileId }: Place, email: string): ExtraKey => ({ profileId, type: "storage", id: `sign-in ${email}` });

async function keepTicket(ctx: Context, place: Place, { email, ticket }: { email: string; ticket: string }): Promise<void> {
  // Administrators have no profile that a row could belong to, and no mailed codes by this way.
  if (place.kind === "console") return;
  const sealed = ctx.platform.secrets.seal(ticket, sealedFor);
  await transact(ctx.db, (tx) => mergeExtras(tx, keyOf(place, email), { ticket: sealed }));
}

async function takeTicket(ctx: Context, place: Place, email: string): Promise<string | undefined> {
  if (place.kind === "console") return undefined;
  const { ticket } = await findExtras(ctx.db, keyOf(place, email));
  if (typeof ticket !== "string") return undefined;
  await transact(ctx.db, (tx) => deleteExtras(tx, keyOf(place, email)));
  return ctx.platform.secrets.open(ticket, sealedFor);
}
