import type { Administrator, PasswordLink } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { createAuditedPasswordLink, hasPassword } from "../credentials/index.ts";
import { markRenewalDue } from "../sessions/index.ts";
import { updateUserRow, userErrors, userObject } from "../users/index.ts";
import { administratorErrors } from "./administrators.errors.ts";
import {
  findAdministrator,
  findAdministratorForUpdate,
  lockActiveSuperAdministrators,
  replaceMemberships,
  type AdministratorRow,
} from "./administrators.store.ts";
import { explainAdministratorConflict } from "./create-administrator.ts";
import { membershipsAfter } from "./memberships.rules.ts";
import { auditedAdministrator, toAdministrator } from "./to-administrator.ts";

export interface AdministratorChanges {
  name?: string | undefined;
  isSuper?: boolean | undefined;
  status?: "active" | "suspended" | undefined;
  profileIds?: string[] | undefined;
  limitedProfileIds?: string[] | undefined;
}

/**
 * Renames, promotes, demotes, suspends, reinstates, or changes the profiles and where they are limited; that counts from the
 * next request on. The last active super administrator stays.
 */
export async function updateAdministrator(ctx: Context, administratorId: string, changes: AdministratorChanges): Promise<Administrator> {
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    if (changes.isSuper === false || changes.status === "suspended") await refuseLastSuper(tx, administratorId);
    const stored = await lockAdministrator(tx, administratorId);
    if (changes.status === "active" && stored.status === "invited") {
      throw userErrors.wrong_status({ detail: "An invited administrator becomes active by choosing a password." });
    }

    await updateUserRow(tx, deploymentId, administratorId, {
      name: changes.name ?? stored.name,
      is_super: changes.isSuper ?? stored.is_super,
      status: changes.status === "active" ? await statusWhenLetIn(tx, stored) : (changes.status ?? stored.status),
      suspended_at: suspendedAt(stored, changes.status, now),
      updated_at: now,
    });
    await changeMemberships(tx, stored, changes, now);
    const areRightsChanged = changes.isSuper !== undefined || changes.profileIds !== undefined || changes.limitedProfileIds !== undefined;
    if (areRightsChanged) await markRenewalDue(tx, deploymentId, [administratorId]);
    if (changes.status === "suspended") await ctx.events.emit(tx, "user.suspended", { profileId: deploymentId, userId: administratorId });

    const row = (await findAdministrator(tx, administratorId)) ?? stored;
    await recordAuditEntry(tx, ctx, {
      action: "administrator.updated",
      profileId: deploymentId,
      object: userObject(row),
      before: auditedAdministrator(stored),
      after: auditedAdministrator(row),
    });
    return toAdministrator(row);
  });
}

async function changeMemberships(tx: Tx, stored: AdministratorRow, changes: AdministratorChanges, now: Date): Promise<void> {
  if (!changes.profileIds && !changes.limitedProfileIds) return;
  const before = stored.profiles.map(({ id, isLimited }) => ({ profileId: id, isLimited }));
  await replaceMemberships(tx, stored.id, membershipsAfter(before, changes), now).catch(explainAdministratorConflict);
}

/** Whoever never chose a password is still only invited. */
async function statusWhenLetIn(tx: Tx, stored: AdministratorRow): Promise<"active" | "invited"> {
  return (await hasPassword(tx, stored)) ? "active" : "invited";
}

function suspendedAt(stored: AdministratorRow, status: AdministratorChanges["status"], now: Date): Date | null {
  if (status === undefined) return stored.suspended_at;
  return status === "suspended" ? now : null;
}

/** Deletes an administrator and ends their sessions; the last active super administrator stays. */
export async function deleteAdministrator(ctx: Context, administratorId: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    await refuseLastSuper(tx, administratorId);
    const stored = await lockAdministrator(tx, administratorId);

    await replaceMemberships(tx, administratorId, [], ctx.platform.clock.now());
    await updateUserRow(tx, deploymentId, administratorId, { status: "deleted", deleted_at: ctx.platform.clock.now(), is_super: false });
    await ctx.events.emit(tx, "user.deleted", { profileId: deploymentId, userId: administratorId });
    await recordAuditEntry(tx, ctx, {
      action: "administrator.deleted",
      profileId: deploymentId,
      object: userObject(stored),
      before: auditedAdministrator(stored),
    });
    return null;
  });
}

/** Makes a fresh link by which an administrator chooses a password; suspended ones get none. */
export async function createAdministratorPasswordLink(
  ctx: Context,
  { administratorId, sendMail }: { administratorId: string; sendMail: boolean },
): Promise<PasswordLink> {
  return transact(ctx.db, async (tx) => {
    const stored = await lockAdministrator(tx, administratorId);
    if (stored.status === "suspended") throw userErrors.wrong_status({ detail: "A suspended administrator must be reinstated first." });
    return createAuditedPasswordLink(tx, ctx, { user: stored, sendMail });
  });
}

async function lockAdministrator(tx: Tx, administratorId: string): Promise<AdministratorRow> {
  const row = await findAdministratorForUpdate(tx, administratorId);
  if (!row) throw httpErrors.not_found();
  return row;
}

async function refuseLastSuper(tx: Tx, administratorId: string): Promise<void> {
  const active = await lockActiveSuperAdministrators(tx);
  if (active.length === 1 && active[0] === administratorId) throw administratorErrors.last_super_administrator();
}
