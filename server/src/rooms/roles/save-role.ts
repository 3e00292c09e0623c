import { isDeepStrictEqual } from "node:util";
import type { Role, RoleBody, RoleSaveBody } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { brokenConstraint, transact } from "../../database/transact.ts";
import { refuseRevertByGoverned, requireConsent, type Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed, requireCreatable } from "../../http/find-allowed.ts";
import { newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { raiseAccessRevision } from "../profiles/index.ts";
import { nothingPending, recordVersion, revertColumns } from "../versions/index.ts";
import { countUnendedAssignments } from "./assignments.store.ts";
import { builtInRoles } from "./built-in-roles.ts";
import { checkRole } from "./check-role.ts";
import { withAssignmentCount } from "./get-role.ts";
import { roleErrors } from "./roles.errors.ts";
import { deleteRoleRow, findRoleForUpdate, insertRole, listIncludingNames, updateRoleRow, type RoleRow } from "./roles.store.ts";
import { auditedRole, roleObject } from "./to-role.ts";

/** Creates a role that nobody holds yet. */
export async function createRole(ctx: Context, input: Omit<RoleSaveBody, "revertAfterMinutes">): Promise<Role> {
  requireCreatable(ctx, "access_management", []);
  refuseBuiltInName(input);
  const now = ctx.platform.clock.now();
  const id = newId(ctx.platform.clock);

  return transact(ctx.db, async (tx) => {
    const accessRevision = await raiseAccessRevision(tx, ctx.profileId);
    await checkRole(tx, ctx, { id, input, stored: null });
    const row = await insertRole(tx, {
      ...columnsOf(input),
      ...nothingPending,
      managed_by: input.managedBy ?? null,
      profile_id: ctx.profileId,
      id,
      version: 1,
      access_revision: accessRevision,
      created_at: now,
      updated_at: now,
    });
    await recordVersion(tx, ctx, { ...versionOf(row), change: "created", reason: input.reason });
    const reason = input.reason ?? null;
    await recordAuditEntry(tx, ctx, { action: "role.created", object: roleObject(row), after: auditedRole(row), reason });
    return withAssignmentCount(tx, row, now);
  }).catch(explainRoleConflict);
}

export interface RoleSave {
  roleId: string;
  /** The version that was read; a newer one in store is a conflict. */
  version: number;
  body: RoleSaveBody;
  /** The version whose body is taken. */
  restoredFrom?: number;
}

/** Replaces a role; everybody who holds it has the new permissions on the next request. */
export async function updateRole(ctx: Context, { roleId, version, body, restoredFrom }: RoleSave): Promise<Role> {
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    // INVARIANT: the revision is raised first. It locks the profile, so that no two saves at once can close a circle.
    const accessRevision = await raiseAccessRevision(tx, ctx.profileId);
    const stored = await findChangeable(tx, ctx, roleId, "edit");
    requireOwner(stored, body.managedBy);
    refuseRevertByGoverned(ctx, body);
    if (stored.version !== version) {
      throw roleErrors.version_conflict({
        detail: `Version ${stored.version} was saved while you were editing version ${version}.`,
        extra: { current: await withAssignmentCount(tx, stored, now) },
      });
    }
    refuseBuiltInName(body);
    await checkRole(tx, ctx, { id: roleId, input: body, stored });
    await requireConsentToRole(tx, ctx, stored, body);

    const row = await updateRoleRow(tx, ctx.profileId, roleId, {
      ...columnsOf(body),
      ...revertColumns(ctx, body, stored.version),
      managed_by: body.managedBy === undefined ? stored.managed_by : body.managedBy,
      version: stored.version + 1,
      access_revision: accessRevision,
      updated_at: now,
    });
    const change = restoredFrom === undefined ? "updated" : "restored";
    const restored = restoredFrom === undefined ? {} : { restoredFrom };
    await recordVersion(tx, ctx, { ...versionOf(row), change, reason: body.reason, ...restored });
    await recordAuditEntry(tx, ctx, {
      action: `role.${change}`,
      object: roleObject(row),
      before: auditedRole(stored),
      after: auditedRole(row),
      reason: body.reason ?? null,
    });
    return withAssignmentCount(tx, row, now);
  }).catch(explainRoleConflict);
}

export interface RoleDeletion extends Consent {
  /** Of the file that keeps the role. */
  mark?: string;
}

/** Deletes a role that nobody holds or is to hold, and that no role includes. */
export async function deleteRole(ctx: Context, roleId: string, { mark, ...consent }: RoleDeletion = {}): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const accessRevision = await raiseAccessRevision(tx, ctx.profileId);
    const stored = await findChangeable(tx, ctx, roleId, "delete");
    requireOwner(stored, mark);
    await refuseUsed(tx, ctx, stored);
    await requireConsent(tx, ctx, { changes: [{ kind: "delete_role", roleId }], name: stored.name, consent });

    await deleteRoleRow(tx, ctx.profileId, roleId, accessRevision);
    await recordVersion(tx, ctx, { ...versionOf(stored), version: stored.version + 1, change: "deleted", reason: consent.reason });
    await recordAuditEntry(tx, ctx, {
      action: "role.deleted",
      object: roleObject(stored),
      before: auditedRole(stored),
      reason: consent.reason ?? null,
    });
    return null;
  });
}

/** Another name or description changes nobody's access. */
async function requireConsentToRole(tx: Tx, ctx: Context, stored: RoleRow, input: RoleSaveBody): Promise<void> {
  const { name, description, permissions, includes, conditions } = input;
  const before = [stored.permissions, stored.includes, stored.conditions];
  if (isDeepStrictEqual(before, [permissions, includes, conditions])) return;
  const role = { name, description, permissions, includes, conditions };
  await requireConsent(tx, ctx, { changes: [{ kind: "put_role", roleId: stored.id, role }], name, consent: input });
}

async function findChangeable(tx: Tx, ctx: Context, roleId: string, action: "edit" | "delete"): Promise<RoleRow> {
  const stored = await findAllowed(ctx, { type: "access_management", action }, (filter) =>
    findRoleForUpdate(tx, ctx.profileId, roleId, filter),
  );
  if (stored.built_in !== null) throw roleErrors.built_in();
  return stored;
}

/** What a file keeps is changed there: with the file's mark, or by handing it over. */
function requireOwner({ managed_by: owner }: RoleRow, mark: string | null | undefined): void {
  if (owner === null || mark === owner || mark === null) return;
  throw roleErrors.managed_by_file({ detail: `The role is kept in ${owner}.`, extra: { managedBy: owner } });
}

async function refuseUsed(tx: Tx, ctx: Context, { id }: RoleRow): Promise<void> {
  const includedBy = await listIncludingNames(tx, ctx.profileId, id);
  const assignmentCount = await countUnendedAssignments(tx, ctx.profileId, id, ctx.platform.clock.now());
  if (assignmentCount === 0 && includedBy.length === 0) return;

  const held = assignmentCount === 1 ? "1 assignment of it has not ended" : `${assignmentCount} assignments of it have not ended`;
  const included = includedBy.length === 0 ? "no role includes it" : `it is included by ${includedBy.join(", ")}`;
  throw roleErrors.in_use({ detail: `${held}, and ${included}.`, extra: { assignmentCount, includedBy } });
}

function refuseBuiltInName({ name }: RoleBody): void {
  if (builtInRoles.some((role) => role.name.toLowerCase() === name.toLowerCase())) throw nameTaken();
}

/** Names the conflict that the unique index found, so that two people at once get a clear answer too. */
function explainRoleConflict(error: unknown): never {
  throw brokenConstraint(error) === "roles_name_key" ? nameTaken() : error;
}

function nameTaken(): Error {
  return roleErrors.name_taken({ errors: [{ path: "body.name", message: "is the name of another role" }] });
}

export function versionOf(row: RoleRow) {
  return { type: "role" as const, id: row.id, version: row.version, name: row.name, body: auditedRole(row) };
}

function columnsOf(input: RoleBody) {
  return {
    name: input.name,
    description: input.description,
    permissions: JSON.stringify(input.permissions),
    includes: [...new Set(input.includes)],
    conditions: JSON.stringify(input.conditions),
  };
}
