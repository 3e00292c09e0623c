/** Two sets of rules side by side: which worlds are worth a look, and in which of them one allows what the other does not. */
import type { Catalogue, Conditions, Effect } from "@latchkey/contract";
import { decide } from "./decide.ts";
import { cellsOf, type RuleCell, type RuleCells } from "./diff-cells.ts";
import { conditionsKey, isImpossible } from "./diff-conditions.ts";
import { mergeWorlds } from "./diff-merge.ts";
import { ScenarioSet, scenarioKey, type DiffRules } from "./diff-scenario.ts";
import { needsOf, type Need, type Sides } from "./diff-sources.ts";
import { canMeet, questionOf, WorldList, type Look, type World } from "./diff-worlds.ts";
import { Directory } from "./directory.ts";
import type { EnginePolicy } from "./model.ts";
import { policySource, roleSource } from "./rule-source.ts";

export type Side = "before" | "after";

export interface ComparisonOptions {
  readonly catalogue: Catalogue;
  readonly now: number;
  readonly worldsMax: number;
}

export class Comparison {
  isCapped = false;
  /** Conditions under which somebody gained or lost so far, by key. */
  readonly scenarios = new Map<string, readonly Conditions[]>();
  readonly cells: Record<Side, RuleCells>;
  private readonly options: ComparisonOptions;
  private readonly rules: Record<Side, DiffRules>;
  private readonly directories: Record<Side, Directory>;
  private readonly rulePairs: ReadonlySet<string>;
  private readonly isDirectorySame: boolean;
  private readonly scenario: ScenarioSet;
  private readonly knownNeeds = new Map<RuleCell, Need[]>();

  constructor(before: DiffRules, after: DiffRules, options: ComparisonOptions) {
    this.options = options;
    this.scenario = new ScenarioSet(options.catalogue);
    this.isDirectorySame = areSame(before.groups, after.groups) && areSame(before.roles, after.roles);
    // With groups and roles as they were, only types that a changed policy speaks about can be decided differently.
    const types = this.isDirectorySame ? changedTypes(before.policies, after.policies) : null;
    this.rules = { before: onlyAbout(before, types), after: onlyAbout(after, types) };
    this.directories = { before: toDirectory(before), after: toDirectory(after) };
    this.cells = { before: this.toCells("before", types), after: this.toCells("after", types) };
    const rules = [...before.groups, ...after.groups].map((group) => group.rule);
    this.rulePairs = new Set(rules.flatMap((rule) => rule?.tags.map(({ key, value }) => `${key}=${value}`) ?? []));
  }

  /** The worlds in which `own` allows what `other` does not, those left out for which a smaller one speaks. */
  gains(own: Side, other: Side): World[] {
    const byScenario = groupByScenario(this.worldsToTry(own, other));
    const found = [...byScenario].flatMap(([key, worlds]) => {
      const given = worlds[0]?.need.conditions ?? [];
      if (isImpossible(given, this.options.now)) return [];

      const allowed = this.decided(worlds, own, "allow");
      const gaining = this.decided(allowed, other, "deny");
      if (gaining.length > 0) this.scenarios.set(key, given);
      return gaining;
    });
    return mergeWorlds(found, [this.directories.before, this.directories.after]);
  }

  private worldsToTry(own: Side, other: Side): World[] {
    const worlds = new WorldList(this.options.worldsMax);
    const allows = [...this.cells[own]].filter(([, cell]) => cell.effect === "allow");
    for (const [key, allow] of allows) {
      for (const look of this.looks(this.sides(own, other), allow, this.cells[other].get(key))) worlds.add(allow, look);
    }

    const denies = [...this.cells[other]].filter(([, cell]) => cell.effect === "deny");
    for (const [key, deny] of denies) {
      const looks = this.looks(this.sides(other, own), deny, this.cells[own].get(key));
      if (looks.length === 0) continue;
      for (const [, allow] of allows) if (canMeet(allow, deny)) worlds.addPairs(allow, this.needs(this.sides(own, other), allow), looks);
    }
    this.isCapped ||= worlds.isFull;
    return worlds.all();
  }

  /** Ways in which a cell matches that its twin in the other set does not share, or of which the twin says less. */
  private looks(sides: Sides, cell: RuleCell, twin: RuleCell | undefined): Look[] {
    const missing = new Set([...cell.actions].filter((action) => twin?.actions.has(action) !== true));
    if (missing.size === 0 && this.isDirectorySame) return [];

    const looks = this.needs(sides, cell).map((need) => ({ need, actions: need.isShared ? missing : cell.actions }));
    return looks.filter(({ actions }) => actions.size > 0);
  }

  private needs(sides: Sides, cell: RuleCell): Need[] {
    const needs = this.knownNeeds.get(cell) ?? needsOf(sides, cell);
    this.knownNeeds.set(cell, needs);
    return needs;
  }

  private sides(own: Side, other: Side): Sides {
    return { own: this.directories[own], other: this.directories[other], rulePairs: this.rulePairs };
  }

  /** Worlds of one scenario, each with the actions that this side decides like that. */
  private decided(worlds: readonly World[], side: Side, effect: Effect): World[] {
    const [first] = worlds;
    if (first === undefined) return [];

    const set = this.scenario.assume(this.rules[side], first.need.conditions);
    const left = worlds.map((world) => {
      const actions = [...world.actions].filter((action) => decide(set, questionOf(world, action)) === effect);
      return { ...world, actions: new Set(actions) };
    });
    return left.filter((world) => world.actions.size > 0);
  }

  private toCells(side: Side, types: ReadonlySet<string> | null): RuleCells {
    const { policies, roles } = this.rules[side];
    const active = policies.filter((policy) => policy.status === "active");
    return cellsOf(this.options.catalogue, [...active.map(policySource), ...roles.map(roleSource)], types);
  }
}

function groupByScenario(worlds: readonly World[]): Map<string, World[]> {
  const groups = new Map<string, World[]>();
  for (const world of worlds) {
    const key = scenarioKey(world.need.conditions);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [world]);
    else group.push(world);
  }
  return groups;
}

function toDirectory({ groups, roles }: DiffRules): Directory {
  const directory = new Directory();
  for (const group of groups) directory.putGroup(group);
  for (const role of roles) directory.putRole(role);
  return directory;
}

function areSame<Thing extends { id: string }>(one: readonly Thing[], other: readonly Thing[]): boolean {
  if (one.length !== other.length) return false;
  const others = new Map(other.map((thing) => [thing.id, thing]));
  return one.every((thing) => isSame(thing, others.get(thing.id)));
}

function isSame(one: object | undefined, other: object | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Types that policies speak about which are not the same in both. */
function changedTypes(before: readonly EnginePolicy[], after: readonly EnginePolicy[]): Set<string> {
  const [older, newer] = [byId(before), byId(after)];
  const changed = [
    ...before.filter((policy) => !isSamePolicy(policy, newer.get(policy.id))),
    ...after.filter((policy) => !isSamePolicy(policy, older.get(policy.id))),
  ];
  return new Set(changed.flatMap((policy) => policy.permissions.map((permission) => permission.resource.type)));
}

function byId(policies: readonly EnginePolicy[]): Map<string, EnginePolicy> {
  return new Map(policies.map((policy) => [policy.id, policy]));
}

function isSamePolicy(one: EnginePolicy, other: EnginePolicy | undefined): boolean {
  if (one === other) return true;
  const rulesOf = (policy: EnginePolicy) =>
    policy.status === "active" ? [policy.targets, policy.permissions, conditionsKey(policy.conditions)] : [];
  return other !== undefined && JSON.stringify(rulesOf(one)) === JSON.stringify(rulesOf(other));
}

function onlyAbout(rules: DiffRules, types: ReadonlySet<string> | null): DiffRules {
  if (types === null) return rules;
  return { ...rules, policies: rules.policies.filter(({ permissions }) => permissions.some(({ resource }) => types.has(resource.type))) };
}
