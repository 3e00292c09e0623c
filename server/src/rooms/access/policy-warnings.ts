import type { Permission, PolicyWarning, Target } from "@latchkey/contract";

interface RuleParts {
  targets: readonly Target[];
  permissions: readonly Permission[];
}

export interface WarningFacts extends RuleParts {
  /** Tag keys that users set themselves. */
  selfSettableKeys: readonly string[];
  subjectCount: number;
  resourceCount: number;
}

/** What to know about a policy that may be saved all the same. */
export function findPolicyWarnings(facts: WarningFacts): PolicyWarning[] {
  return [
    ...facts.targets.flatMap(({ match }, index): PolicyWarning[] =>
      match === "any" ? [{ code: "any_subject", path: `targets.${index}` }] : [],
    ),
    ...facts.permissions.flatMap(({ effect, resource }, index): PolicyWarning[] =>
      resource.match === "any" && effect === "allow" ? [{ code: "any_resource", path: `permissions.${index}` }] : [],
    ),
    ...findSelfSettable(facts, facts.selfSettableKeys).map(({ path, key }) => ({ code: "self_settable_key" as const, path, key })),
    ...(facts.targets.length > 0 && facts.subjectCount === 0 ? [{ code: "matches_no_subject" as const, path: "targets" }] : []),
    ...(facts.permissions.length > 0 && facts.resourceCount === 0 ? [{ code: "matches_no_resource" as const, path: "permissions" }] : []),
  ];
}

/**
 * Rules that decide by a tag which users set themselves: whoever sets it chooses what they reach. A tag match compares with
 * the subject's own tags; tags of resources are not the users' to set.
 */
export function findSelfSettable(rules: RuleParts, selfSettableKeys: readonly string[]): { path: string; key: string }[] {
  const keys = new Set(selfSettableKeys);
  const meetsUsers = rules.targets.some((target) => target.subject === "run_user");
  return [
    ...rules.targets.flatMap((target, index) =>
      "key" in target && target.subject === "run_user" && keys.has(target.key) ? [{ path: `targets.${index}`, key: target.key }] : [],
    ),
    ...rules.permissions.flatMap(({ resource }, index) =>
      meetsUsers && resource.match === "tag_match" && keys.has(resource.key) ? [{ path: `permissions.${index}`, key: resource.key }] : [],
    ),
  ];
}
