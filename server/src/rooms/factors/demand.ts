import type { ProvingMethod, SecondFactorMethod, SecuritySettings } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { getSecuritySettings } from "../security/index.ts";
import type { UserRow } from "../users/index.ts";
import { listFactorRows, type FactorRow } from "./factors.store.ts";
import { countRecoveryCodes } from "./recovery-codes.store.ts";
import { emailHint, provingMethodsOf, secondFactorDemandOf, type Demand, type FirstProof } from "./second-factor.rules.ts";
import { hintOf } from "./to-factor.ts";

/** What the rules ask of a person now, and which kinds they may add. */
export async function findDemand(
  connection: Connection,
  ctx: Context,
  user: Pick<UserRow, "profile_id" | "id">,
  security?: SecuritySettings,
): Promise<Demand & { kinds: readonly SecondFactorMethod[] }> {
  const { secondFactor } = security ?? (await getSecuritySettings(connection, user.profile_id));
  const roleIds = secondFactor.requiredRoleIds.length === 0 ? [] : await findRoleIds(connection, ctx, user);
  const demand = secondFactorDemandOf(secondFactor, { roleIds, now: ctx.platform.clock.now() });
  const canSend = (kind: SecondFactorMethod) => kind !== "sms_code" || ctx.platform.smsGateway !== null;
  return { ...demand, kinds: secondFactor.rule === "off" ? [] : secondFactor.methods.filter(canSend) };
}

/** Roles that somebody holds, inherited ones included: whoever knows them answers. */
async function findRoleIds(connection: Connection, ctx: Context, user: Pick<UserRow, "profile_id" | "id">): Promise<string[]> {
  const person = { profileId: user.profile_id, userId: user.id };
  const roleIds = new Set<string>();
  const asked = { ...person, address: ctx.source.ip, now: ctx.platform.clock.now(), roleIds };
  await transact(connection, (tx) => ctx.events.emit(tx, "session.roles_asked", asked));
  return [...roleIds];
}

/** Whether somebody has any second factor. */
export async function hasFactors(connection: Connection, { profileId, userId }: { profileId: string; userId: string }): Promise<boolean> {
  return (await listFactorRows(connection, profileId, userId)).length > 0;
}

/** The day from which on a person needs a second factor, while they have none; for the countdown. */
export async function findSecondFactorDueAt(
  connection: Connection,
  ctx: Context,
  { profileId, userId }: { profileId: string; userId: string },
): Promise<Date | null> {
  const { demand, dueAt } = await findDemand(connection, ctx, { profile_id: profileId, id: userId });
  if (demand !== "due") return null;
  return (await listFactorRows(connection, profileId, userId)).length === 0 ? dueAt : null;
}

export interface SecondFactorStep {
  /** `prove`: with one of `methods`. `enrol`: set one of `kinds` up first. */
  step: "none" | "prove" | "enrol";
  methods: ProvingMethod[];
  kinds: readonly SecondFactorMethod[];
}

/** How somebody came in so far, the rules of the place, and the factors they have. */
export interface FirstProofFacts {
  provedBy: FirstProof;
  security: SecuritySettings;
  factors: readonly FactorRow[];
}

/**
 * What is still owed by somebody who has proved one factor. Whoever has a second one proves it, required or not; setting one
 * up is only for those who have none: else a stolen password would be enough to add one.
 */
export async function describeSecondFactor(
  connection: Connection,
  ctx: Context,
  user: UserRow,
  { provedBy, security, factors: rows }: FirstProofFacts,
): Promise<SecondFactorStep> {
  const { demand, kinds } = await findDemand(connection, ctx, user, security);
  if (demand === "off" || provedBy === "passkey") return { step: "none", methods: [], kinds: [] };

  if (rows.length > 0) return { step: "prove", methods: await listMethods(connection, ctx, user, { provedBy }), kinds: [] };
  if (demand !== "required") return { step: "none", methods: [], kinds: [] };
  return { step: "enrol", methods: [], kinds: kinds.filter((kind) => !(kind === "email_code" && provedBy === "email_code")) };
}

export interface ProofFacts {
  demand: Demand["demand"];
  factorMethods: readonly ProvingMethod[];
  /** Where a mailed code would go. */
  emailHint: string;
}

/** What decides how somebody who is signed in can prove again who they are. */
export async function findProofFacts(ctx: Context, user: UserRow): Promise<ProofFacts> {
  const { demand } = await findDemand(ctx.db, ctx, user);
  const factorMethods = await listMethods(ctx.db, ctx, user, { provedBy: "password" });
  return { demand, factorMethods, emailHint: emailHint(user.email ?? "") };
}

/** Every way in which somebody can prove a second factor. */
async function listMethods(
  connection: Connection,
  ctx: Context,
  user: UserRow,
  { provedBy }: { provedBy: FirstProof },
): Promise<ProvingMethod[]> {
  const rows = await listFactorRows(connection, user.profile_id, user.id);
  const recoveryCodesLeft = await countRecoveryCodes(connection, user.profile_id, user.id);
  const factors = rows.map((row) => ({ kind: row.kind, hint: hintOf(ctx, user, row) }));
  return provingMethodsOf(factors, { provedBy, recoveryCodesLeft });
}
