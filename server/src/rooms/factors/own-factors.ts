import type { AccountFactors, ConfirmedFactor, Enrolment, EnrolmentProof, Factor, NewFactor } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findUser, findUserForUpdate, userObject, type UserRow } from "../users/index.ts";
import type { BoundTo } from "./bound-to.ts";
import { confirmEnrolment } from "./confirm-enrolment.ts";
import { findDemand } from "./demand.ts";
import { factorErrors } from "./factors.errors.ts";
import { deleteFactorRow, findFactorRow, listFactorRows, renameFactorRow, type FactorRow } from "./factors.store.ts";
import { countRecoveryCodes, deleteRecoveryCodes } from "./recovery-codes.store.ts";
import { hashNewRecoveryCodes, replaceRecoveryCodes } from "./recovery-codes.ts";
import { startEnrolment } from "./start-enrolment.ts";
import { tellOwner, whatHappened } from "./tell-owner.ts";
import { toFactor } from "./to-factor.ts";

/** The caller's own factors, and what is asked of them. */
export async function listOwnFactors(ctx: Context): Promise<AccountFactors> {
  const user = await findMyself(ctx);
  const { demand, dueAt, kinds } = await findDemand(ctx.db, ctx, user);
  const rows = await listFactorRows(ctx.db, user.profile_id, user.id);
  return {
    demand,
    dueAt: dueAt?.toISOString() ?? null,
    methods: [...kinds],
    items: rows.map((row) => toFactor(ctx, user, row)),
    recoveryCodesLeft: await countRecoveryCodes(ctx.db, user.profile_id, user.id),
  };
}

export async function startOwnFactor(ctx: Context, factor: NewFactor): Promise<Enrolment> {
  requireOwnSettings(ctx);
  return startEnrolment(ctx, await findMyself(ctx), { factor, boundTo: sessionOf(ctx) });
}

export async function confirmOwnFactor(ctx: Context, factorId: string, proof: EnrolmentProof): Promise<ConfirmedFactor> {
  requireOwnSettings(ctx);
  return confirmEnrolment(ctx, await findMyself(ctx), { factorId, proof, boundTo: sessionOf(ctx) });
}

export async function renameOwnFactor(ctx: Context, factorId: string, name: string): Promise<Factor> {
  requireOwnSettings(ctx);
  return transact(ctx.db, async (tx) => {
    const { user, row } = await lockOwnFactor(tx, ctx, factorId);
    await renameFactorRow(tx, user.profile_id, row.id, name);
    await recordChange(tx, ctx, user, { action: "factor.renamed", before: { name: row.name }, after: { name } });
    return toFactor(ctx, user, { ...row, name });
  });
}

/** Removes a factor. With the last one go the recovery codes; while one is required the last one stays. */
export async function removeOwnFactor(ctx: Context, factorId: string): Promise<null> {
  requireOwnSettings(ctx);
  return transact(ctx.db, async (tx) => {
    const { user, row } = await lockOwnFactor(tx, ctx, factorId);
    const isLast = (await listFactorRows(tx, user.profile_id, user.id)).length === 1;
    if (isLast && (await findDemand(tx, ctx, user)).demand === "required") throw factorErrors.last_factor();

    await deleteFactorRow(tx, user.profile_id, row.id);
    if (isLast) await deleteRecoveryCodes(tx, user.profile_id, user.id);
    await recordChange(tx, ctx, user, { action: "factor.removed", before: { kind: row.kind, name: row.name } });
    await tellRemoval(tx, ctx, user, row);
    return null;
  });
}

/** Makes ten new codes; whoever copied the old ones has nothing any more. */
export async function renewRecoveryCodes(ctx: Context): Promise<{ recoveryCodes: string[] }> {
  requireOwnSettings(ctx);
  const codes = await hashNewRecoveryCodes(ctx);
  return transact(ctx.db, async (tx) => {
    const user = await lockMyself(tx, ctx);
    if ((await listFactorRows(tx, user.profile_id, user.id)).length === 0) throw factorErrors.no_factor();

    await recordChange(tx, ctx, user, { action: "factor.recovery_codes_renewed" });
    return { recoveryCodes: await replaceRecoveryCodes(tx, ctx, user, codes) };
  });
}

/**
 * What people do with their own account needs no policy; one that denies it counts, as for an account that many share.
 * Whoever acts as a user, for support, may not leave a factor of their own behind.
 */
function requireOwnSettings(ctx: Context): void {
  if (accountOf(ctx).session.actor !== null) throw httpErrors.not_allowed();
  if (ctx.access.verdict("own_settings", "edit", { id: null, tags: [] }) === "deny") throw httpErrors.not_allowed();
}

function sessionOf(ctx: Context): BoundTo {
  return `session:${accountOf(ctx).session.id}`;
}

async function findMyself(ctx: Context): Promise<UserRow> {
  const { profileId, userId } = accountOf(ctx);
  const user = await findUser(ctx.db, profileId, userId, { kind: "all" });
  if (!user) throw httpErrors.not_signed_in();
  return user;
}

async function lockMyself(tx: Tx, ctx: Context): Promise<UserRow> {
  const { profileId, userId } = accountOf(ctx);
  const user = await findUserForUpdate(tx, profileId, userId, { kind: "all" });
  if (!user) throw httpErrors.not_signed_in();
  return user;
}

async function lockOwnFactor(tx: Tx, ctx: Context, factorId: string): Promise<{ user: UserRow; row: FactorRow }> {
  const user = await lockMyself(tx, ctx);
  const row = await findFactorRow(tx, user.profile_id, { userId: user.id, factorId });
  if (!row) throw httpErrors.not_found();
  return { user, row };
}

interface Change {
  action: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

async function recordChange(tx: Tx, ctx: Context, user: UserRow, change: Change): Promise<void> {
  await recordAuditEntry(tx, ctx, { ...change, profileId: user.profile_id, object: userObject(user) });
}

async function tellRemoval(tx: Tx, ctx: Context, user: UserRow, row: FactorRow): Promise<void> {
  const act = await whatHappened(tx, ctx, user);
  if (row.kind === "passkey") await tellOwner(tx, ctx, user, { template: "passkey_removed", data: { ...act, passkey: row.name } });
  else await tellOwner(tx, ctx, user, { template: "second_factor_off", data: { ...act, factor: row.name } });
}
