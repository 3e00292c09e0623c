import { findCatalogueAction, type Catalogue, type Permission, type PolicyTest, type Target } from "@latchkey/contract";
import { findDeadRules } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import { findUnknownIds, namedResources } from "../../database/tagged-rows.ts";
import { listNestedGroups } from "../groups/index.ts";
import { readCatalogue } from "../resource-types/index.ts";
import { listAllRoles } from "../roles/index.ts";
import { accessErrors } from "./access.errors.ts";

export interface Rules {
  targets: readonly Target[];
  permissions: readonly Permission[];
  tests?: readonly PolicyTest[];
}

export interface RuleError {
  path: string;
  message: string;
}

/** Everything that keeps a policy from being saved: rules that can never fire, and ids that do not exist in the profile. */
export async function findRuleErrors(connection: Connection, profileId: string, rules: Rules): Promise<RuleError[]> {
  const catalogue = await readCatalogue(connection, profileId);
  return [
    ...findDeadRules(rules, catalogue),
    ...findUnknownTestActions(rules.tests ?? [], catalogue),
    ...(await findUnknownIds(connection, profileId, [...namedSubjects(rules.targets), ...namedResources(rules.permissions)])),
    ...(await findUnknownSets(connection, profileId, rules.targets)),
  ];
}

export async function refuseDeadRules(connection: Connection, profileId: string, rules: Rules): Promise<void> {
  const errors = await findRuleErrors(connection, profileId, rules);
  if (errors.length === 0) return;
  throw accessErrors.dead_rule({ errors: errors.map(({ path, message }) => ({ path: `body.${path}`, message })) });
}

function namedSubjects(targets: readonly Target[]) {
  return targets.flatMap((target, index) =>
    target.match === "id" ? [{ type: target.subject, id: target.id, path: `targets.${index}.id` }] : [],
  );
}

/** Targets whose role or group does not exist. An id of another profile answers exactly as one that nothing has. */
async function findUnknownSets(connection: Connection, profileId: string, targets: readonly Target[]): Promise<RuleError[]> {
  const isNamed = (match: Target["match"]) => targets.some((target) => target.match === match);
  const roles = isNamed("role") ? await listAllRoles(connection, profileId) : [];
  const groups = isNamed("group") ? await listNestedGroups(connection, profileId) : [];

  const known = new Set([...roles, ...groups].map((each) => each.id));
  return targets.flatMap((target, index) =>
    (target.match === "role" || target.match === "group") && !known.has(target.id)
      ? [{ path: `targets.${index}.id`, message: "does not exist in this profile" }]
      : [],
  );
}

function findUnknownTestActions(tests: readonly PolicyTest[], catalogue: Catalogue): RuleError[] {
  return tests.flatMap(({ resource, action }, index) =>
    findCatalogueAction(catalogue, resource.type, action)
      ? []
      : [{ path: `tests.${index}.action`, message: `is no action of ${resource.type} in this profile` }],
  );
}
