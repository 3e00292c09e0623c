import type { Conditions, Permission, SubjectType } from "@latchkey/contract";
import {
  compilePolicies,
  type Circumstances,
  type EngineGroup,
  type EnginePolicy,
  type EngineRole,
  type PolicySet,
} from "@latchkey/engine";
import { withImplied } from "./implied-permissions.ts";
import { conditionsKey, hasEnded, implies } from "./conditions.rules.ts";

/**
 * Ways in which conditions can turn out. Rights that somebody gives count tomorrow and elsewhere too, so they are compared in
 * every world and not only under the circumstances of the request. In a world that is known exactly, both states are the same
 * one. Of too many conditions there is one world for all: in `sure` hold only those that surely do, in `possible` all that could.
 */
export interface World {
  sure: State;
  possible: State;
}

export interface State {
  set: PolicySet;
  circumstances: Circumstances;
  /** Whether a condition holds. */
  holds(conditions: Conditions | undefined): boolean;
}

export interface WorldsOptions {
  now: number;
  /** In each world it holds: there is none when it has ended. */
  given?: Conditions | undefined;
  /** Conditions that are no part of the rules, such as those of an assignment. */
  others?: readonly Conditions[];
  /** Policies that deny something to all of these types are judged as if they did not: they deny it to whoever gains, too. */
  withoutDenialsTo?: readonly SubjectType[];
}

type Keyed = ReadonlyMap<string, Conditions>;

/** The rules of a set with each condition made a switch, so that the engine itself decides here too. */
interface SwitchedRules {
  version: number;
  now: number;
  conditions: Keyed;
  sets: Map<string, PolicySet>;
}

const switchedRules = new WeakMap<PolicySet, SwitchedRules>();

/** More conditions than these are compared in one world: there would be twice as many with each. */
const exactMax = 8;
const cachedSetsMax = 32;

/** Every world that can be, and perhaps some that cannot: these only make a comparison stricter. */
export function worldsOf(set: PolicySet, options: WorldsOptions): World[] {
  const { now, given, others = [] } = options;
  if (given && hasEnded(given, now)) return [];

  const rules = switchedRulesOf(set, now);
  const conditions = keyed([...rules.conditions.values(), ...others, ...(given ? [given] : [])], now);
  if (conditions.size > exactMax) return [boundsOf(set, { rules, conditions, options })];

  const givenKey = conditionsKey(given);
  const states = [...conditions.keys()].reduce<string[][]>((all, key) => [...all, ...all.map((each) => [...each, key])], [[]]);
  const closed = states.map((state) => closureOf(givenKey === "" ? state : [...state, givenKey], conditions, now));
  const distinct = new Map(closed.map((held) => [stateName(held), held]));
  const switched = setOf(set, { rules, options, name: "switches", switchOf: switchesFor([...rules.conditions.keys()]) });
  return [...distinct.values()].map((held) => {
    const state = { set: switched, circumstances: circumstancesOf(now, addressOf(held, rules)), holds: holdsAmong(held) };
    return { sure: state, possible: state };
  });
}

/** Those that hold, with all that ask for less. */
function closureOf(state: readonly string[], conditions: Keyed, now: number): ReadonlySet<string> {
  const on = state.flatMap((key) => conditions.get(key) ?? []);
  return new Set(
    [...conditions].filter(([key, each]) => state.includes(key) || on.some((one) => implies(one, each, now))).map(([key]) => key),
  );
}

interface Asked {
  rules: SwitchedRules;
  conditions: Keyed;
  options: WorldsOptions;
}

function boundsOf(set: PolicySet, { rules, conditions, options }: Asked): World {
  const { now, given } = options;
  const givenKey = conditionsKey(given);
  const surely = givenKey === "" ? new Set<string>() : closureOf([givenKey], conditions, now);
  const possibly = new Set(conditions.keys());
  const stateOf = (name: string, held: ReadonlySet<string>): State => {
    const switched = setOf(set, { rules, options, name, switchOf: (key) => (held.has(key) ? {} : never) });
    return { set: switched, circumstances: circumstancesOf(now, null), holds: holdsAmong(held) };
  };
  return { sure: stateOf(`sure ${givenKey}`, surely), possible: stateOf("possible", possibly) };
}

function switchedRulesOf(set: PolicySet, now: number): SwitchedRules {
  const known = switchedRules.get(set);
  // What has ended stays so, unless the clock was put back.
  if (known?.version === set.version && known.now <= now) return known;

  const all = [...set.activePolicies(), ...set.roles.values(), ...[...set.groups.values()].flatMap((group) => group.roles)];
  const conditions = keyed(
    all.flatMap((each) => each.conditions ?? []),
    now,
  );
  const fresh = { version: set.version, now, conditions, sets: new Map<string, PolicySet>() };
  switchedRules.set(set, fresh);
  return fresh;
}

/** Without those that hold always, and those that never hold again. */
function keyed(conditions: readonly Conditions[], now: number): Keyed {
  const live = conditions.filter((each) => !hasEnded(each, now));
  const all = new Map(live.map((each) => [conditionsKey(each), each]));
  all.delete("");
  return all;
}

interface Switching {
  rules: SwitchedRules;
  options: WorldsOptions;
  /** The same switches have the same name. */
  name: string;
  switchOf(key: string): Conditions;
}

function setOf(set: PolicySet, { rules, options: { withoutDenialsTo = [] }, name, switchOf }: Switching): PolicySet {
  const cacheKey = JSON.stringify([name, withoutDenialsTo.toSorted()]);
  const known = rules.sets.get(cacheKey);
  if (known) return known;

  const switched = <T extends { conditions?: Conditions }>(each: T): T => {
    const key = conditionsKey(each.conditions);
    if (key === "") return each;
    return { ...each, conditions: rules.conditions.has(key) ? switchOf(key) : never };
  };
  const isLeftOut = ({ targets }: EnginePolicy) =>
    withoutDenialsTo.length > 0 &&
    withoutDenialsTo.every((type) => targets.some((target) => target.subject === type && target.match === "any"));
  // A tag match denies something else to each person.
  const isCounted = ({ effect, resource }: Permission) => effect === "allow" || resource.match === "tag_match";
  const permissionsOf = (policy: EnginePolicy) =>
    withImplied(isLeftOut(policy) ? policy.permissions.filter(isCounted) : policy.permissions);

  const fresh = compilePolicies({
    catalogue: set.catalogue,
    policies: [...set.activePolicies()].map((policy): EnginePolicy => ({ ...switched(policy), permissions: permissionsOf(policy) })),
    roles: [...set.roles.values()].map((role): EngineRole => ({ ...switched(role), permissions: withImplied(role.permissions) })),
    groups: [...set.groups.values()].map((group): EngineGroup => ({ ...group, roles: group.roles.map(switched) })),
  });
  if (rules.sets.size >= cachedSetsMax) rules.sets.clear();
  rules.sets.set(cacheKey, fresh);
  return fresh;
}

const never: Conditions = { until: new Date(0).toISOString() };

/**
 * The engine reads the switches as address ranges: each state has an address, one bit for each condition, and a condition
 * holds for the addresses of its states.
 */
function switchesFor(keys: readonly string[]): (key: string) => Conditions {
  const states = Array.from({ length: 1 << keys.length }, (_, bits) => bits);
  return (key) => ({ addresses: states.filter((bits) => ((bits >> keys.indexOf(key)) & 1) === 1).map(addressOfBits) });
}

function addressOf(held: ReadonlySet<string>, { conditions }: SwitchedRules): string {
  const bits = [...conditions.keys()].map((key, index) => (held.has(key) ? 1 << index : 0));
  return addressOfBits(bits.reduce((sum, bit) => sum + bit, 0));
}

function addressOfBits(bits: number): string {
  return `10.0.${(bits >> 8) & 255}.${bits & 255}`;
}

function circumstancesOf(now: number, address: string | null): Circumstances {
  return { now, address, isDeviceTrusted: false, hasSecondFactor: false };
}

function holdsAmong(held: ReadonlySet<string>): State["holds"] {
  return (conditions) => {
    const key = conditionsKey(conditions);
    return key === "" || held.has(key);
  };
}

function stateName(held: ReadonlySet<string>): string {
  return JSON.stringify([...held].toSorted());
}
