/**
 * What a change does to people and things that exist. Those who are alike in everything that the rules look at are one
 * class with a count; for each class of things all classes of people are decided at once.
 */
import type { Catalogue, Conditions, SubjectType } from "@latchkey/contract";
import { subjectTypes } from "./action-bits.ts";
import type { Bits } from "./bits.ts";
import { Crowd } from "./crowd.ts";
import { conditionsKey, isImpossible } from "./diff-conditions.ts";
import { ScenarioSet, scenarioKey, type DiffRules } from "./diff-scenario.ts";
import type { Resource, Subject } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";
import { specialiseFor } from "./specialise-for.ts";

export interface SubjectClass {
  readonly before: Subject;
  readonly after: Subject;
  readonly count: number;
}

export interface ResourceClass {
  readonly before: Resource;
  readonly after: Resource;
  readonly count: number;
}

export interface ImpactQuestion {
  readonly before: DiffRules;
  readonly after: DiffRules;
  readonly catalogue: Catalogue;
  readonly subjects: readonly SubjectClass[];
  readonly resources: readonly ResourceClass[];
  /** Actions to ask about, by resource type. */
  readonly actions: ReadonlyMap<string, readonly string[]>;
  /** Conditions that hold together; what assignments ask for is added. */
  readonly scenarios: readonly (readonly Conditions[])[];
  /** Conditions that have ended by now never hold again. */
  readonly now: number;
}

/** Who gains and who loses one action on one class of things. */
export interface ImpactChange {
  /** Those whom the bits are about, by position. */
  readonly subjects: readonly SubjectClass[];
  /** How many each of them stands for, by the same positions. */
  readonly counts: ArrayLike<number>;
  readonly resource: ResourceClass;
  readonly action: string;
  readonly gained: Bits;
  readonly lost: Bits;
  /** Those of both who gain or lose only while some conditions hold. */
  readonly sometimes: Bits;
}

/** Everything that is gained or lost under any of the scenarios. */
export function impactOf(question: ImpactQuestion): ImpactChange[] {
  const scenarios = withAssignments(question);
  return subjectTypes.flatMap((type) => {
    const subjects = question.subjects.filter(({ before }) => before.type === type);
    return subjects.length === 0 || question.resources.length === 0 ? [] : changesOf({ question, type, subjects, scenarios });
  });
}

interface Part {
  readonly question: ImpactQuestion;
  readonly type: SubjectType;
  readonly subjects: readonly SubjectClass[];
  readonly scenarios: readonly (readonly Conditions[])[];
}

/** What changes in one scenario after the other: ever, and every time. */
interface Collected {
  readonly resource: ResourceClass;
  readonly action: string;
  readonly gained: Bits;
  readonly lost: Bits;
  readonly always: Bits;
}

function changesOf(part: Part): ImpactChange[] {
  const { question, type, subjects, scenarios } = part;
  const isAlike = subjects.every(({ before, after }) => before === after);
  const before = new Crowd(subjects.map((each) => each.before));
  const after = isAlike ? before : new Crowd(subjects.map((each) => each.after));
  const [older, newer] = [new ScenarioSet(question.catalogue), new ScenarioSet(question.catalogue)];
  const collected = new Map<string, Collected>();

  for (const given of scenarios) {
    before.assume(given);
    if (!isAlike) after.assume(given);
    const sets = { older: older.assume(question.before, given), newer: newer.assume(question.after, given) };
    question.resources.forEach((resource, position) => {
      for (const action of actionsOn(resource, question.actions)) {
        const was = passing(sets.older, before, { type, action, resource: resource.before });
        const is = passing(sets.newer, after, { type, action, resource: resource.after });
        collect(collected, `${position} ${action}`, { resource, action, was, is });
      }
    });
  }
  const counts = Float64Array.from(subjects, (each) => each.count);
  const changed = [...collected.values()].filter(({ gained, lost }) => !gained.isEmpty() || !lost.isEmpty());
  return changed.map(({ resource, action, gained, lost, always }) => {
    return { subjects, counts, resource, action, gained, lost, sometimes: gained.copy().or(lost).andNot(always) };
  });
}

/** Only what does not exist yet can be created. */
function actionsOn({ before }: ResourceClass, actions: ImpactQuestion["actions"]): string[] {
  return (actions.get(before.type) ?? []).filter((action) => (action === "create") === (before.id === null));
}

const anyMoment = { now: 0, address: null, isDeviceTrusted: false, hasSecondFactor: false };

function passing(
  set: PolicySet,
  crowd: Crowd,
  { type, action, resource }: { type: SubjectType; action: string; resource: Resource },
): Bits {
  return crowd.passing(specialiseFor(set, { action, resource, circumstances: anyMoment })[type]);
}

function collect(
  collected: Map<string, Collected>,
  key: string,
  { resource, action, was, is }: Pick<Collected, "resource" | "action"> & { was: Bits; is: Bits },
): void {
  const gained = is.copy().andNot(was);
  const lost = was.andNot(is);
  const known = collected.get(key);
  if (known === undefined) {
    collected.set(key, { resource, action, gained, lost, always: gained.copy().or(lost) });
    return;
  }
  known.always.and(gained.copy().or(lost));
  known.gained.or(gained);
  known.lost.or(lost);
}

/** With more different conditions of assignments than these, only each alone and all at once are looked at. */
const assignmentConditionsMax = 12;

/** No condition at all and each scenario, alone and with the conditions of assignments, one by one and all. */
function withAssignments({ subjects, scenarios, now }: ImpactQuestion): (readonly Conditions[])[] {
  const holdings = subjects.flatMap(({ before, after }) => [...(before.roles ?? []), ...(after === before ? [] : (after.roles ?? []))]);
  const byKey = new Map(holdings.map(({ conditions }) => [conditionsKey(conditions), conditions]));
  byKey.delete("");
  const conditions = [...byKey.values()];
  const few = conditions.slice(0, assignmentConditionsMax);

  const all = [[], ...scenarios].flatMap((scenario) => [
    scenario,
    ...(conditions.length === 0 ? [] : [[...scenario, ...conditions]]),
    ...few.map((each) => [...scenario, each]),
  ]);
  const distinct = [...new Map(all.map((given) => [scenarioKey(given), given])).values()];
  return distinct.filter((given) => !isImpossible(given, now));
}
