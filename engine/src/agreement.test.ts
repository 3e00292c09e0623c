/** All doors of the engine give the answer of the naive reference, in random worlds. */
import {
  compilePolicies,
  decide,
  decideWithTrail,
  explain,
  selectorFilter,
  specialise,
  specialiseFor,
  targetFilter,
} from "@latchkey/engine";
import type { RuleTrail } from "@latchkey/contract";
import type { EnginePolicy } from "@latchkey/engine";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  isCovered,
  isMember,
  isTargeted,
  matchedRules,
  passesResourceFilter,
  passesSubjectFilter,
  referenceDecision,
} from "../test/reference.ts";
import { questionsOf, sensibleQuestionsOf, world } from "../test/world.ts";
import type { Question, World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";

vi.setConfig({ testTimeout: patienceMillis });
const runs = { numRuns: worldCount };

describe("in any world", () => {
  it("a cold decision, grants, their filter and the mirror image agree with the reference", () => {
    fc.assert(fc.property(world, everyDoorAgrees), runs);
  });

  it("explain and trail give the reference's decision and name exactly the rules that made it", () => {
    const checkWorld = (each: World) => {
      const set = compilePolicies(each.policies);
      for (const question of sensibleQuestionsOf(each)) {
        const { subject, action, resource } = question;
        const explanation = explain(set, subject, action, resource);
        const matched = explanation.rules.filter((rule) => rule.isMatched);

        for (const rule of explanation.rules) expectTrueTrail(rule, each.policies, question);
        expect(explanation.decision).toBe(referenceDecision(each.policies, question));
        expect(matched.map(nameOf).toSorted()).toEqual(namesOfMatched(each.policies, question));
        expect(decideWithTrail(set, subject, action, resource)).toEqual({
          decision: explanation.decision,
          reason: explanation.reason,
          rules: matched,
        });
      }
    };
    fc.assert(fc.property(world, checkWorld), { numRuns: Math.ceil(worldCount / 4) });
  });

  it("the filter of a target holds exactly for the subjects that it matches", () => {
    const checkWorld = (each: World) => {
      for (const subject of each.subjects) {
        for (const target of each.policies.flatMap((policy) => policy.targets)) {
          const alone = { ...everything, targets: [target] };
          const isNamed = target.subject === subject.type && isMember(targetFilter(target), subject);
          const resource = { type: "dashboard" as const, id: "one", tags: [] };
          expect(isNamed).toBe(referenceDecision([alone], { subject, action: "access", resource }) === "allow");
        }
      }
    };
    fc.assert(fc.property(world, checkWorld), { numRuns: Math.ceil(worldCount / 4) });
  });
});

const everything: EnginePolicy = {
  id: "everything",
  name: "Everything",
  status: "active",
  targets: [],
  permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
};

it("the filter of a tag match selector names whatever carries the key", () => {
  expect(selectorFilter({ type: "device", match: "tag_match", key: "site" })).toEqual({ any: false, ids: [], tags: [], keys: ["site"] });
});

function everyDoorAgrees(each: World): void {
  const set = compilePolicies(each.policies);
  const grantsOf = new Map(each.subjects.map((subject) => [subject, specialise(set, subject)]));
  const disagreements = questionsOf(each).flatMap((question) => {
    const { subject, action, resource } = question;
    const grants = grantsOf.get(subject) ?? specialise(set, subject);
    const answers = {
      cold: decide(set, subject, action, resource),
      hot: grants.decide(action, resource),
      filter: passesResourceFilter(grants.filter(resource.type, action), resource) ? "allow" : "deny",
      mirror: passesSubjectFilter(specialiseFor(set, action, resource)[subject.type], subject) ? "allow" : "deny",
    };
    const wanted = referenceDecision(each.policies, question);
    return Object.values(answers).every((answer) => answer === wanted) ? [] : [{ question, wanted, answers }];
  });
  expect(disagreements).toEqual([]);
}

function expectTrueTrail(trail: RuleTrail, policies: EnginePolicy[], { subject, resource }: Question): void {
  const policy = policies.find(({ id }) => id === trail.policyId);
  const [target, permission] = [policy?.targets[trail.targetIndex], policy?.permissions[trail.permissionIndex]];
  if (policy === undefined || target === undefined || permission === undefined)
    throw new Error("the trail names a rule that does not exist");

  const isAnyTargeted = policy.targets.some((each) => isTargeted(each, subject));
  const resourceMatches = isCovered(permission.resource, subject, resource);
  expect(trail).toMatchObject({ policyName: policy.name, effect: permission.effect, targetMatches: isAnyTargeted, resourceMatches });
  expect([target.subject, isTargeted(target, subject)]).toEqual([subject.type, isAnyTargeted]);
  expect(trail.isMatched && trail.nearMisses.length > 0).toBe(false);
}

function namesOfMatched(policies: EnginePolicy[], question: Parameters<typeof matchedRules>[1]): string[] {
  return matchedRules(policies, question)
    .map((rule) => rule.name)
    .toSorted();
}

function nameOf(rule: { policyId: string; permissionIndex: number }): string {
  return `${rule.policyId}/${rule.permissionIndex}`;
}
