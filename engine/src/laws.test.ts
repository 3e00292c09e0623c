/** What must hold of decisions whatever the policies are, and of the index whatever happened to it before. */
import { compilePolicies, decide, specialise, specialiseFor } from "@latchkey/engine";
import type { EnginePolicy, PolicySet } from "@latchkey/engine";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { policies, questionsOf, sensibleQuestionsOf, world } from "../test/world.ts";
import type { Question, World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";

vi.setConfig({ testTimeout: patienceMillis });
const runs = { numRuns: Math.ceil(worldCount / 4) };

describe("the laws of decisions", () => {
  it("adding an allow never takes access away, adding a deny never gives it", () => {
    const checkWorld = (before: World, [added]: EnginePolicy[]) => {
      if (added === undefined) return;
      const grantedBefore = allowed(before.policies, before);

      const allowing = [...before.policies, onlyEffect(added, "allow")];
      expect(grantedBefore.filter((question) => !isAllowed(allowing, question))).toEqual([]);

      const denying = [...before.policies, onlyEffect(added, "deny")];
      expect(allowed(denying, before).filter((question) => !grantedBefore.includes(question))).toEqual([]);
    };
    fc.assert(fc.property(world, policies, checkWorld), runs);
  });

  it("the order of policies, targets, permissions and tags changes nothing", () => {
    const checkWorld = (each: World) => {
      const turned = each.policies.toReversed().map((policy) => ({
        ...policy,
        targets: policy.targets.toReversed(),
        permissions: policy.permissions.toReversed(),
      }));
      const [set, turnedSet] = [compilePolicies(each.policies), compilePolicies(turned)];
      const changed = sensibleQuestionsOf(each).filter(({ subject, action, resource }) => {
        const before = decide(set, subject, action, resource);
        return decide(turnedSet, turn(subject), action, turn(resource)) !== before;
      });
      expect(changed).toEqual([]);
    };
    fc.assert(fc.property(world, checkWorld), runs);
  });
});

describe("a policy set that changes", () => {
  it("answers like one that was built afresh, whatever was put and removed before", () => {
    const edit = fc.tuple(fc.boolean(), fc.nat(4));
    const checkWorld = (each: World, pool: EnginePolicy[], edits: [boolean, number][]) => {
      const set = compilePolicies(each.policies);
      const living = new Map(each.policies.map((policy) => [policy.id, policy]));
      for (const [isPut, index] of edits) {
        // Whatever the set keeps for speed is made before the edit, so that a forgotten refresh shows.
        for (const subject of each.subjects) specialise(set, subject);
        applyEdit({ set, living, policy: pool[index], isPut });
      }

      const rebuilt = compilePolicies(living.values());
      expect(set.policyCount).toBe(rebuilt.policyCount);
      const questions = sensibleQuestionsOf(each);
      expect(questions.map((question) => answers(set, question))).toEqual(questions.map((question) => answers(rebuilt, question)));
    };
    fc.assert(fc.property(world, policies, fc.array(edit, { maxLength: 12 }), checkWorld), runs);
  });

  it("keeps nothing of a policy that is gone", () => {
    const checkPolicies = (list: EnginePolicy[]) => {
      const set = compilePolicies(list);
      for (const policy of list) set.remove(policy.id);

      const spaces = [...set.subjects.values(), ...set.resources];
      expect(spaces.map((space) => [space.any, space.ids.size, space.tags.size])).toEqual(spaces.map(() => [0, 0, 0]));
      expect([set.policyCount, set.cells.byTarget.size, set.cells.byResource.size, set.linksByTarget.size]).toEqual([0, 0, 0, 0]);
      expect([...set.targetAtoms.owners, ...set.resourceAtoms.owners].filter((owner) => owner !== undefined)).toEqual([]);
    };
    fc.assert(fc.property(policies, checkPolicies), runs);
  });

  it("leaves grants made before as they were, and tells by the version that they are stale", () => {
    const checkWorld = (each: World, later: EnginePolicy[]) => {
      const set = compilePolicies(each.policies);
      const [subject] = each.subjects;
      if (subject === undefined) return;
      const grants = specialise(set, subject);
      const before = questionsOf(each).map(({ action, resource }) => grants.decide(action, resource));

      for (const policy of later) set.put(policy);
      expect(questionsOf(each).map(({ action, resource }) => grants.decide(action, resource))).toEqual(before);
      expect(grants.version === set.version).toBe(later.length === 0);
    };
    fc.assert(fc.property(world, policies, checkWorld), runs);
  });
});

function answers(set: PolicySet, { subject, action, resource }: Question) {
  return {
    cold: decide(set, subject, action, resource),
    hot: specialise(set, subject).decide(action, resource),
    isInMirror: specialiseFor(set, action, resource)[subject.type].kind === "none",
  };
}

function applyEdit(edit: { set: PolicySet; living: Map<string, EnginePolicy>; policy: EnginePolicy | undefined; isPut: boolean }): void {
  const { set, living, policy, isPut } = edit;
  if (policy === undefined) return;
  if (isPut) {
    set.put(policy);
    living.set(policy.id, policy);
    return;
  }
  set.remove(policy.id);
  living.delete(policy.id);
}

function allowed(list: EnginePolicy[], each: World): Question[] {
  const set = compilePolicies(list);
  const questions = questionsByWorld.get(each) ?? sensibleQuestionsOf(each);
  questionsByWorld.set(each, questions);
  return questions.filter(({ subject, action, resource }) => decide(set, subject, action, resource) === "allow");
}

// The same question objects each time, so that they can be compared by identity.
const questionsByWorld = new WeakMap<World, Question[]>();

function isAllowed(list: EnginePolicy[], { subject, action, resource }: Question): boolean {
  return decide(compilePolicies(list), subject, action, resource) === "allow";
}

function onlyEffect(policy: EnginePolicy, effect: "allow" | "deny"): EnginePolicy {
  return { ...policy, id: "added", permissions: policy.permissions.map((permission) => ({ ...permission, effect })) };
}

function turn<Thing extends { tags: readonly unknown[] }>(thing: Thing): Thing {
  return { ...thing, tags: thing.tags.toReversed() };
}
