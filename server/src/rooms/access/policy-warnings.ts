import type { Permission, PolicyWarning, Target } from "@latchkey/contract";

export interface WarningFacts {
  targets: readonly Target[];
  permissions: readonly Permission[];
  /** Tag keys of users whose value whoever signs up chooses. */
  selfSettableKeys: readonly string[];
  subjectCount: number;
  resourceCount: number;
}

/** What to know about a policy that may be saved all the same. */
export function findPolicyWarnings(facts: WarningFacts): PolicyWarning[] {
  return [
    ...facts.targets.flatMap((target, index) => targetWarnings(target, `targets.${index}`, facts.selfSettableKeys)),
    ...facts.permissions.flatMap(({ effect, resource }, index) => {
      const path = `permissions.${index}`;
      const warnings: PolicyWarning[] = [];
      if (resource.match === "any" && effect === "allow") warnings.push({ code: "any_resource", path });
      // A tag match compares with the subject's own tags: whoever sets them chooses what they reach.
      if (resource.match === "tag_match" && facts.selfSettableKeys.includes(resource.key)) {
        warnings.push({ code: "self_settable_key", path, key: resource.key });
      }
      return warnings;
    }),
    ...(facts.targets.length > 0 && facts.subjectCount === 0 ? [{ code: "matches_no_subject" as const, path: "targets" }] : []),
    ...(facts.permissions.length > 0 && facts.resourceCount === 0 ? [{ code: "matches_no_resource" as const, path: "permissions" }] : []),
  ];
}

function targetWarnings(target: Target, path: string, selfSettableKeys: readonly string[]): PolicyWarning[] {
  if (target.match === "any") return [{ code: "any_subject", path }];
  const isSelfSettable = "key" in target && target.subject === "run_user" && selfSettableKeys.includes(target.key);
  return isSelfSettable ? [{ code: "self_settable_key", path, key: target.key }] : [];
}
