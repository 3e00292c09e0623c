import type { Enrolment, NewFactor } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import type { UserRow } from "../users/index.ts";
import { isWithinSignIn, type BoundTo } from "./bound-to.ts";
import { findDemand } from "./demand.ts";
import { factorErrors } from "./factors.errors.ts";
import { deletePendingFactors, insertFactorRow, listFactorRows } from "./factors.store.ts";
import { createPasskeyEnrolment, placeName } from "./passkey-options.ts";
import { emailHint, phoneHint, type FirstProof } from "./second-factor.rules.ts";
import { sendCodeTo } from "./send-factor-code.ts";
import { sealSecret } from "./to-factor.ts";
import { newTotpSecret, qrRows, totpUri } from "./totp.rules.ts";

const enrolmentMinutes = 10;
const passkeysMax = 20;

const defaultNames: Record<NewFactor["kind"], string> = {
  totp: "Authenticator app",
  email_code: "E-mail",
  sms_code: "Phone",
  passkey: "Passkey",
};

interface Beginning {
  factor: NewFactor;
  boundTo: BoundTo;
  /** During sign-in: the same mailbox twice would be one factor. */
  provedBy?: FirstProof;
}

/** Begins a factor, which counts once `confirmEnrolment` has seen it work; what was begun of the same kind before is given up. */
export async function startEnrolment(ctx: Context, user: UserRow, { factor, boundTo, provedBy }: Beginning): Promise<Enrolment> {
  const { kinds } = await findDemand(ctx.db, ctx, user);
  if (!kinds.includes(factor.kind) || factor.kind === provedBy) throw factorErrors.kind_not_offered();
  await requireRoom(ctx, user, { factor, boundTo });

  const secret = secretFor(factor);
  const now = ctx.platform.clock.now();
  const expiresAt = new Date(now.getTime() + enrolmentMinutes * 60_000);
  const row = {
    profile_id: user.profile_id,
    id: newId(ctx.platform.clock),
    user_id: user.id,
    kind: factor.kind,
    name: defaultNames[factor.kind],
    bound_to: boundTo,
    created_at: now,
    expires_at: expiresAt,
    confirmed_at: null,
    last_used_at: null,
    sealed_secret: secret === null ? null : sealSecret(ctx, secret),
    credential_id: null,
    public_key: null,
  };

  return transact(ctx.db, async (tx) => {
    await deletePendingFactors(tx, user.profile_id, user.id, factor.kind);
    await insertFactorRow(tx, row);
    const begun = { factorId: row.id, expiresAt: expiresAt.toISOString() };
    return { ...begun, ...(await describe(tx, ctx, user, { factor, boundTo, secret: secret ?? "" })) };
  });
}

async function requireRoom(ctx: Context, user: UserRow, { factor, boundTo }: Beginning): Promise<void> {
  const rows = await listFactorRows(ctx.db, user.profile_id, user.id);
  if (isWithinSignIn(boundTo) && rows.length > 0) throw factorErrors.kind_not_offered();
  if (factor.kind === "passkey" && rows.filter(({ kind }) => kind === "passkey").length >= passkeysMax) throw factorErrors.too_many();
}

function secretFor(factor: NewFactor): string | null {
  if (factor.kind === "totp") return newTotpSecret();
  return factor.kind === "sms_code" ? factor.phoneNumber : null;
}

type Described = Enrolment extends infer Each ? (Each extends Enrolment ? Omit<Each, "factorId" | "expiresAt"> : never) : never;

/** What the person needs to go on: something to scan, a code that is sent, or a challenge. */
async function describe(tx: Tx, ctx: Context, user: UserRow, begun: Beginning & { secret: string }): Promise<Described> {
  const { factor, boundTo, secret } = begun;
  const account = user.email ?? user.name;

  switch (factor.kind) {
    case "totp": {
      const uri = totpUri({ issuer: await placeName(tx, user.profile_id), account, secret });
      return { kind: "totp", secret, uri, qr: qrRows(uri) };
    }
    case "passkey":
      return { kind: "passkey", options: await createPasskeyEnrolment(ctx, tx, user, boundTo) };
    case "email_code":
      await sendCodeTo(tx, ctx, user, { kind: "email_code", boundTo, to: user.email ?? "" });
      return { kind: "email_code", hint: emailHint(account) };
    case "sms_code":
      await sendCodeTo(tx, ctx, user, { kind: "sms_code", boundTo, to: factor.phoneNumber });
      return { kind: "sms_code", hint: phoneHint(factor.phoneNumber) };
  }
}
