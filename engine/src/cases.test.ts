/** Runs every promise in `engine/cases`: each question is put to all doors of the engine. */
import { readdirSync, readFileSync } from "node:fs";
import type { Effect, ResourceFilter, ResourceType, Tag } from "@latchkey/contract";
import { compilePolicies, decide, explain, specialise, specialiseFor } from "@latchkey/engine";
import type { EnginePolicy, Resource, Subject } from "@latchkey/engine";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { passesResourceFilter, passesSubjectFilter } from "../test/reference.ts";

type TagMap = Record<string, string | string[]>;

interface Case {
  promise: string;
  policies: (Pick<EnginePolicy, "name" | "targets" | "permissions"> & { status?: EnginePolicy["status"] })[];
  subjects: Record<string, { type: Subject["type"]; tags?: TagMap }>;
  resources: Record<string, { type: ResourceType; isNew?: boolean; tags?: TagMap }>;
  questions: { subject: string; action: string; resource: string; decision: Effect; reason: string; because?: string[] }[];
  filters?: { subject: string; type: ResourceType; action: string; filter: ResourceFilter; gives: string[] }[];
}

const folder = new URL("../cases/", import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
  const each = parse(readFileSync(new URL(file, folder), "utf8")) as Case;

  describe(`${file}: ${each.promise}`, () => {
    const policies = each.policies.map((policy, index) => ({ status: "active" as const, ...policy, id: `policy-${index}` }));
    const set = compilePolicies(policies);

    it.each(each.questions)("$subject, $action, $resource: $decision", ({ action, decision, reason, because, ...names }) => {
      const subject = subjectNamed(each, names.subject);
      const resource = resourceNamed(each, names.resource);
      const explanation = explain(set, subject, action, resource);
      const grants = specialise(set, subject);

      expect([decide(set, subject, action, resource), grants.decide(action, resource), explanation.decision]).toEqual(
        Array(3).fill(decision),
      );
      expect(passesSubjectFilter(specialiseFor(set, action, resource)[subject.type], subject)).toBe(decision === "allow");
      expect(passesResourceFilter(grants.filter(resource.type, action), resource)).toBe(decision === "allow");
      expect(explanation.reason).toBe(reason);
      if (because !== undefined) expect(decidingNames(explanation.rules)).toEqual(because);
    });

    it.each(each.filters ?? [])("list of $type for $subject, $action", ({ subject, type, action, filter, gives }) => {
      const actual = specialise(set, subjectNamed(each, subject)).filter(type, action);
      const names = Object.keys(each.resources).filter((name) => each.resources[name]?.type === type);

      expect(sorted(actual)).toEqual(sorted(filter));
      expect(names.filter((name) => passesResourceFilter(actual, resourceNamed(each, name)))).toEqual(gives);
    });
  });
}

function subjectNamed(each: Case, name: string): Subject {
  const subject = each.subjects[name];
  if (subject === undefined) throw new Error(`the case has no subject ${name}`);
  return { type: subject.type, id: name, tags: tagList(subject.tags) };
}

function resourceNamed(each: Case, name: string): Resource {
  const resource = each.resources[name];
  if (resource === undefined) throw new Error(`the case has no resource ${name}`);
  return { type: resource.type, id: resource.isNew === true ? null : name, tags: tagList(resource.tags) };
}

function tagList(tags: TagMap = {}): Tag[] {
  return Object.entries(tags).flatMap(([key, values]) => [values].flat().map((value) => ({ key, value })));
}

function decidingNames(rules: { policyName: string; isMatched: boolean }[]): string[] {
  return rules.filter((rule) => rule.isMatched).map((rule) => rule.policyName);
}

/** The order inside a filter means nothing. */
function sorted(filter: ResourceFilter): ResourceFilter {
  if (filter.kind !== "some") return filter;

  const [anyOf, noneOf] = [filter.anyOf, filter.noneOf].map((set) => ({ ...set, ids: set.ids.toSorted(), tags: set.tags.toSorted() }));
  return { kind: "some", anyOf: anyOf ?? filter.anyOf, noneOf: noneOf ?? filter.noneOf };
}
