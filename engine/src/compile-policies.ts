/** From the rules of a profile to the index that answers. */
import type { Catalogue } from "@latchkey/contract";
import type { EngineGroup, EnginePolicy, EngineRole } from "./model.ts";
import { PolicySet } from "./policy-set.ts";

/** Groups and roles are optional; without a catalogue the built-in one counts. */
export interface EngineRules {
  readonly policies?: Iterable<EnginePolicy>;
  readonly groups?: Iterable<EngineGroup>;
  readonly roles?: Iterable<EngineRole>;
  readonly catalogue?: Catalogue;
  /** Monitored policies count as if they were active: what would change. */
  readonly includeMonitored?: boolean;
}

/** Builds the index of a profile from scratch; from then on use `put` and `remove`. */
export function compilePolicies({ policies = [], groups = [], roles = [], ...options }: EngineRules): PolicySet {
  const set = new PolicySet(options);
  for (const group of groups) set.putGroup(group);
  for (const role of roles) set.putRole(role);
  for (const policy of policies) set.put(policy);
  return set;
}
