import { isDeepStrictEqual } from "node:util";
import type { Permission, RoleBody } from "@latchkey/contract";
import { findDeadRolePermissions } from "@latchkey/engine";
import type { Connection, Tx } from "../../database/database.ts";
import { findUnknownIds, namedResources } from "../../database/tagged-rows.ts";
import type { Context } from "../../http/context.ts";
import { requireHeld } from "../../http/require-held.ts";
import { readCatalogue } from "../resource-types/index.ts";
import { roleErrors } from "./roles.errors.ts";
import { findInclusionCycle } from "./roles.rules.ts";
import { listAllRoles, type RoleRow } from "./roles.store.ts";

/**
 * Refuses permissions that could never count, inclusions that do not exist or come back to the role itself, and rights that
 * the caller does not hold, those of included roles among them.
 */
export async function checkRole(
  tx: Tx,
  ctx: Context,
  { id, input, stored }: { id: string; input: RoleBody; stored: RoleRow | null },
): Promise<void> {
  await refuseDeadPermissions(tx, ctx.profileId, input.permissions);
  const all = await listAllRoles(tx, ctx.profileId);
  refuseUnknownInclusions(all, input);
  const path = findInclusionCycle(all, { id, name: input.name, includes: input.includes });
  if (path !== null) {
    throw roleErrors.cycle({
      detail: `${path.join(" includes ")}.`,
      errors: [{ path: "body.includes", message: "come back to this role" }],
    });
  }

  // Its own permissions only: an included role counts under conditions of its own, so what it has is not had without them.
  const rulesOf = ({ permissions, conditions }: Pick<RoleRow, "permissions" | "conditions">) => ({
    status: "active" as const,
    targets: [],
    permissions,
    conditions,
  });
  await requireHeld(ctx.access.mayReplace(stored && rulesOf(stored), rulesOf(input)));
  // Inclusions that are new must be held, whatever their conditions, and the denials of those that go. Policies speak about
  // roles too: whoever holds this one is what they target.
  const heldWith = (role: Pick<RoleRow, "includes">) => ({ roles: role.includes.map((roleId) => ({ roleId, conditions: {} })) });
  await requireHeld(ctx.access.mayGiveAnybody({ before: stored ? heldWith(stored) : {}, after: heldWith(input) }));
  if (stored && !isDeepStrictEqual(stored.conditions, input.conditions)) {
    const holding = { roles: [{ roleId: id, conditions: {} }] };
    await requireHeld(ctx.access.mayGiveAnybody({ before: {}, after: holding }));
    await requireHeld(ctx.access.mayGiveAnybody({ before: holding, after: {} }));
  }
}

async function refuseDeadPermissions(connection: Connection, profileId: string, permissions: readonly Permission[]): Promise<void> {
  const dead = findDeadRolePermissions(permissions, await readCatalogue(connection, profileId));
  const unknown = await findUnknownIds(connection, profileId, namedResources(permissions));
  const errors = [...dead, ...unknown].map(({ path, message }) => ({ path: `body.${path}`, message }));
  if (errors.length > 0) throw roleErrors.dead_permission({ errors });
}

function refuseUnknownInclusions(all: readonly RoleRow[], { includes }: RoleBody): void {
  const known = new Set(all.map((role) => role.id));
  const errors = includes.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `body.includes.${index}`, message: "does not exist in this profile" }],
  );
  if (errors.length > 0) throw roleErrors.unknown_role({ errors });
}
