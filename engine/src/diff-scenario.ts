/** One policy set that takes the shape of the rules before or after a change, with some conditions holding and no others. */
import type { Catalogue, Conditions } from "@latchkey/contract";
import { conditionsKey, isImplied } from "./diff-conditions.ts";
import type { EngineGroup, EnginePolicy, EngineRole, RoleHolding } from "./model.ts";
import { PolicySet } from "./policy-set.ts";

export interface DiffRules {
  readonly policies: readonly EnginePolicy[];
  readonly groups: readonly EngineGroup[];
  readonly roles: readonly EngineRole[];
}

/** Conditions are settled before the set sees them: none are left when it decides. */
export class ScenarioSet {
  readonly set: PolicySet;
  /** Kind and id of what is in the set, with the conditions that decided its shape. */
  private readonly shapes = new Map<string, { thing: object; shape: string }>();

  constructor(catalogue: Catalogue) {
    this.set = new PolicySet({ catalogue });
  }

  /** From now on the set answers as these rules do while `given` holds, and whatever follows from it. */
  assume(rules: DiffRules, given: readonly Conditions[]): PolicySet {
    const wanted = new Set<string>();
    const knownAnswers = new Map<Conditions, boolean>();
    const isHolding = (conditions: Conditions | undefined): boolean => {
      if (conditions === undefined) return true;
      const answer = knownAnswers.get(conditions) ?? isImplied(conditions, given);
      knownAnswers.set(conditions, answer);
      return answer;
    };

    for (const policy of rules.policies) {
      if (policy.status !== "active" || !isHolding(policy.conditions)) continue;
      this.place(wanted, { key: `policy ${policy.id}`, thing: policy, shape: "" }, () => this.set.put(withoutConditions(policy)));
    }
    for (const role of rules.roles) {
      if (!isHolding(role.conditions)) continue;
      this.place(wanted, { key: `role ${role.id}`, thing: role, shape: "" }, () => this.set.putRole(withoutConditions(role)));
    }
    for (const group of rules.groups) {
      const roles = group.roles.filter((holding) => isHolding(holding.conditions));
      const shape = roles.map((holding) => holding.roleId).join(" ");
      this.place(wanted, { key: `group ${group.id}`, thing: group, shape }, () =>
        this.set.putGroup({ ...group, roles: roles.map(heldForGood) }),
      );
    }
    this.dropAllBut(wanted);
    return this.set;
  }

  private place(wanted: Set<string>, { key, thing, shape }: { key: string; thing: object; shape: string }, put: () => void): void {
    wanted.add(key);
    const known = this.shapes.get(key);
    if (known?.thing === thing && known.shape === shape) return;

    put();
    this.shapes.set(key, { thing, shape });
  }

  private dropAllBut(wanted: ReadonlySet<string>): void {
    for (const key of this.shapes.keys()) {
      if (wanted.has(key)) continue;

      this.shapes.delete(key);
      const [kind, id = ""] = key.split(" ");
      if (kind === "policy") this.set.remove(id);
      else if (kind === "role") this.set.removeRole(id);
      else this.set.removeGroup(id);
    }
  }
}

/** The same for scenarios in which the same holds. */
export function scenarioKey(given: readonly Conditions[]): string {
  return [...new Set(given.map(conditionsKey))]
    .filter((key) => key !== "")
    .toSorted()
    .join("\n");
}

function withoutConditions<Thing extends EnginePolicy | EngineRole>(thing: Thing): Thing {
  return { ...thing, conditions: {} };
}

function heldForGood({ roleId }: RoleHolding): RoleHolding {
  return { roleId, conditions: {} };
}
