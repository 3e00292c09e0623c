import type { AccessChange, Catalogue, Conditions, PolicyBody, Tag } from "@latchkey/contract";
import type { DiffRules, EngineGroup, EnginePolicy, EngineRole, RoleHolding } from "@latchkey/engine";
import type { RawBuilder } from "kysely";

/** Something new has an id that nothing stored has, built-in roles included; each gets its own. */
function newIdOf(position: number): string {
  return `f${position.toString(16).padStart(23, "0")}`;
}

export interface RetagChange extends Extract<AccessChange, { kind: "retag" }> {
  /** Those whom a filter finds, as a condition on `id`; `read-plan.ts` asks for it. */
  found?: RawBuilder<boolean>;
}

/** What changes about people and things themselves, and not about rules. */
export type TraitChange =
  | RetagChange
  | { kind: "groups"; groupId: string; add: readonly string[]; remove: readonly string[] }
  | { kind: "roles"; type: "run_user" | "administrator"; id: string; add: RoleHolding | null; remove: RoleHolding | null };

/** What changes about people alone, and is the same whatever the rules are. */
export function toTrait(change: Extract<AccessChange, { kind: "retag" | "change_group_members" }>): TraitChange {
  if (change.kind === "retag") return change;
  return { kind: "groups", groupId: change.groupId, add: change.add, remove: change.remove };
}

/** A change taken apart: rules before and after, and who and what changes besides. */
export interface Plan {
  readonly before: DiffRules;
  readonly after: DiffRules;
  readonly traits: readonly TraitChange[];
  readonly catalogue: Catalogue;
  readonly now: number;
  /** Policies that the change puts in place, as they would be. */
  readonly policies: readonly (PolicyBody & { id: string })[];
}

/** An assignment that a change ends. */
export interface EndedAssignment {
  roleId: string;
  assignee: { type: "run_user" | "administrator" | "group"; id: string };
  conditions: Conditions;
}

export interface PlanFacts {
  /** In force now: policies that are no drafts. */
  rules: DiffRules & { readonly catalogue: Catalogue };
  now: number;
  /** Assignments that the changes name, by id. */
  assignments: ReadonlyMap<string, EndedAssignment>;
}

export function toPlan(changes: readonly AccessChange[], { rules, now, assignments }: PlanFacts): Plan {
  const before = {
    policies: rules.policies.map((policy) => withoutPast(policy, now)),
    groups: rules.groups.map((group) => ({ ...group, roles: group.roles.map((holding) => withoutPast(holding, now)) })),
    roles: rules.roles.map((role) => withoutPast(role, now)),
  };
  const draft = new Draft(before);
  changes.forEach((change, at) => draft.apply(change, { newId: newIdOf(at + 1), now, assignments }));
  return { before, after: draft.rules(), traits: draft.traits, policies: draft.newPolicies, catalogue: rules.catalogue, now };
}

class Draft {
  readonly traits: TraitChange[] = [];
  readonly newPolicies: (PolicyBody & { id: string })[] = [];
  private readonly policies: Map<string, EnginePolicy>;
  private readonly groups: Map<string, EngineGroup>;
  private readonly roles: Map<string, EngineRole>;

  constructor({ policies, groups, roles }: DiffRules) {
    this.policies = new Map(policies.map((policy) => [policy.id, policy]));
    this.groups = new Map(groups.map((group) => [group.id, group]));
    this.roles = new Map(roles.map((role) => [role.id, role]));
  }

  rules(): DiffRules {
    return { policies: [...this.policies.values()], groups: [...this.groups.values()], roles: [...this.roles.values()] };
  }

  apply(change: AccessChange, facts: Omit<PlanFacts, "rules"> & { newId: string }): void {
    switch (change.kind) {
      case "put_policy":
        return this.putPolicy(change.policyId ?? facts.newId, change.policy, facts.now);
      case "delete_policy":
        return void this.policies.delete(change.policyId);
      case "put_role": {
        const id = change.roleId ?? facts.newId;
        return void this.roles.set(id, withoutPast({ id, ...change.role }, facts.now));
      }
      case "delete_role":
        return void this.roles.delete(change.roleId);
      case "put_group": {
        const id = change.groupId ?? facts.newId;
        const { name, parentId, rule, tags } = change.group;
        return void this.groups.set(id, { id, name, parentId, rule, tags, roles: this.groups.get(id)?.roles ?? [] });
      }
      case "delete_group":
        return void this.groups.delete(change.groupId);
      case "assign_role":
        return this.assign(change.assignment, facts.now);
      case "end_assignment": {
        const ended = facts.assignments.get(change.assignmentId);
        return ended === undefined ? undefined : this.end(ended, facts.now);
      }
      case "change_group_members":
      case "retag":
        return void this.traits.push(toTrait(change));
    }
  }

  private putPolicy(id: string, policy: PolicyBody, now: number): void {
    const { name, status, targets, permissions, conditions } = policy;
    this.newPolicies.push({ ...policy, id });
    this.policies.set(id, withoutPast({ id, name, status, targets, permissions, conditions }, now));
  }

  private assign({ roleId, assignee, conditions }: EndedAssignment, now: number): void {
    const holding = withoutPast({ roleId, conditions }, now);
    const group = this.groups.get(assignee.id);
    if (assignee.type !== "group") this.traits.push({ kind: "roles", type: assignee.type, id: assignee.id, add: holding, remove: null });
    else if (group !== undefined) this.groups.set(group.id, { ...group, roles: [...group.roles, holding] });
  }

  private end({ roleId, assignee, conditions }: EndedAssignment, now: number): void {
    const holding = withoutPast({ roleId, conditions }, now);
    const group = this.groups.get(assignee.id);
    if (assignee.type !== "group") this.traits.push({ kind: "roles", type: assignee.type, id: assignee.id, add: null, remove: holding });
    else if (group !== undefined) this.groups.set(group.id, { ...group, roles: withoutOne(group.roles, holding) });
  }
}

/** A beginning that has passed is no condition any more. */
export function withoutPast<Thing extends { conditions?: Conditions }>(thing: Thing, now: number): Thing {
  const { from, ...others } = thing.conditions ?? {};
  return from === undefined || Date.parse(from) > now ? thing : { ...thing, conditions: others };
}

/** The same role may be given twice in the same way: one of the two stays. */
export function withoutOne(holdings: readonly RoleHolding[], ended: RoleHolding): RoleHolding[] {
  const text = JSON.stringify(ended.conditions);
  const at = holdings.findIndex((each) => each.roleId === ended.roleId && JSON.stringify(each.conditions) === text);
  return holdings.filter((_each, position) => position !== at);
}

export type RetagSteps = Pick<RetagChange, "rename" | "remove" | "removeKeys" | "addIfAbsent" | "add">;

/** Tags as they are after a retagging. */
export function retagged(tags: readonly Tag[], { rename, remove, removeKeys, addIfAbsent, add }: RetagSteps): Tag[] {
  const renamed = rename.reduce<readonly Tag[]>((all, step) => all.map((tag) => renameTag(tag, step)), tags);
  const isRemoved = (tag: Tag) => removeKeys.includes(tag.key) || remove.some(({ key, value }) => key === tag.key && value === tag.value);
  const left = renamed.filter((tag) => !isRemoved(tag));
  const absent = addIfAbsent.filter(({ key }) => !left.some((tag) => tag.key === key));
  return [...new Map([...left, ...absent, ...add].map((tag) => [`${tag.key}=${tag.value}`, tag])).values()];
}

function renameTag(tag: Tag, step: RetagChange["rename"][number]): Tag {
  if (tag.key !== step.key) return tag;
  if ("to" in step) return { key: step.to, value: tag.value };
  return tag.value === step.value ? { key: tag.key, value: step.toValue } : tag;
}

/** Something that exists, with what is directly its own. */
interface Traits {
  readonly type: string;
  readonly id: string;
  readonly tags: readonly Tag[];
}

/** What of the tags a plan leaves; `which` is judged by the tags as they are now. */
export function tagsByPlan({ traits }: Pick<Plan, "traits">, { type, id, tags }: Traits): Tag[] {
  const meant = traits.filter(
    (change): change is RetagChange => change.kind === "retag" && change.of === type && isMeantFor(change, { id, tags }),
  );
  return meant.reduce<Tag[]>((left, change) => retagged(left, change), [...tags]);
}

function isMeantFor({ which }: RetagChange, { id, tags }: Pick<Traits, "id" | "tags">): boolean {
  if ("all" in which) return true;
  if ("ids" in which) return which.ids.includes(id);
  // Whom a filter finds only the database knows; `readDrafted` refuses it.
  if ("filter" in which) return false;
  return tags.some((tag) => (which.tag.includes("=") ? `${tag.key}=${tag.value}` === which.tag : tag.key === which.tag));
}

/** Groups and roles as a plan leaves them. */
export function withGroupsAndRoles<Someone extends { id: string; type: string; groups: readonly string[]; roles: readonly RoleHolding[] }>(
  someone: Someone,
  change: TraitChange,
): Someone {
  if (change.kind === "groups" && someone.type === "run_user") {
    if (change.add.includes(someone.id)) return { ...someone, groups: [...someone.groups, change.groupId] };
    return change.remove.includes(someone.id) ? { ...someone, groups: someone.groups.filter((id) => id !== change.groupId) } : someone;
  }
  if (change.kind !== "roles" || change.type !== someone.type || change.id !== someone.id) return someone;
  const left = change.remove === null ? someone.roles : withoutOne(someone.roles, change.remove);
  return { ...someone, roles: change.add === null ? left : [...left, change.add] };
}
