/** Whatever holds rules: a policy, or a role, which is a policy for those who hold it. */
import type { Conditions, Target } from "@latchkey/contract";
import type { EnginePolicy, EngineRole } from "./model.ts";

/** Known, and not yet in its place. */
export const noPlace = -1;

export interface RuleSource extends Pick<EnginePolicy, "id" | "name" | "targets" | "permissions"> {
  readonly kind: "policy" | "role";
  /** Null when there are none: such a policy always counts. A role's are judged where it is held. */
  readonly conditions: Conditions | null;
  readonly policy: EnginePolicy | null;
  /** Among all policies and roles in the order of their ids; what has none yet gets it when the order is settled. */
  place: number;
}

export function policySource(policy: EnginePolicy): RuleSource {
  const { id, name, targets, permissions, conditions } = policy;
  const isUnconditional = conditions === undefined || Object.values(conditions).every((each) => each === undefined);
  return { kind: "policy", id, name, targets, permissions, conditions: isUnconditional ? null : conditions, policy, place: noPlace };
}

export function roleSource({ id, name, permissions }: EngineRole): RuleSource {
  const targets: Target[] = [
    { subject: "run_user", match: "role", id },
    { subject: "administrator", match: "role", id },
  ];
  return { kind: "role", id, name, targets, permissions, conditions: null, policy: null, place: noPlace };
}
