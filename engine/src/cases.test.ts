/** Runs every promise in `engine/cases`: each question is put to all doors of the engine. */
import { readdirSync, readFileSync } from "node:fs";
import { catalogue as builtIn } from "@latchkey/contract";
import type { Catalogue, Conditions, Effect, GroupRule, ResourceFilter, RuleTrail } from "@latchkey/contract";
import { compilePolicies, decide, effectiveSubject, explain, specialise, specialiseFor } from "@latchkey/engine";
import type { Circumstances, EnginePolicy, EngineRole, EngineRules, Question, Resource, Subject } from "@latchkey/engine";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { atNoon, tagList } from "../test/questions.ts";
import { passesResourceFilter, passesSubjectFilter } from "../test/reference.ts";

type TagMap = Record<string, string | string[]>;
/** A role's id, or with conditions. */
type HoldingOf = string | { role: string; conditions: Conditions };

interface Case {
  promise: string;
  types?: Catalogue;
  policies?: (Pick<EnginePolicy, "name" | "targets" | "permissions" | "conditions"> & { status?: EnginePolicy["status"] })[];
  roles?: Record<string, Partial<Pick<EngineRole, "permissions" | "includes" | "conditions">>>;
  groups?: Record<string, { parent?: string; rule?: { match: GroupRule["match"]; tags: TagMap }; tags?: TagMap; roles?: HoldingOf[] }>;
  subjects: Record<string, { type: Subject["type"]; tags?: TagMap; groups?: string[]; roles?: HoldingOf[] }>;
  resources: Record<string, { type: string; isNew?: boolean; tags?: TagMap }>;
  questions: Asked[];
  filters?: { subject: string; type: string; action: string; filter: ResourceFilter; gives: string[] }[];
  /** What subjects have, inherited things included. */
  inheritance?: { subject: string; tags?: TagMap; groups?: string[]; roles?: string[] }[];
}

/** Asked on 10 March 2026 at noon, UTC, by somebody of whom nothing is known, unless the question says more. */
interface Asked extends Partial<Omit<Circumstances, "now">> {
  subject: string;
  action: string;
  resource: string;
  at?: string;
  decision: Effect;
  reason: string;
  because?: string[];
}

const folder = new URL("../cases/", import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
  const each = parse(readFileSync(new URL(file, folder), "utf8")) as Case;

  describe(`${file}: ${each.promise}`, () => {
    const set = compilePolicies(rulesOf(each));

    it.each(each.questions)("$subject, $action, $resource: $decision", (asked) => {
      const question = questionOf(each, asked);
      const { subject, action, resource, circumstances } = question;
      const explanation = explain(set, question);
      const grants = specialise(set, subject, circumstances);
      const isAllowed = asked.decision === "allow";

      expect([decide(set, question), grants.decide(action, resource), explanation.decision]).toEqual(Array(3).fill(asked.decision));
      const filter = specialiseFor(set, { action, resource, circumstances })[subject.type];
      expect(passesSubjectFilter(filter, subject, circumstances)).toBe(isAllowed);
      expect(passesResourceFilter(grants.filter(resource.type, action), resource)).toBe(isAllowed);
      expect(explanation.reason).toBe(asked.reason);
      if (asked.because !== undefined) expect(decidingNames(explanation.rules)).toEqual(asked.because);
    });

    it.each(each.filters ?? [])("list of $type for $subject, $action", ({ subject, type, action, filter, gives }) => {
      const actual = specialise(set, subjectNamed(each, subject), atNoon).filter(type, action);
      const names = Object.keys(each.resources).filter((name) => each.resources[name]?.type === type);

      expect(sorted(actual)).toEqual(sorted(filter));
      expect(names.filter((name) => passesResourceFilter(actual, resourceNamed(each, name)))).toEqual(gives);
    });

    it.each(each.inheritance ?? [])("what $subject has", ({ subject, tags = {}, groups = [], roles = [] }) => {
      const effective = effectiveSubject(set, subjectNamed(each, subject), atNoon);
      expect(effective.tags).toEqual(expect.arrayContaining(tagList(tags)));
      expect(effective.tags).toHaveLength(tagList(tags).length);
      expect([effective.groupIds.toSorted(), effective.roleIds.toSorted()]).toEqual([groups.toSorted(), roles.toSorted()]);
    });
  });
}

function rulesOf({ types = {}, policies = [], roles = {}, groups = {} }: Case): EngineRules {
  return {
    catalogue: { ...builtIn, ...types },
    policies: policies.map((policy, index) => ({ status: "active", ...policy, id: `policy-${index}` })),
    roles: Object.entries(roles).map(([id, role]) => ({ permissions: [], includes: [], ...role, id, name: id })),
    groups: Object.entries(groups).map(([id, { parent = null, rule, tags, roles: held }]) => ({
      id,
      name: id,
      parentId: parent,
      rule: rule === undefined ? null : { match: rule.match, tags: tagList(rule.tags) },
      tags: tagList(tags),
      roles: holdingsOf(held),
    })),
  };
}

function holdingsOf(held: readonly HoldingOf[] = []) {
  return held.map((each) =>
    typeof each === "string" ? { roleId: each, conditions: {} } : { roleId: each.role, conditions: each.conditions },
  );
}

function questionOf(
  each: Case,
  { subject, action, resource, at, address = null, isDeviceTrusted = false, hasSecondFactor = false }: Asked,
): Question {
  const now = at === undefined ? atNoon.now : Date.parse(at);
  return {
    subject: subjectNamed(each, subject),
    action,
    resource: resourceNamed(each, resource),
    circumstances: { now, address, isDeviceTrusted, hasSecondFactor },
  };
}

function subjectNamed(each: Case, name: string): Subject {
  const subject = each.subjects[name];
  if (subject === undefined) throw new Error(`the case has no subject ${name}`);
  const { type, tags, groups = [], roles } = subject;
  return { type, id: name, tags: tagList(tags), groups, roles: holdingsOf(roles) };
}

function resourceNamed(each: Case, name: string): Resource {
  const resource = each.resources[name];
  if (resource === undefined) throw new Error(`the case has no resource ${name}`);
  return { type: resource.type, id: resource.isNew === true ? null : name, tags: tagList(resource.tags) };
}

function decidingNames(rules: readonly RuleTrail[]): string[] {
  return rules.filter((rule) => rule.isMatched).map((rule) => rule.policyName);
}

/** The order inside a filter means nothing. */
function sorted(filter: ResourceFilter): ResourceFilter {
  if (filter.kind !== "some") return filter;

  const [anyOf, noneOf] = [filter.anyOf, filter.noneOf].map((set) => ({ ...set, ids: set.ids.toSorted(), tags: set.tags.toSorted() }));
  return { kind: "some", anyOf: anyOf ?? filter.anyOf, noneOf: noneOf ?? filter.noneOf };
}
