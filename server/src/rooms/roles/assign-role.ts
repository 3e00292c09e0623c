import type { Assignment, AssignmentBody } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import { requireConsent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId, newId } from "../../platform/ids.ts";
import { isMember } from "../administrators/index.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { findGroup, touchGroup } from "../groups/index.ts";
import { raiseAccessRevision } from "../profiles/index.ts";
import { markRenewalDue } from "../sessions/index.ts";
import { lockLivingUsers, noteRole } from "../users/index.ts";
import {
  findAssigneeName,
  findAssignmentForUpdate,
  insertAssignment,
  updateAssignmentRow,
  type Assignee,
  type AssignmentRow,
} from "./assignments.store.ts";
import { requireNothingGiven } from "./require-nothing-given.ts";
import { roleErrors } from "./roles.errors.ts";
import { conditionsKeyOf } from "./roles.rules.ts";
import { findRole, type RoleRow } from "./roles.store.ts";
import { auditedAssignment, toAssignment } from "./to-role.ts";

/** Gives a role to somebody or to a group. It counts from the next request on, or from its beginning. */
export async function assignRole(ctx: Context, input: AssignmentBody & { managedBy?: string }): Promise<Assignment> {
  const { conditions, assignee } = input;
  const now = ctx.platform.clock.now();
  if (conditions.until !== undefined && new Date(conditions.until) <= now) {
    throw roleErrors.already_over({ errors: [{ path: "body.conditions.until", message: "must lie ahead" }] });
  }

  return transact(ctx.db, async (tx) => {
    const accessRevision = await raiseAccessRevision(tx, ctx.profileId);
    const role = await findGivableRole(tx, ctx, input.roleId, "body.roleId");
    await requireAssignee(tx, ctx, assignee);
    const row = await insertAssignment(tx, {
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      role_id: role.id,
      assignee_type: assignee.type,
      assignee_id: assignee.id,
      starts_at: conditions.from === undefined ? null : new Date(conditions.from),
      ends_at: conditions.until === undefined ? null : new Date(conditions.until),
      conditions: JSON.stringify(conditions),
      conditions_key: conditionsKeyOf(conditions),
      reason: input.reason,
      given_by: actorOf(ctx.principal).name,
      created_at: now,
      ended_at: null,
      ended_by: null,
      end_reason: null,
      managed_by: input.managedBy ?? null,
    });
    await requireNothingGiven(tx, ctx, row, { isGiven: true });
    await noteAssignment(tx, row, accessRevision);
    return finish(tx, ctx, { row, role, action: "role.assigned", reason: input.reason });
  });
}

/** A group is compiled with its roles; people are found by a note of the roles that they were ever given. */
async function noteAssignment(tx: Tx, { profile_id, role_id: roleId, assignee_type, assignee_id }: AssignmentRow, accessRevision: number) {
  if (assignee_type === "group") return touchGroup(tx, profile_id, assignee_id, accessRevision);
  const home = assignee_type === "administrator" ? deploymentId : profile_id;
  await markRenewalDue(tx, home, [assignee_id]);
  return noteRole(tx, home, { userId: assignee_id, roleId });
}

export interface Ending {
  reason: string;
  confirmName?: string | undefined;
  /** Mark of the file that keeps it, or null: it ends whatever a file says. */
  managedBy?: string | null | undefined;
}

/** Ends an assignment at once. It stays on record with the reason and whoever ended it. */
export async function endAssignment(ctx: Context, assignmentId: string, { reason, confirmName, managedBy }: Ending): Promise<Assignment> {
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    const accessRevision = await raiseAccessRevision(tx, ctx.profileId);
    const stored = await findAssignmentForUpdate(tx, ctx.profileId, assignmentId);
    if (!stored) throw httpErrors.not_found();
    const role = await findAllowed(ctx, { type: "access_management", action: "edit" }, (filter) =>
      findRole(tx, ctx.profileId, stored.role_id, filter),
    );
    if (stored.ends_at !== null && stored.ends_at <= now) throw roleErrors.already_ended();
    requireOwner(stored, managedBy);

    await requireNothingGiven(tx, ctx, stored, { isGiven: false });
    const changes = [{ kind: "end_assignment" as const, assignmentId }];
    await requireConsent(tx, ctx, { changes, name: role.name, consent: { reason, confirmName } });
    const ended = { ends_at: now, ended_at: now, ended_by: actorOf(ctx.principal).name, end_reason: reason };
    const row = await updateAssignmentRow(tx, ctx.profileId, assignmentId, ended);
    if (row.assignee_type === "group") await touchGroup(tx, ctx.profileId, row.assignee_id, accessRevision);
    return finish(tx, ctx, { row, role, action: "role.assignment_ended", reason, before: stored });
  });
}

/** What a file keeps ends there, or by saying that it is to end all the same. */
function requireOwner({ managed_by: owner }: AssignmentRow, mark: string | null | undefined): void {
  if (owner === null || mark === owner || mark === null) return;
  throw roleErrors.assignment_managed_by_file({ detail: `The assignment is kept in ${owner}.`, extra: { managedBy: owner } });
}

async function findGivableRole(tx: Tx, ctx: Context, roleId: string, path: string): Promise<RoleRow> {
  const role = await findRole(tx, ctx.profileId, roleId, ctx.access.filter("access_management", "edit"));
  if (!role) throw roleErrors.unknown_role({ errors: [{ path, message: "does not exist in this profile" }] });
  return role;
}

/** Only users whom the caller may edit can be given a role: for the others the answer is that of users who do not exist. */
async function requireAssignee(tx: Tx, ctx: Context, { type, id }: Assignee): Promise<void> {
  const find = {
    run_user: async () => (await lockLivingUsers(tx, ctx.profileId, [id], ctx.access.filter("run_user", "edit"))).length > 0,
    administrator: async () => ctx.access.isUnrestricted && (await isMember(tx, ctx.profileId, id)),
    group: async () => (await findGroup(tx, ctx.profileId, id, ctx.access.filter("access_management", "edit"))) !== undefined,
  };
  if (await find[type]()) return;
  throw roleErrors.unknown_assignee({ errors: [{ path: "body.assignee.id", message: "does not exist in this profile" }] });
}

interface Change {
  row: AssignmentRow;
  role: RoleRow;
  action: string;
  reason: string;
  before?: AssignmentRow;
}

async function finish(tx: Tx, ctx: Context, { row, role, action, reason, before }: Change): Promise<Assignment> {
  const assigneeName = await findAssigneeName(tx, row);
  await recordAuditEntry(tx, ctx, {
    action,
    object: { type: row.assignee_type, id: row.assignee_id, name: assigneeName ?? row.assignee_id },
    before: before ? auditedAssignment(before) : null,
    after: { ...auditedAssignment(row), roleName: role.name },
    reason,
  });
  return toAssignment({ ...row, assignee_name: assigneeName }, role.name, ctx.platform.clock.now());
}
