import type { Proof, ProofMethod, SecuritySettings } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { countSuccess, countTry } from "../attempts/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { checkPassword, findUserWithPassword } from "../credentials/index.ts";
import { createPasskeyChallenge, proveFactor, sendCodeTo, sendFactorCode, useSentCode, type FactorProof } from "../factors/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { renewSession } from "../sessions/index.ts";
import { findUserForUpdate, userObject, type UserRow } from "../users/index.ts";
import { findProving, requireMethod, type Proving } from "./proof-methods.ts";
import { proofErrors } from "./proofs.errors.ts";

/** A challenge that one of the caller's own passkeys has to answer. */
export async function startProof(ctx: Context): Promise<{ options: { challenge: string } }> {
  const proving = await findProving(ctx);
  requireMethod(proving, "passkey");
  const { user, boundTo } = proving;
  return { options: await createPasskeyChallenge(ctx, { profileId: user.profile_id, user, use: "proof", boundTo }) };
}

export async function sendProofCode(ctx: Context, kind: "email_code" | "sms_code"): Promise<{ expiresAt: string }> {
  const proving = await findProving(ctx);
  requireMethod(proving, kind);
  const { user, boundTo } = proving;
  const { expiresAt } = isFactorless(proving)
    ? await transact(ctx.db, (tx) => sendCodeTo(tx, ctx, user, { kind, boundTo, to: user.email ?? "" }))
    : await sendFactorCode(ctx, user, { kind, boundTo });
  return { expiresAt: expiresAt.toISOString() };
}

/**
 * Proves again who uses a session. It then counts as proved from now on, with a new token: whoever had copied the old one is
 * out. Wrong tries count as they do when signing in, and nothing rolls them back.
 */
export async function proveAgain(ctx: Context, proof: Proof): Promise<{ token: string; expiresAt: Date; provedUntil: Date }> {
  const proving = await findProving(ctx);
  const kind = kindOf(proof);
  requireMethod(proving, kind);

  const { user, sessionId } = proving;
  const settings = await getSecuritySettings(ctx.db, user.profile_id);
  const tried = {
    profileId: user.profile_id,
    kind: kind === "password" ? "password" : "second_factor",
    identifier: user.email ?? user.id,
    rules: settings.lockout,
  } as const;
  // A passkey cannot be guessed: its answers are as good as what they answer.
  if (kind !== "passkey") await countTry(ctx, tried);
  const reason = await findFault(ctx, { ...proving, settings }, proof);
  if (reason !== null) await refuse(ctx, user, { kind, reason });
  if (kind !== "passkey") await countSuccess(ctx, tried);

  return transact(ctx.db, async (tx) => {
    const stored = await findUserForUpdate(tx, user.profile_id, user.id, { kind: "all" });
    if (stored?.status !== "active") throw httpErrors.not_signed_in();

    const isFactor = kind !== "password" && !isFactorless(proving);
    const renewed = await renewSession(tx, ctx, {
      profileId: user.profile_id,
      sessionId,
      ...(isFactor ? { hasSecondFactor: true as const } : {}),
    });
    await recordAuditEntry(tx, ctx, { action: "session.proved", profileId: user.profile_id, object: userObject(stored), after: { kind } });
    return renewed;
  });
}

function kindOf(proof: Proof): ProofMethod["kind"] {
  if ("password" in proof) return "password";
  return "kind" in proof ? proof.kind : "passkey";
}

/** A mailed code of somebody who has no second factor is no second factor. */
function isFactorless({ methods }: Proving): boolean {
  return methods.length === 1 && methods[0]?.kind === "email_code";
}

/** Why a proof is not right, for the audit log; null when it is. */
async function findFault(ctx: Context, proving: Proving & { settings: SecuritySettings }, proof: Proof): Promise<string | null> {
  if ("password" in proof) return findPasswordFault(ctx, proving, proof.password);
  if (isFactorless(proving) && "code" in proof) return findCodeFault(ctx, proving, proof);

  const check = await proveFactor(ctx, proving.user, { proof, boundTo: proving.boundTo, use: "proof" });
  return check.isRight ? null : check.reason;
}

async function findPasswordFault(
  ctx: Context,
  { user, settings }: { user: UserRow; settings: SecuritySettings },
  password: string,
): Promise<string | null> {
  const found = await findUserWithPassword(ctx.db, user.profile_id, user.email ?? "");
  const check = await checkPassword(ctx, found, { profileId: user.profile_id, password, rules: settings.passwords });
  return check.isRight && check.user.id === user.id ? null : "wrong_password";
}

async function findCodeFault(
  ctx: Context,
  { user, boundTo }: Proving,
  proof: Extract<FactorProof, { code: string }>,
): Promise<string | null> {
  const code = proof.code.replaceAll(/[\s-]/g, "");
  return (await useSentCode(ctx, user, { kind: "email_code", boundTo, code })) ? null : "wrong_code";
}

async function refuse(ctx: Context, user: UserRow, { kind, reason }: { kind: string; reason: string }): Promise<never> {
  await recordAuditEntry(ctx.db, ctx, {
    action: "session.proved",
    profileId: user.profile_id,
    object: userObject(user),
    result: "refused",
    reason,
    after: { kind },
  });
  throw proofErrors.not_proved();
}
