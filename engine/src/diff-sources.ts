/**
 * What somebody needs to have of their own for a rule to match: a tag, an id, a group or a role, each way of coming by it.
 * Ways that are the same in both sets of rules and that bring more than another way need no look of their own.
 */
import type { Conditions, ResourceSelector, SubjectType, Tag, Target } from "@latchkey/contract";
import type { RuleCell } from "./diff-cells.ts";
import { conditionsKey } from "./diff-conditions.ts";
import type { Directory } from "./directory.ts";
import { carriesTag } from "./match.ts";
import type { EngineGroup, RoleHolding } from "./model.ts";

/** A value that no rule names: it matches a key and nothing else. Control characters are refused in tags. */
export const freshValue = "\u0000";

export interface Need {
  readonly id: string | null;
  readonly tags: readonly Tag[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly resourceId: string | null;
  readonly resourceTags: readonly Tag[];
  readonly conditions: readonly Conditions[];
  /** It makes the rule match in the other set too, if the rule is there. */
  readonly isShared: boolean;
}

const nothing: Need = { id: null, tags: [], groups: [], roles: [], resourceId: null, resourceTags: [], conditions: [], isShared: true };

/** One set of groups and roles, seen beside the other. */
export interface Sides {
  readonly own: Directory;
  readonly other: Directory;
  /** Pairs that the rule of some group in either set names: carrying one directly can make a member. */
  readonly rulePairs: ReadonlySet<string>;
}

/** Every way in which a cell can come to match, as what it takes at least. */
export function needsOf(sides: Sides, cell: RuleCell): Need[] {
  const targetNeeds = needsOfTarget(sides, cell.target);
  const selectorNeeds = needsOfSelector(sides, cell.selector, cell.target.subject);
  const conditions = cell.conditions === null ? [] : [cell.conditions];
  return targetNeeds.flatMap((target) =>
    selectorNeeds.flatMap((selector) => {
      const both = joinNeeds(target, selector);
      return both === null ? [] : [{ ...both, conditions: [...both.conditions, ...conditions] }];
    }),
  );
}

/** What it takes for both; null where they ask for two different ids. */
export function joinNeeds(one: Need, other: Need): Need | null {
  if (one.id !== null && other.id !== null && one.id !== other.id) return null;
  if (one.resourceId !== null && other.resourceId !== null && one.resourceId !== other.resourceId) return null;
  return {
    id: one.id ?? other.id,
    tags: joinTags(one.tags, other.tags),
    groups: [...new Set([...one.groups, ...other.groups])],
    roles: [...new Set([...one.roles, ...other.roles])],
    resourceId: one.resourceId ?? other.resourceId,
    resourceTags: joinTags(one.resourceTags, other.resourceTags),
    conditions: [...one.conditions, ...other.conditions],
    isShared: one.isShared && other.isShared,
  };
}

function joinTags(one: readonly Tag[], other: readonly Tag[]): readonly Tag[] {
  if (other.length === 0) return one;
  return [...one, ...other.filter((tag) => !carriesTag(one, tag))];
}

function needsOfTarget(sides: Sides, target: Target): Need[] {
  switch (target.match) {
    case "any":
      return [nothing];
    case "id":
      return [{ ...nothing, id: target.id }];
    case "tag":
      return [{ ...nothing, tags: [{ key: target.key, value: target.value }] }, ...inheritedPair(sides, target.subject, target)];
    case "tag_match":
      return [
        { ...nothing, tags: [{ key: target.key, value: freshValue }] },
        ...inheritedKey(sides, target.subject, target.key).map(({ need }) => need),
      ];
    case "group":
      return target.subject === "run_user" ? membershipNeeds(sides, target.id) : [];
    case "role":
      return target.subject === "analysis" ? [] : roleNeeds(sides, target.subject, target.id);
  }
}

function needsOfSelector(sides: Sides, selector: ResourceSelector, subject: SubjectType): Need[] {
  switch (selector.match) {
    case "any":
      return [nothing];
    case "id":
      return [{ ...nothing, resourceId: selector.id }];
    case "tag":
      return [{ ...nothing, resourceTags: [{ key: selector.key, value: selector.value }] }];
    case "tag_match": {
      // Whatever value both sides share in truth, a fresh one in its place matches no rule more.
      const fresh = [{ key: selector.key, value: freshValue }];
      const inherited = inheritedKey(sides, subject, selector.key);
      return [{ ...nothing, tags: fresh, resourceTags: fresh }, ...inherited.map(({ need, tag }) => ({ ...need, resourceTags: [tag] }))];
    }
  }
}

/** Ways of inheriting one pair, where carrying it directly would not stand for them. */
function inheritedPair(sides: Sides, subject: SubjectType, pair: Tag): Need[] {
  if (subject !== "run_user") return [];

  const isInRule = sides.rulePairs.has(`${pair.key}=${pair.value}`);
  return [...sides.own.groupsWithPair(pair)].flatMap((groupId) => {
    const isInOther = carriesTag(sides.other.groups.get(groupId)?.tags ?? [], pair);
    const needs = membershipNeeds(sides, groupId).map((need) => ({ ...need, isShared: need.isShared && isInOther }));
    return needs.filter((need) => !need.isShared || isInRule);
  });
}

/** Ways of inheriting any value of a key, where carrying a fresh one directly would not stand for them. */
function inheritedKey(sides: Sides, subject: SubjectType, key: string): { need: Need; tag: Tag }[] {
  if (subject !== "run_user") return [];

  return [...sides.own.groupsWithKey(key)].flatMap((groupId) => {
    const tags = (sides.own.groups.get(groupId)?.tags ?? []).filter((tag) => tag.key === key);
    return tags.flatMap((tag) => {
      const isInOther = carriesTag(sides.other.groups.get(groupId)?.tags ?? [], tag);
      return membershipNeeds(sides, groupId).flatMap((need) =>
        need.isShared && isInOther ? [] : [{ need: { ...need, isShared: false }, tag }],
      );
    });
  });
}

/** Ways into a group: by hand into it; into one below it, or by a rule, where the other set does not have that way. */
function membershipNeeds({ own, other }: Sides, groupId: string): Need[] {
  return own.groupsFrom(groupId).flatMap((group) => {
    const isBelowInOther = other.lineage(group.id)?.groups.some((above) => above.id === groupId) ?? false;
    const byHand = group.id === groupId || !isBelowInOther ? [{ ...nothing, groups: [group.id], isShared: isBelowInOther }] : [];
    const isSameRule = isBelowInOther && ruleKey(group) === ruleKey(other.groups.get(group.id));
    return isSameRule ? byHand : [...byHand, ...ruleNeeds(group)];
  });
}

function ruleNeeds({ rule }: EngineGroup): Need[] {
  if (rule === null || rule.tags.length === 0) return [];
  const lists = rule.match === "all" ? [rule.tags] : rule.tags.map((tag) => [tag]);
  return lists.map((tags) => ({ ...nothing, tags, isShared: false }));
}

function ruleKey(group: EngineGroup | undefined): string {
  return group?.rule ? JSON.stringify([group.rule.match, group.rule.tags.map(({ key, value }) => [key, value])]) : "";
}

/** Ways of holding a role: directly, through a role that includes it, through a group. */
function roleNeeds(sides: Sides, subject: SubjectType, roleId: string): Need[] {
  return pathsTo(sides, roleId).flatMap(({ roleId: held, conditions, isShared }) => {
    // Holding the role itself brings no more than holding one that includes it the same way in both sets.
    const isDirectNeeded = held === roleId || !isShared;
    const direct = isDirectNeeded ? [{ ...nothing, roles: [held], conditions, isShared }] : [];
    if (subject !== "run_user") return direct;

    const inherited = [...sides.own.groupsHolding(held)].flatMap((groupId) =>
      holdingsOf(sides.own, groupId, held).flatMap((holding) => {
        const others = holdingsOf(sides.other, groupId, held);
        const isInOther = isShared && others.some((each) => conditionsKey(each.conditions) === conditionsKey(holding.conditions));
        const needs = membershipNeeds(sides, groupId).filter((need) => !(need.isShared && isInOther));
        return needs.map((need) => ({ ...need, conditions: [...conditions, holding.conditions], isShared: false }));
      }),
    );
    return [...direct, ...inherited];
  });
}

function holdingsOf(directory: Directory, groupId: string, roleId: string): RoleHolding[] {
  return (directory.groups.get(groupId)?.roles ?? []).filter((holding) => holding.roleId === roleId);
}

interface RolePath {
  /** The role that is held; it leads to the wanted one. */
  readonly roleId: string;
  /** Of every role along the way: one that is not in force leads nowhere. */
  readonly conditions: readonly Conditions[];
  readonly isShared: boolean;
}

/** More ways than this to one role are no hierarchy that anybody means. */
const pathsMax = 500;

function pathsTo({ own, other }: Sides, roleId: string): RolePath[] {
  const paths: RolePath[] = [];
  const walk = (id: string, above: RolePath | null, seen: readonly string[]): void => {
    const role = own.roles.get(id);
    if (role === undefined || seen.includes(id) || paths.length >= pathsMax) return;

    const twin = other.roles.get(id);
    const isSame = twin !== undefined && conditionsKey(twin.conditions) === conditionsKey(role.conditions);
    const next = seen.at(-1);
    const leadsOn = next === undefined || twin?.includes.includes(next) === true;
    const path = {
      roleId: id,
      conditions: role.conditions === undefined ? (above?.conditions ?? []) : [...(above?.conditions ?? []), role.conditions],
      isShared: isSame && leadsOn && (above?.isShared ?? true),
    };
    paths.push(path);
    for (const including of own.rolesIncluding(id)) walk(including, path, [...seen, id]);
  };
  walk(roleId, null, []);
  return paths;
}
