/** All doors of the engine give the answer of the naive reference, in random worlds. */
import { isDeepStrictEqual } from "node:util";
import type { Effect, RuleTrail } from "@latchkey/contract";
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
import type { Person } from "../test/reference.ts";
import { questionsOf, sensibleQuestionsOf, world } from "../test/world.ts";
import type { World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";

vi.setConfig({ testTimeout: patienceMillis });
const runs = { numRuns: worldCount };

describe("in any world", () => {
  it("a cold decision, grants, their filter and the mirror image agree with the reference", () => {
    const seen = { worlds: 0, mixed: 0 };
    const checkWorld = (each: World) => {
      const decisions = new Set(everyDoorAgrees(each));
      seen.worlds += 1;
      if (decisions.size === 2) seen.mixed += 1;
    };
    fc.assert(fc.property(world, checkWorld), runs);
    // Worlds in which everything is denied would prove little.
    expect(seen.mixed / seen.worlds).toBeGreaterThan(0.25);
  });

  it("explain and trail give the reference's decision and name exactly the rules that made it", () => {
    const checkWorld = (each: World) => {
      const set = compilePolicies(each);
      const people = new Map(each.subjects.map((subject) => [subject, personOf(each, subject, each.circumstances)]));
      const answers = sensibleQuestionsOf(each).map((question) => {
        const person = people.get(question.subject) ?? personOf(each, question.subject, each.circumstances);
        const explanation = explain(set, question);
        const { decision, reason, rules } = explanation;
        const matched = rules.filter((rule) => rule.isMatched);
        const said = {
          decision,
          matched: matched.map(nameOf).toSorted(),
          again: decideWithTrail(set, question),
          untrue: rules.flatMap((rule) => untrueParts(rule, each, { ...question, person })),
        };
        const wanted = {
          decision: decisionOf(each, question),
          matched: namesOfMatched(each, question),
          again: { decision, reason, rules: matched },
          untrue: [],
        };
        return { question, said, wanted };
      });
      expect(answers.filter(areDifferent)).toEqual([]);
    };
    fc.assert(fc.property(world, checkWorld), runs);
  });

  it("the filter of a target holds exactly for the subjects that it matches", () => {
    const checkWorld = (each: World) => {
      const set = compilePolicies(each);
      const wrong = each.subjects.flatMap((subject) => {
        const person = personOf(each, subject, each.circumstances);
        return each.policies
          .flatMap((policy) => policy.targets)
          .filter((target) => {
            const filter = targetFilter(set, target, each.circumstances);
            const isNamed = target.subject === subject.type && isInSubjectSet(filter, subject, each.circumstances);
            return isNamed !== isTargeted(target, person);
          })
          .map((target) => ({ target, subject }));
      });
      expect(wrong).toEqual([]);
    };
    fc.assert(fc.property(world, checkWorld), runs);
  });

  it("what a subject has, and where from, is what the reference says it has", () => {
    const checkWorld = (each: World) => {
      const set = compilePolicies(each);
      const answers = each.subjects.map((subject) => {
        const person = personOf(each, subject, each.circumstances);
        const effective = effectiveSubject(set, subject, each.circumstances);
        const { tags, groups, roles } = inheritanceOf(set, subject, each.circumstances);
        const inForce = roles.filter((role) => role.isInForce).map((role) => role.id);

        const isOf = { tags: pairsOf(person.tags), groups: person.groups.toSorted(), roles: person.roles.toSorted() };
        const said = [
          { tags: pairsOf(effective.tags), groups: effective.groupIds.toSorted(), roles: effective.roleIds.toSorted() },
          { tags: pairsOf(tags), groups: groups.map((group) => group.id).toSorted(), roles: [...new Set(inForce)].toSorted() },
        ];
        const withoutSource = [...tags, ...groups, ...roles].filter((thing) => thing.sources.length === 0);
        return { subject, said: { belongings: said, withoutSource }, wanted: { belongings: [isOf, isOf], withoutSource: [] } };
      });
      expect(answers.filter(areDifferent)).toEqual([]);
    };
    fc.assert(fc.property(world, checkWorld), runs);
  });
});

it("the filter of a tag match selector names whatever carries the key", () => {
  expect(selectorFilter({ type: "device", match: "tag_match", key: "site" })).toEqual({ any: false, ids: [], tags: [], keys: ["site"] });
});

/** Answers what is decided. */
function everyDoorAgrees(each: World): Effect[] {
  const set = compilePolicies(each);
  const grantsOf = new Map(each.subjects.map((subject) => [subject, specialise(set, subject, each.circumstances)]));
  const all = questionsOf(each).map((question) => {
    const grants = grantsOf.get(question.subject) ?? specialise(set, question.subject, each.circumstances);
    return { question, answers: answersOf(set, grants, question), wanted: referenceVerdict(each, question) };
  });
  const disagreements = all.filter(
    ({ answers, wanted }) =>
      !answers.verdicts.every((answer) => answer === wanted) || !answers.decisions.every((answer) => answer === (wanted === "allow")),
  );
  expect(disagreements).toEqual([]);
  return all.map(({ wanted }) => (wanted === "allow" ? "allow" : "deny"));
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

/** Compared without `expect`, which takes longer than all that is asked. */
function areDifferent({ said, wanted }: { said: unknown; wanted: unknown }): boolean {
  return !isDeepStrictEqual(said, wanted);
}

function decisionOf(each: World, question: Question) {
  return referenceVerdict(each, question) === "allow" ? "allow" : "deny";
}

/** The parts of a trail that say what is not so. */
function untrueParts(trail: RuleTrail, each: World, { person, subject, resource, circumstances }: Question & { person: Person }): string[] {
  const source = sourceOf(trail, each);
  const [target, permission] = [source.targets[trail.targetIndex], source.permissions[trail.permissionIndex]];
  if (target === undefined || permission === undefined) throw new Error("the trail names a rule that does not exist");

  const isAnyTargeted = source.targets.some((one) => isTargeted(one, person));
  const isTrue = {
    policyName: trail.policyName === source.name,
    effect: trail.effect === permission.effect,
    targetMatches: trail.targetMatches === isAnyTargeted,
    resourceMatches: trail.resourceMatches === isCovered(permission.resource, person, resource),
    conditionsHold: trail.conditionsHold === areMet(source.conditions, circumstances),
    targetIndex: target.subject === subject.type && isTargeted(target, person) === isAnyTargeted,
    nearMisses: !trail.isMatched || trail.nearMisses.length === 0,
    path: trail.path.every((step) => (step.kind === "role" ? person.roles : person.groups).includes(step.id)),
  };
  return Object.entries(isTrue).flatMap(([part, holds]) => (holds ? [] : [`${nameOf(trail)} ${part}`]));
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
