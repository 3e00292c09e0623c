import type { Permission, ResourceType, SubjectType, Target } from "@latchkey/contract";
import { findDeadRules } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import { groupBy } from "../../platform/group-by.ts";
import { accessErrors } from "./access.errors.ts";
import { listExistingIds } from "./tagged-rows.store.ts";

interface Rules {
  targets: readonly Target[];
  permissions: readonly Permission[];
}

export interface RuleError {
  path: string;
  message: string;
}

/** Everything that keeps a policy from being saved: rules that can never fire, and ids that do not exist in the profile. */
export async function findRuleErrors(connection: Connection, profileId: string, rules: Rules): Promise<RuleError[]> {
  return [...findDeadRules(rules), ...(await findUnknownIds(connection, profileId, rules))];
}

export async function refuseDeadRules(connection: Connection, profileId: string, rules: Rules): Promise<void> {
  const errors = await findRuleErrors(connection, profileId, rules);
  if (errors.length === 0) return;
  throw accessErrors.dead_rule({ errors: errors.map(({ path, message }) => ({ path: `body.${path}`, message })) });
}

interface NamedId {
  type: ResourceType | SubjectType;
  id: string;
  path: string;
}

// An id of another profile answers exactly as one that does not exist at all.
async function findUnknownIds(connection: Connection, profileId: string, { targets, permissions }: Rules): Promise<RuleError[]> {
  const named: NamedId[] = [
    ...targets.flatMap((target, index) =>
      target.match === "id" ? [{ type: target.subject, id: target.id, path: `targets.${index}.id` }] : [],
    ),
    ...permissions.flatMap(({ resource }, index) =>
      resource.match === "id" ? [{ type: resource.type, id: resource.id, path: `permissions.${index}.resource.id` }] : [],
    ),
  ];

  const unknown: RuleError[] = [];
  for (const [type, group] of groupBy(named, (each) => each.type)) {
    const ids = [...new Set(group.map((each) => each.id))];
    const known = new Set(await listExistingIds(connection, profileId, { type, ids }));
    for (const each of group) if (!known.has(each.id)) unknown.push({ path: each.path, message: "does not exist in this profile" });
  }
  return unknown;
}
