import type { ConfirmedFactor, EnrolmentProof } from "@latchkey/contract";
import type { Updateable } from "kysely";
import type { Tx } from "../../database/database.ts";
import { brokenConstraint, transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findUserForUpdate, userObject, type UserRow } from "../users/index.ts";
import { isWithinSignIn, type BoundTo } from "./bound-to.ts";
import { checkAttestation } from "./check-passkey.ts";
import { factorErrors } from "./factors.errors.ts";
import { confirmFactorRow, deleteFactorOfKind, findPendingFactor, listFactorRows, type FactorRow } from "./factors.store.ts";
import type { FactorsTable } from "./factors.tables.ts";
import { countRecoveryCodes } from "./recovery-codes.store.ts";
import { hashNewRecoveryCodes, replaceRecoveryCodes, type HashedRecoveryCodes } from "./recovery-codes.ts";
import { useSentCode } from "./send-factor-code.ts";
import { tellOwner, whatHappened } from "./tell-owner.ts";
import { ownerAsActor, secretOf, toFactor } from "./to-factor.ts";
import { findTotpStep, normaliseCode } from "./totp.rules.ts";

interface Confirmation {
  factorId: string;
  proof: EnrolmentProof;
  boundTo: BoundTo;
}

/**
 * Makes a factor count that was begun in the same session or sign-in, once it has shown that it works. One of the same kind is
 * replaced, passkeys excepted. The first factor of an account brings ten recovery codes. Call it outside any transaction.
 */
export async function confirmEnrolment(ctx: Context, user: UserRow, { factorId, proof, boundTo }: Confirmation): Promise<ConfirmedFactor> {
  const key = { userId: user.id, factorId, boundTo, now: ctx.platform.clock.now() };
  const pending = await findPendingFactor(ctx.db, user.profile_id, key);
  if (!pending) throw httpErrors.not_found();

  const changes = { ...(await check(ctx, user, pending, { proof, boundTo })), name: proof.name ?? pending.name };
  const hasCodes = (await countRecoveryCodes(ctx.db, user.profile_id, user.id)) > 0;
  const codes = hasCodes ? null : await hashNewRecoveryCodes(ctx);

  return transact(ctx.db, async (tx) => {
    // The person first: of two first factors at once, the second finds the first one's recovery codes.
    const owner = await findUserForUpdate(tx, user.profile_id, user.id, { kind: "all" });
    if (!owner) throw httpErrors.not_found();
    if (isWithinSignIn(boundTo) && (await listFactorRows(tx, user.profile_id, user.id)).length > 0) throw factorErrors.kind_not_offered();

    const isReplaced = pending.kind !== "passkey" && (await deleteFactorOfKind(tx, user.profile_id, user.id, pending.kind));
    const row = await confirmFactorRow(tx, user.profile_id, { factorId, now: key.now, changes });
    if (!row) throw httpErrors.not_found();

    await recordAddition(tx, ctx, owner, { row, isReplaced });
    return { factor: toFactor(ctx, owner, row), recoveryCodes: await storeFirstCodes(tx, ctx, owner, codes) };
  }).catch(explainKnownPasskey);
}

/** What the row learns from the proof; throws when it is not right. */
async function check(
  ctx: Context,
  user: UserRow,
  pending: FactorRow,
  { proof, boundTo }: { proof: EnrolmentProof; boundTo: BoundTo },
): Promise<Updateable<FactorsTable>> {
  if (pending.kind === "passkey") return checkNewPasskey(ctx, user, { proof, boundTo });
  if (!("code" in proof)) throw httpErrors.bad_request({ errors: [{ path: "body.code", message: "is required" }] });

  const code = normaliseCode(proof.code);
  if (pending.kind === "totp") {
    const step = findTotpStep({ secret: secretOf(ctx, pending), code, now: ctx.platform.clock.now() });
    if (step === null) throw factorErrors.wrong_code();
    return { last_step: step };
  }
  if (!(await useSentCode(ctx, user, { kind: pending.kind, boundTo, code }))) throw factorErrors.wrong_code();
  return {};
}

async function checkNewPasskey(
  ctx: Context,
  user: UserRow,
  { proof, boundTo }: { proof: EnrolmentProof; boundTo: BoundTo },
): Promise<Updateable<FactorsTable>> {
  if (!("response" in proof)) throw httpErrors.bad_request({ errors: [{ path: "body.response", message: "is required" }] });

  const passkey = await checkAttestation(ctx, { profileId: user.profile_id, userId: user.id, boundTo, response: proof.response });
  if (passkey === null) throw factorErrors.passkey_refused();
  return {
    credential_id: passkey.credentialId,
    public_key: passkey.publicKey,
    counter: passkey.counter,
    transports: passkey.transports,
    is_user_verified: passkey.isUserVerified,
  };
}

async function recordAddition(
  tx: Tx,
  ctx: Context,
  user: UserRow,
  { row, isReplaced }: { row: FactorRow; isReplaced: boolean },
): Promise<void> {
  await recordAuditEntry(tx, ctx, {
    action: isReplaced ? "factor.replaced" : "factor.added",
    profileId: user.profile_id,
    actor: ownerAsActor(user),
    object: userObject(user),
    after: { kind: row.kind, name: row.name },
  });
  const act = await whatHappened(tx, ctx, user);
  if (row.kind === "passkey") await tellOwner(tx, ctx, user, { template: "passkey_added", data: { ...act, passkey: row.name } });
  else await tellOwner(tx, ctx, user, { template: "second_factor_on", data: { ...act, factor: row.name } });
}

async function storeFirstCodes(tx: Tx, ctx: Context, user: UserRow, codes: HashedRecoveryCodes | null): Promise<string[] | null> {
  const hasCodes = (await countRecoveryCodes(tx, user.profile_id, user.id)) > 0;
  return hasCodes || codes === null ? null : replaceRecoveryCodes(tx, ctx, user, codes);
}

function explainKnownPasskey(error: unknown): never {
  throw brokenConstraint(error) === "factors_credential_key" ? factorErrors.passkey_known() : error;
}
