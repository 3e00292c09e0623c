import type { Conditions } from "@latchkey/contract";
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
 * One way in which conditions can turn out: those in `held` hold, all others do not. Rights that somebody gives count
 * tomorrow and elsewhere too, so they are compared in every world and not only under the circumstances of the request.
 */
export interface World {
  set: PolicySet;
  circumstances: Circumstances;
  /** Keys of the conditions that hold. */
  held: ReadonlySet<string>;
}

/**
 * The rules of a set with each condition made a switch. The engine reads the switches as address ranges: each world has an
 * address, and a condition holds for the addresses of its worlds. So that the engine itself decides here too.
 */
interface SwitchedRules {
  version: number;
  set: PolicySet;
  conditions: ReadonlyMap<string, Conditions>;
  addressOf(held: ReadonlySet<string>): string;
}

const switchedRules = new WeakMap<PolicySet, SwitchedRules>();

/** The worlds in which `given` holds. `others` are conditions that are no part of the rules, such as those of an assignment. */
export function worldsOf(set: PolicySet, at: { now: number; given?: Conditions; others?: readonly Conditions[] }): World[] {
  const rules = switchedRulesOf(set);
  const conditions = new Map(rules.conditions);
  const givenKey = conditionsKey(at.given);
  for (const each of [...(at.others ?? []), ...(at.given ? [at.given] : [])]) {
    const key = conditionsKey(each);
    if (key !== "") conditions.set(key, each);
  }

  return statesOf([...conditions.keys()])
    .filter((held) => (givenKey === "" || held.has(givenKey)) && isPossible(held, conditions, at.now))
    .map((held) => {
      const known = new Set([...held].filter((key) => rules.conditions.has(key)));
      const circumstances = { now: at.now, address: rules.addressOf(known), isDeviceTrusted: false, hasSecondFactor: false };
      return { set: rules.set, circumstances, held };
    });
}

/** Whether a condition holds in a world. */
export function holdsIn(world: World, conditions: Conditions | undefined): boolean {
  const key = conditionsKey(conditions);
  return key === "" || world.held.has(key);
}

/** A condition that has ended holds never, and one that holds brings with it all that ask for less. */
function isPossible(held: ReadonlySet<string>, conditions: ReadonlyMap<string, Conditions>, now: number): boolean {
  const [on, off] = [[...conditions].filter(([key]) => held.has(key)), [...conditions].filter(([key]) => !held.has(key))];
  return on.every(([, each]) => !hasEnded(each, now) && off.every(([, other]) => !implies(each, other, now)));
}

function switchedRulesOf(set: PolicySet): SwitchedRules {
  const known = switchedRules.get(set);
  if (known?.version === set.version) return known;

  const fresh = switchRules(set);
  switchedRules.set(set, fresh);
  return fresh;
}

function switchRules(set: PolicySet): SwitchedRules {
  const [policies, roles, groups] = [[...set.activePolicies()], [...set.roles.values()], [...set.groups.values()]];
  const all = [...policies, ...roles, ...groups.flatMap((group) => group.roles)].flatMap((each) => each.conditions ?? []);
  const conditions = new Map(all.map((each) => [conditionsKey(each), each]));
  conditions.delete("");

  const states = statesOf([...conditions.keys()]);
  const addresses = new Map(states.map((state, index) => [stateName(state), addressOfIndex(index)]));
  const switches = new Map([...conditions.keys()].map((key) => [key, switchOf(key, states)]));
  const switched = <T extends { conditions?: Conditions }>(each: T): T => ({
    ...each,
    conditions: switches.get(conditionsKey(each.conditions)) ?? {},
  });

  return {
    version: set.version,
    conditions,
    addressOf: (held) => addresses.get(stateName(held)) ?? "",
    set: compilePolicies({
      catalogue: set.catalogue,
      policies: policies.map((policy): EnginePolicy => ({ ...switched(policy), permissions: withImplied(policy.permissions) })),
      roles: roles.map((role): EngineRole => ({ ...switched(role), permissions: withImplied(role.permissions) })),
      groups: groups.map((group): EngineGroup => ({ ...group, roles: group.roles.map(switched) })),
    }),
  };
}

function switchOf(key: string, states: readonly ReadonlySet<string>[]): Conditions {
  return { addresses: states.flatMap((state, index) => (state.has(key) ? [addressOfIndex(index)] : [])) };
}

function addressOfIndex(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
}

function stateName(held: ReadonlySet<string>): string {
  return JSON.stringify([...held].toSorted());
}

const allSubsetsMax = 6;
const pairsMax = 20;

/**
 * Every subset of a few conditions; of many, those in which at most two hold, at most one does not, or all do. A right hangs
 * on one or two conditions (of a policy or role, and of an assignment), so these tell any two sets of rules apart in practice.
 */
function statesOf(keys: readonly string[]): ReadonlySet<string>[] {
  if (keys.length <= allSubsetsMax) {
    return Array.from({ length: 1 << keys.length }, (_, bits) => new Set(keys.filter((_key, index) => ((bits >> index) & 1) === 1)));
  }
  const states = [[], [...keys], ...keys.map((key) => [key]), ...keys.map((key) => keys.filter((other) => other !== key))];
  const pairs = keys.length <= pairsMax ? keys.flatMap((key, index) => keys.slice(index + 1).map((other) => [key, other])) : [];
  return [...states, ...pairs].map((state) => new Set(state));
}
