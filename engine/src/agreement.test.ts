/** All doors of the engine give the answer of the naive reference, in random worlds. */
import type { RuleTrail } from "@latchkey/contract";
import {
  compilePolicies,
  decide,
  decideWithTrail,
  effectiveSubject,
  explain,
  inheritanceOf,
  selectorFilter,
  specialise,
  specialiseFor,
  targetFilter,
  verdict,
} from "@latchkey/engine";
import type { PolicySet, Question } from "@latchkey/engine";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  areMet,
  isCovered,
  isInSubjectSet,
  isTargeted,
  matchedRules,
  passesResourceFilter,
  passesSubjectFilter,
  personOf,
  referenceVerdict,
} from "../test/reference.ts";
import { questionsOf, sensibleQuestionsOf, world } from "../test/world.ts";
import type { World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";

vi.setConfig({ testTimeout: patienceMillis });
const runs = { numRuns: worldCount };
const fewerRuns = { numRuns: Math.ceil(worldCount / 4) };

describe("in any world", () => {
  it("a cold decision, grants, their filter and the mirror image agree with the reference", () => {
    fc.assert(fc.property(world, everyDoorAgrees), runs);
  });

  it("explain and trail give the reference's decision and name exactly the rules that made it", () => {
    const checkWorld = (each: World) => {
      const set = compilePolicies(each);
      for (const question of sensibleQuestionsOf(each)) {
        const explanation = explain(set, question);
        const matched = explanation.rules.filter((rule) => rule.isMatched);

        for (const rule of explanation.rules) expectTrueTrail(rule, each, question);
        expect(explanation.decision).toBe(decisionOf(each, question));
        expect(matched.map(nameOf).toSorted()).toEqual(namesOfMatched(each, question));
        const { decision, reason } = explanation;
        expect(decideWithTrail(set, question)).toEqual({ decision, reason, rules: matched });
      }
    };
    fc.assert(fc.property(world, checkWorld), fewerRuns);
  });

  it("the filter of a target holds exactly for the subjects that it matches", () => {
    const checkWorld = (each: World) => {
      const set = compilePolicies(each);
      for (const subject of each.subjects) {
        const person = personOf(each, subject, each.circumstances);
        for (const target of each.policies.flatMap((policy) => policy.targets)) {
          const filter = targetFilter(set, target, each.circumstances);
          const isNamed = target.subject === subject.type && isInSubjectSet(filter, subject, each.circumstances);
          expect(isNamed).toBe(isTargeted(target, person));
        }
      }
    };
    fc.assert(fc.property(world, checkWorld), fewerRuns);
  });

  it("what a subject has, and where from, is what the reference says it has", () => {
    const checkWorld = (each: World) => {
      const set = compilePolicies(each);
      for (const subject of each.subjects) {
        const person = personOf(each, subject, each.circumstances);
        const effective = effectiveSubject(set, subject, each.circumstances);
        const { tags, groups, roles } = inheritanceOf(set, subject, each.circumstances);
        const inForce = roles.filter((role) => role.isInForce).map((role) => role.id);

        expect(pairsOf(effective.tags)).toEqual(pairsOf(person.tags));
        expect(pairsOf(tags)).toEqual(pairsOf(person.tags));
        expect([effective.groupIds.toSorted(), effective.roleIds.toSorted()]).toEqual([person.groups.toSorted(), person.roles.toSorted()]);
        expect(groups.map((group) => group.id).toSorted()).toEqual(person.groups.toSorted());
        expect([...new Set(inForce)].toSorted()).toEqual(person.roles.toSorted());
        expect([...tags, ...groups, ...roles].every((thing) => thing.sources.length > 0)).toBe(true);
      }
    };
    fc.assert(fc.property(world, checkWorld), fewerRuns);
  });
});

it("the filter of a tag match selector names whatever carries the key", () => {
  expect(selectorFilter({ type: "device", match: "tag_match", key: "site" })).toEqual({ any: false, ids: [], tags: [], keys: ["site"] });
});

function everyDoorAgrees(each: World): void {
  const set = compilePolicies(each);
  const grantsOf = new Map(each.subjects.map((subject) => [subject, specialise(set, subject, each.circumstances)]));
  const disagreements = questionsOf(each).flatMap((question) => {
    const grants = grantsOf.get(question.subject) ?? specialise(set, question.subject, each.circumstances);
    const answers = answersOf(set, grants, question);
    const wanted = referenceVerdict(each, question);
    const isRight =
      answers.verdicts.every((answer) => answer === wanted) && answers.decisions.every((answer) => answer === (wanted === "allow"));
    return isRight ? [] : [{ question, wanted, answers }];
  });
  expect(disagreements).toEqual([]);
}

function answersOf(set: PolicySet, grants: ReturnType<typeof specialise>, question: Question) {
  const { subject, action, resource, circumstances } = question;
  return {
    verdicts: [verdict(set, question), grants.verdict(action, resource)],
    decisions: [
      decide(set, question) === "allow",
      grants.decide(action, resource) === "allow",
      passesResourceFilter(grants.filter(resource.type, action), resource),
      passesSubjectFilter(specialiseFor(set, { action, resource, circumstances })[subject.type], subject, circumstances),
    ],
  };
}

function decisionOf(each: World, question: Question) {
  return referenceVerdict(each, question) === "allow" ? "allow" : "deny";
}

function expectTrueTrail(trail: RuleTrail, each: World, { subject, resource, circumstances }: Question): void {
  const person = personOf(each, subject, circumstances);
  const source = sourceOf(trail, each);
  const [target, permission] = [source.targets[trail.targetIndex], source.permissions[trail.permissionIndex]];
  if (target === undefined || permission === undefined) throw new Error("the trail names a rule that does not exist");

  const isAnyTargeted = source.targets.some((one) => isTargeted(one, person));
  expect(trail).toMatchObject({
    policyName: source.name,
    effect: permission.effect,
    targetMatches: isAnyTargeted,
    resourceMatches: isCovered(permission.resource, person, resource),
    conditionsHold: areMet(source.conditions, circumstances),
  });
  expect([target.subject, isTargeted(target, person)]).toEqual([subject.type, isAnyTargeted]);
  expect(trail.isMatched && trail.nearMisses.length > 0).toBe(false);
  for (const step of trail.path) expect(step.kind === "role" ? person.roles : person.groups).toContain(step.id);
}

/** A role is a policy for those who hold it. Its conditions are judged with its being held. */
function sourceOf(trail: RuleTrail, each: World) {
  const role = each.roles.find(({ id }) => id === trail.policyId);
  if (trail.source === "role" && role !== undefined) {
    const targets = (["run_user", "administrator"] as const).map((subject) => ({ subject, match: "role" as const, id: role.id }));
    return { name: role.name, targets, permissions: role.permissions, conditions: undefined };
  }
  const policy = each.policies.find(({ id }) => id === trail.policyId);
  if (policy === undefined) throw new Error("the trail names a policy that does not exist");
  return policy;
}

function pairsOf(tags: readonly { key: string; value: string }[]): string[] {
  return [...new Set(tags.map(({ key, value }) => `${key}=${value}`))].toSorted();
}

function namesOfMatched(each: World, question: Question): string[] {
  return matchedRules(each, question)
    .map((rule) => rule.name)
    .toSorted();
}

function nameOf({ source, policyId, permissionIndex }: RuleTrail): string {
  return `${source === "role" ? "role:" : ""}${policyId}/${permissionIndex}`;
}
