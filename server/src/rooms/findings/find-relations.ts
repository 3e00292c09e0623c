import { setImmediate as otherWork } from "node:timers/promises";
import { groupBy } from "../../platform/group-by.ts";
import { anyKey, areMostlyApart, isCoveredBy, mayOverlap, type Rule, type Structure } from "./cover.rules.ts";

/** What one rule is to another. */
export type Relation = { kind: "duplicate" | "shadowed"; rule: Rule; other: Rule } | Contradiction;

/** An allow and a deny that speak about the same people and resources, as far as operands can tell. */
export interface Contradiction {
  kind: "contradicts";
  rule: Rule;
  other: Rule;
  /** The deny speaks about a part of the allow. */
  isException: boolean;
}

interface Placed {
  rule: Rule;
  order: number;
}

interface Rules {
  bySelector: ReadonlyMap<string, readonly Placed[]>;
  allowsByType: ReadonlyMap<string, readonly Placed[]>;
  structure: Structure;
}

/** Comparing thousands of rules takes a while: after so long, requests that wait are answered before it goes on. */
const turnMs = 10;

/** Rules that change nothing because of another one, and allows that a deny may take back. */
export async function findRelations(list: readonly Rule[], structure: Structure): Promise<Relation[]> {
  const placed = list.map((rule, order) => ({ rule, order }));
  const rules: Rules = {
    bySelector: groupBy(placed, ({ rule }) => rule.keys.selector),
    allowsByType: groupBy(
      placed.filter(({ rule }) => rule.effect === "allow"),
      ({ rule }) => rule.selector.type,
    ),
    structure,
  };

  const relations: Relation[] = [];
  let turnStartedAt = performance.now();
  for (const each of placed) {
    relations.push(...relationsOf(each, rules));
    if (performance.now() - turnStartedAt < turnMs) continue;
    await otherWork();
    turnStartedAt = performance.now();
  }
  return relations;
}

function relationsOf({ rule, order }: Placed, rules: Rules): Relation[] {
  const covering = coveringRules({ rule, order }, rules);

  // Of rules that say the same, the first stays.
  const same = covering.find(
    (other) => other.rule.effect === rule.effect && other.order < order && isCoveredBy(other.rule, rule, rules.structure),
  );
  if (same) return [{ kind: "duplicate", rule, other: same.rule }];

  const wins = covering.find(({ rule: other }) => isCoveringForGood(rule, other, rules.structure));
  const shadow: Relation[] = wins ? [{ kind: "shadowed", rule, other: wins.rule }] : [];
  return [...shadow, ...(rule.effect === "deny" ? contradictionsOf(rule, rules) : [])];
}

/** Only a rule with the same selector, or with Any, can cover another. */
function coveringRules({ rule, order }: Placed, { bySelector, structure }: Rules): Placed[] {
  const everything = anyKey(rule.selector.type);
  const keys = rule.keys.selector === everything ? [everything] : [everything, rule.keys.selector];
  return keys.flatMap((key) =>
    (bySelector.get(key) ?? []).filter((other) => other.order !== order && isCoveredBy(rule, other.rule, structure)),
  );
}

/** Another rule of the same effect that says more, or a deny that says all of it and more: it always wins. */
function isCoveringForGood(rule: Rule, other: Rule, structure: Structure): boolean {
  if (rule.effect !== other.effect && other.effect === "allow") return false;
  return !isCoveredBy(other, rule, structure);
}

/** More allows than these are not looked at for one deny: it is the deny that wants a look then. */
const candidatesMax = 40;

/** Allows that a deny takes back in part, or exactly. Where it takes back all and more, the allow is shadowed instead. */
function contradictionsOf(deny: Rule, { allowsByType, structure }: Rules): Relation[] {
  const candidates = overlappingAllows(deny, allowsByType.get(deny.selector.type) ?? []);
  const relations = candidates.flatMap((allow): Contradiction[] => {
    const [isWithin, isAround] = [isCoveredBy(deny, allow, structure), isCoveredBy(allow, deny, structure)];
    if (isAround && !isWithin) return [];
    return [{ kind: "contradicts", rule: allow, other: deny, isException: isWithin && !isAround }];
  });
  // What denies part of one allow is mostly meant as an exception from it: that comes after what was hardly meant.
  return [...relations.filter((each) => !each.isException), ...relations.filter((each) => each.isException)];
}

/** Those that somebody is likely to be in as well come first; of those that mostly nobody is, a few. */
function overlappingAllows(deny: Rule, allows: readonly Placed[]): Rule[] {
  const near: Rule[] = [];
  const far: Rule[] = [];
  for (const { rule: allow } of allows) {
    if (near.length === candidatesMax) break;
    if (!mayOverlap(deny, allow)) continue;
    if (!areMostlyApart(deny, allow)) near.push(allow);
    else if (far.length < candidatesMax) far.push(allow);
  }
  return near.length > 0 ? near : far;
}
