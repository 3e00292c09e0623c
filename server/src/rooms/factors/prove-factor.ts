import type { Proof, ProvingKind } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findUser, type UserRow } from "../users/index.ts";
import type { BoundTo } from "./bound-to.ts";
import { checkAssertion, type PasskeyRefusal } from "./check-passkey.ts";
import { listFactorRows, noteFactorUse, useTotpStep } from "./factors.store.ts";
import { useRecoveryCode } from "./recovery-codes.ts";
import { useSentCode, type SentCodeKind } from "./send-factor-code.ts";
import { secretOf } from "./to-factor.ts";
import { findTotpStep, normaliseCode } from "./totp.rules.ts";

/** A code, or what a passkey answered. */
export type FactorProof = Exclude<Proof, { password: string }>;

export type FactorRefusal = PasskeyRefusal | "no_such_factor" | "wrong_code";
export type FactorCheck =
  | { isRight: true; kind: ProvingKind; isUserVerified: boolean }
  | { isRight: false; kind: ProvingKind; reason: FactorRefusal };

interface Proving {
  proof: FactorProof;
  boundTo: BoundTo;
  use: "second_factor" | "proof";
}

/**
 * Checks a second factor and uses up what proved it. INVARIANT: call it outside any transaction: what was used stays used,
 * whatever becomes of the sign-in, so that no rollback lets a code or a challenge count twice. The caller counts failures.
 */
export async function proveFactor(ctx: Context, user: UserRow, { proof, boundTo, use }: Proving): Promise<FactorCheck> {
  if ("response" in proof) {
    const check = await checkAssertion(ctx, { profileId: user.profile_id, userId: user.id, use, boundTo, response: proof.response });
    return check.isRight ? right("passkey", check.isUserVerified) : wrong("passkey", check.reason);
  }

  switch (proof.kind) {
    case "totp":
      return proveTotp(ctx, user, normaliseCode(proof.code));
    case "recovery_code":
      return (await useRecoveryCode(ctx, user, proof.code)) ? right("recovery_code") : wrong("recovery_code", "wrong_code");
    case "email_code":
    case "sms_code":
      return proveSentCode(ctx, user, { kind: proof.kind, code: normaliseCode(proof.code), boundTo });
  }
}

async function proveTotp(ctx: Context, user: UserRow, code: string): Promise<FactorCheck> {
  const row = (await listFactorRows(ctx.db, user.profile_id, user.id)).find(({ kind }) => kind === "totp");
  if (!row) return wrong("totp", "no_such_factor");

  const now = ctx.platform.clock.now();
  const step = findTotpStep({ secret: secretOf(ctx, row), code, now });
  const isNew = step !== null && (await useTotpStep(ctx.db, row, { step, now }));
  return isNew ? right("totp") : wrong("totp", "wrong_code");
}

async function proveSentCode(
  ctx: Context,
  user: UserRow,
  given: { kind: SentCodeKind; code: string; boundTo: BoundTo },
): Promise<FactorCheck> {
  const row = (await listFactorRows(ctx.db, user.profile_id, user.id)).find(({ kind }) => kind === given.kind);
  if (!row) return wrong(given.kind, "no_such_factor");
  if (!(await useSentCode(ctx, user, given))) return wrong(given.kind, "wrong_code");

  await noteFactorUse(ctx.db, row, ctx.platform.clock.now());
  return right(given.kind);
}

function right(kind: ProvingKind, isUserVerified = false): FactorCheck {
  return { isRight: true, kind, isUserVerified };
}

function wrong(kind: ProvingKind, reason: FactorRefusal): FactorCheck {
  return { isRight: false, kind, reason };
}

export type PasskeySignIn = { isRight: true; user: UserRow } | { isRight: false; user: UserRow | null; reason: PasskeyRefusal };

/** Finds out who signs in with a passkey alone: it must have verified its user, and then counts as both factors. */
export async function signInWithPasskeyAs(
  ctx: Context,
  given: { profileId: string; boundTo: BoundTo; response: Extract<FactorProof, { response: unknown }>["response"] },
): Promise<PasskeySignIn> {
  const check = await checkAssertion(ctx, { ...given, userId: null, use: "sign_in" });
  const user = check.row === null ? undefined : await findUser(ctx.db, given.profileId, check.row.user_id, { kind: "all" });
  if (!check.isRight) return { isRight: false, user: user ?? null, reason: check.reason };
  return user ? { isRight: true, user } : { isRight: false, user: null, reason: "unknown_passkey" };
}
