import type { Conditions, SubjectType, Tag } from "@latchkey/contract";
import {
  conditionsKey,
  differenceOf,
  impactOf,
  type Combination,
  type Difference,
  type DiffRules,
  type EnginePolicy,
  type ImpactChange,
  type ResourceClass,
  type SubjectClass,
} from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { isInSet, resourceFilterToSql } from "../../database/resource-filter.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { tagsMeet, textArray } from "../../database/tags.ts";
import type { Access } from "../../http/access.ts";
import { groupBy } from "../../platform/group-by.ts";
import { resourceCandidates, subjectCandidates } from "./candidates.ts";
import { retagged, withGroupsAndRoles, withoutPast, type Plan, type RetagChange, type TraitChange } from "./plan.ts";
import { isInSubjectSet, readKinds, type Kind, type WantedRows } from "./population.store.ts";
import { askedOf, changedSubject, isOfRetagged, keptOfResources, keptOfSubjects, onlyRelevant, type Asked } from "./relevant.ts";

/** Those who are alike, by id; nobody for what does not exist yet. */
export interface Members {
  readonly type: string;
  readonly ids: readonly string[];
}

export interface Impact {
  readonly plan: Plan;
  readonly difference: Difference;
  readonly changes: readonly ImpactChange[];
  readonly subjects: ReadonlyMap<SubjectClass, Members>;
  readonly resources: ReadonlyMap<ResourceClass, Members>;
  readonly isExact: boolean;
  /** Not everybody and everything was looked at. */
  readonly isPart: boolean;
}

export interface Population {
  connection: Connection;
  profileId: string;
  /** Only people and things in reach are counted; null counts everybody. */
  access: Access | null;
  now: Date;
  /** For who only wants to know whether there is anybody: no more of each type are looked at. */
  rowsMax?: number;
}

interface Counted<Class> extends Members {
  readonly of: Class;
  readonly isChanged: boolean;
  readonly isCandidate: boolean;
}

/** Who gains and loses what by a plan, over everybody that there is. */
export async function computeImpact(population: Population, asIs: Plan): Promise<Impact> {
  const plan = withOwnSettings(asIs);
  const difference = differenceOf(plan.before, plan.after, { catalogue: plan.catalogue, now: plan.now });
  const combinations = [...difference.gains, ...difference.losses];
  const asked = askedOf(plan, combinations);

  const resources = await readResources(population, { plan, asked, combinations });
  const list = resources.map((each) => each.of);
  const relevant = { ...plan, before: onlyRelevant(plan.before, asked, list), after: onlyRelevant(plan.after, asked, list) };
  const isEverybody = resources.some((each) => each.isChanged);
  const subjects = await readSubjects(population, { plan: relevant, asked, combinations, resources: list, isEverybody });

  const { scenarios, isExact } = scenariosOf(plan, difference);
  return {
    plan,
    difference,
    changes: changesOf(relevant, { asked, subjects, resources, scenarios }),
    subjects: new Map(subjects.map((each) => [each.of, each])),
    resources: new Map(resources.map((each) => [each.of, each])),
    isExact: isExact && !difference.isCapped,
    isPart: [resources, subjects].some((counted) => isFull(counted, population)),
  };
}

function isFull(counted: readonly Counted<unknown>[], { rowsMax }: Population): boolean {
  return rowsMax !== undefined && [...groupBy(counted, (each) => each.type).values()].some((group) => countMembers(group) >= rowsMax);
}

function countMembers(counted: readonly Members[]): number {
  return counted.reduce((sum, { ids }) => sum + ids.length, 0);
}

const ownSettings: EnginePolicy = {
  id: "own settings",
  name: "Own settings",
  status: "active",
  targets: [{ subject: "run_user", match: "any" }],
  permissions: [{ effect: "allow", actions: ["edit"], resource: { type: "own_settings", match: "any" } }],
};

/** What people do with their own account is allowed unless a rule denies it. */
function withOwnSettings(plan: Plan): Plan {
  const withPolicy = (rules: DiffRules): DiffRules => ({ ...rules, policies: [...rules.policies, ownSettings] });
  return { ...plan, before: withPolicy(plan.before), after: withPolicy(plan.after) };
}

interface Parts {
  asked: Asked;
  subjects: readonly Counted<SubjectClass>[];
  resources: readonly Counted<ResourceClass>[];
  scenarios: readonly (readonly Conditions[])[];
}

/** Whoever changes is asked about everything, whatever changes about everybody; of the others those whom the rules' difference names. */
function changesOf(plan: Plan, { asked, subjects, resources, scenarios }: Parts): ImpactChange[] {
  const all = resources.map((each) => each.of);
  const changed = resources.filter((each) => each.isChanged).map((each) => each.of);
  const named = resources.filter((each) => each.isChanged || each.isCandidate).map((each) => each.of);
  const parts = [
    { some: subjects.filter((each) => each.isChanged), with: all },
    { some: subjects.filter((each) => !each.isChanged && each.isCandidate), with: named },
    { some: subjects.filter((each) => !each.isChanged && !each.isCandidate), with: changed },
  ];
  const actions = new Map([...asked.actions].map(([type, some]) => [type, [...some]]));
  const { before, after, catalogue, now } = plan;
  return parts.flatMap((part) =>
    impactOf({ before, after, catalogue, now, subjects: part.some.map((each) => each.of), resources: part.with, actions, scenarios }),
  );
}

const scenariosMax = 64;
const conditionsMax = 4;

interface Scenarios {
  scenarios: readonly (readonly Conditions[])[];
  isExact: boolean;
}

/**
 * Where only rules change, those that tell the difference, with whatever people hold their roles under; where people or
 * things do, every way in which conditions can turn out.
 */
function scenariosOf({ before, after, traits }: Plan, { scenarios }: Difference): Scenarios {
  if (traits.length > 0) {
    const all = scenariosOfConditions([before, after]);
    return capped({ scenarios: [...all.scenarios, ...scenarios], isExact: all.isExact });
  }
  const inherited = scenariosOfConditions([before, after].map((rules) => ({ ...rules, policies: [] })));
  const joined = scenarios.flatMap((scenario) => inherited.scenarios.map((more) => [...scenario, ...more]));
  return capped({ scenarios: joined, isExact: inherited.isExact });
}

function capped({ scenarios, isExact }: Scenarios): Scenarios {
  return { scenarios: scenarios.slice(0, scenariosMax), isExact: isExact && scenarios.length <= scenariosMax };
}

/** Every subset of a few conditions; of many, each alone and all at once. */
export function scenariosOfConditions(rules: readonly DiffRules[]): Scenarios {
  const byKey = new Map(rules.flatMap(conditionsOf).map((each) => [conditionsKey(each), each]));
  byKey.delete("");
  const distinct = [...byKey.values()];
  if (distinct.length > conditionsMax) {
    return { scenarios: [[], distinct, ...distinct.map((each) => [each])].slice(0, scenariosMax), isExact: false };
  }
  return {
    scenarios: distinct.reduce<Conditions[][]>((all, each) => [...all, ...all.map((some) => [...some, each])], [[]]),
    isExact: true,
  };
}

function conditionsOf({ policies, roles, groups }: DiffRules): Conditions[] {
  const holdings = groups.flatMap((group) => group.roles);
  return [...policies, ...roles, ...holdings].flatMap((each) => (each.conditions === undefined ? [] : [each.conditions]));
}

function retagsOf({ traits }: Plan, type: string): RetagChange[] {
  return traits.filter((change): change is RetagChange => change.kind === "retag" && isOfRetagged(type, change.of));
}

function isMeant(profileId: string, type: string, { of, which, found }: RetagChange): RawBuilder<boolean> {
  if ("all" in which) return sql<boolean>`true`;
  if ("tag" in which) return tagsMeet(sql`tags`, [which.tag]);
  const isFound = "ids" in which ? sql<boolean>`id = any(${textArray(which.ids)})` : (found ?? sql<boolean>`false`);
  if (type === of) return isFound;
  return sql<boolean>`id in (
    select id from widgets where profile_id = ${profileId} and dashboard_id in (
      select id from dashboards where profile_id = ${profileId} and ${isFound}))`;
}

function reachOf({ access }: Population, type: string): RawBuilder<boolean> {
  return access === null ? sql<boolean>`true` : resourceFilterToSql(access.filter(type, "access"), taggedColumns);
}

interface WantedResources {
  plan: Plan;
  asked: Asked;
  combinations: readonly Combination[];
}

const nobodysId = "\u0000";

async function readResources(population: Population, { plan, asked, combinations }: WantedResources): Promise<Counted<ResourceClass>[]> {
  const { connection, profileId, now } = population;
  const resources: Counted<ResourceClass>[] = [];
  for (const [type, actions] of asked.actions) {
    const retags = retagsOf(plan, type);
    const kinds = await readKinds(connection, profileId, {
      type,
      kept: keptOfResources(plan, type),
      flags: retags.map((change) => isMeant(population.profileId, type, change)),
      isCandidate: isInSet(resourceCandidates(combinations, type), taggedColumns),
      isEverybody: plan.traits.some((change) => changedSubject(change) !== null),
      reach: reachOf(population, type),
      now,
      rowsMax: population.rowsMax ?? null,
    });
    for (const kind of kinds) {
      const before = { type, id: kind.traits.namedId ?? nobodysId, tags: kind.tags };
      const after = retags.length === 0 ? before : { ...before, tags: tagsAfter(kind, retags) };
      resources.push({ ...countedBy(kind, type), of: { before, after, count: kind.ids.length } });
    }
    if (actions.has("create")) resources.push(somethingNew(type));
  }
  return resources;
}

/** What is created has the tags that it is given; without any it stands for the plainest. */
function somethingNew(type: string): Counted<ResourceClass> {
  const resource = { type, id: null, tags: [] };
  return { of: { before: resource, after: resource, count: 1 }, type, ids: [], isChanged: false, isCandidate: true };
}

function countedBy({ ids, traits: { flags, isCandidate } }: Kind, type: string): Omit<Counted<unknown>, "of"> {
  return { type, ids, isChanged: flags.includes("1"), isCandidate };
}

interface WantedSubjects extends WantedResources {
  resources: readonly ResourceClass[];
  isEverybody: boolean;
}

async function readSubjects(population: Population, wanted: WantedSubjects): Promise<Counted<SubjectClass>[]> {
  const { connection, profileId } = population;
  const subjects: Counted<SubjectClass>[] = [];
  for (const type of wanted.asked.subjectTypes) {
    const retags = retagsOf(wanted.plan, type);
    const traits = wanted.plan.traits.filter((change) => change.kind !== "retag" && changedSubject(change) === type);
    for (const kind of await readKinds(connection, profileId, wantedSubjects(population, wanted, { type, retags, traits }))) {
      const { tags, ids, traits: alike } = kind;
      const { groups, isCandidate } = alike;
      const roles = alike.roles.length === 0 ? alike.roles : alike.roles.map((holding) => withoutPast(holding, wanted.plan.now));
      const before = { type, id: alike.namedId ?? nobodysId, tags, groups, roles };
      const retaggedSubject = retags.length === 0 ? before : { ...before, tags: tagsAfter(kind, retags) };
      const after = traits.reduce(withGroupsAndRoles, retaggedSubject);
      const isChanged = alike.flags.includes("1") || after !== retaggedSubject;
      subjects.push({ type, ids, isChanged, isCandidate, of: { before, after, count: ids.length } });
    }
  }
  return subjects;
}

function wantedSubjects(
  population: Population,
  { plan, combinations, resources, isEverybody }: WantedSubjects,
  { type, retags, traits }: { type: SubjectType; retags: readonly RetagChange[]; traits: readonly TraitChange[] },
): WantedRows {
  const { profileId, now } = population;
  const set = subjectCandidates(plan, combinations, type);
  const named = traits.flatMap((change) => {
    if (change.kind === "groups") return [...change.add, ...change.remove];
    return change.kind === "roles" ? [change.id] : [];
  });
  const isNamed = isInSet({ any: false, ids: named, tags: [] }, taggedColumns);
  const isInSome = set === null ? sql<boolean>`false` : isInSubjectSet(profileId, { type, set, now });
  return {
    type,
    kept: keptOfSubjects(plan, type, resources),
    flags: retags.map((change) => isMeant(population.profileId, type, change)),
    isCandidate: sql<boolean>`(${isInSome} or ${isNamed})`,
    isEverybody,
    reach: reachOf(population, type),
    now,
    rowsMax: population.rowsMax ?? null,
  };
}

function tagsAfter({ tags, traits: { flags } }: Kind, retags: readonly RetagChange[]): readonly Tag[] {
  return retags.reduce<readonly Tag[]>((left, change, at) => (flags[at] === "1" ? retagged(left, change) : left), tags);
}
