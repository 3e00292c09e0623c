/** What must hold of decisions whatever the policies are, and of the index whatever happened to it before. */
import { compilePolicies, decide, effectiveSubject, specialise, specialiseFor } from "@latchkey/engine";
import type { EngineGroup, EnginePolicy, EngineRole, PolicySet, Question, Subject } from "@latchkey/engine";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { catalogue, groups, policies, questionsOf, roles, sensibleQuestionsOf, world } from "../test/world.ts";
import type { World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";

vi.setConfig({ testTimeout: patienceMillis });
const runs = { numRuns: worldCount };
const fewerRuns = { numRuns: Math.ceil(worldCount / 4) };

type Rules = Pick<World, "policies" | "groups" | "roles">;

describe("the laws of decisions", () => {
  it("adding an allow never takes access away, adding a deny never gives it, in a policy or in a role", () => {
    const seen = { allow: 0, deny: 0 };
    const checkWorld = (before: World, added: EnginePolicy[], [addedRole]: EngineRole[]) => {
      const grantedBefore = allowed(before, before);
      const grown: { effect: "allow" | "deny"; rules: Rules }[] = (["allow", "deny"] as const).flatMap((effect) => [
        { effect, rules: { ...before, policies: [...before.policies, ...added.map((policy) => onlyEffect(policy, effect))] } },
        { effect, rules: { ...before, roles: before.roles.map((role) => withRules(role, { from: addedRole, effect })) } },
      ]);

      for (const { effect, rules } of grown) {
        const grantedAfter = allowed(rules, before);
        const [fewer, more] = effect === "allow" ? [grantedBefore, new Set(grantedAfter)] : [grantedAfter, new Set(grantedBefore)];
        const wrong = fewer.filter((question) => !more.has(question));
        if (wrong.length > 0) expect(wrong).toEqual([]);
        if (fewer.length < more.size) seen[effect] += 1;
      }
    };
    fc.assert(fc.property(world, policies, roles, checkWorld), runs);
    // Rules that change nothing would prove nothing.
    expect(Math.min(seen.allow, seen.deny)).toBeGreaterThan(worldCount / 20);
  });

  it("where nothing denies, joining a group or being given a role never takes access away", () => {
    const checkWorld = (any: World) => {
      const before = {
        ...any,
        policies: any.policies.map((each) => onlyEffect(each, "allow")),
        roles: any.roles.map((each) => onlyEffect(each, "allow")),
      };
      const set = compilePolicies(before);
      for (const question of allowed(before, before)) {
        for (const { id } of before.groups) expect(decide(set, asMember(question, id))).toBe("allow");
        for (const { id } of before.roles) expect(decide(set, asHolder(question, id))).toBe("allow");
      }
    };
    fc.assert(fc.property(world, checkWorld), fewerRuns);
  });

  it("the order of policies, targets, permissions, groups, roles and tags changes nothing", () => {
    const checkWorld = (each: World) => {
      const turned = {
        catalogue: each.catalogue,
        groups: each.groups.toReversed().map((group) => ({ ...turn(group), roles: group.roles.toReversed() })),
        roles: each.roles.toReversed().map((role) => ({ ...role, includes: role.includes.toReversed() })),
        policies: each.policies.toReversed().map((policy) => ({
          ...policy,
          targets: policy.targets.toReversed(),
          permissions: policy.permissions.toReversed(),
        })),
      };
      const [set, turnedSet] = [compilePolicies(each), compilePolicies(turned)];
      const changed = sensibleQuestionsOf(each).filter((question) => {
        const asked = { ...question, subject: turn(question.subject), resource: turn(question.resource) };
        return decide(turnedSet, asked) !== decide(set, question);
      });
      expect(changed).toEqual([]);
    };
    fc.assert(fc.property(world, checkWorld), fewerRuns);
  });

  it("monitored policies count only in a set that is asked to include them", () => {
    const checkWorld = (each: World) => {
      const enforced = each.policies.map((policy) => (policy.status === "monitor" ? { ...policy, status: "active" as const } : policy));
      const [monitoring, wanted] = [compilePolicies({ ...each, includeMonitored: true }), compilePolicies({ ...each, policies: enforced })];
      const changed = sensibleQuestionsOf(each).filter((question) => decide(monitoring, question) !== decide(wanted, question));
      expect(changed).toEqual([]);
    };
    fc.assert(fc.property(world, checkWorld), fewerRuns);
  });
});

describe("a policy set that changes", () => {
  it("answers like one that was built afresh, whatever was put and removed before", () => {
    const edit = fc.record({
      kind: fc.constantFrom("policies" as const, "groups" as const, "roles" as const),
      isPut: fc.boolean(),
      index: fc.nat(4),
    });
    const pools = fc.record({ policies, groups, roles });
    const checkWorld = (each: World, pool: Rules, edits: Edit[]) => {
      const set = compilePolicies(each);
      const living = livingOf(each);
      for (const one of edits) {
        // Whatever the set keeps for speed is made before the edit, so that a forgotten refresh shows.
        for (const subject of each.subjects) specialise(set, subject, each.circumstances);
        applyEdit({ set, living, pool }, one);
      }

      const rebuilt = compilePolicies({ ...rulesOf(living), catalogue });
      expect(set.policyCount).toBe(rebuilt.policyCount);
      expect(each.subjects.map((subject) => belongings(set, subject, each))).toEqual(
        each.subjects.map((subject) => belongings(rebuilt, subject, each)),
      );
      const questions = sensibleQuestionsOf(each);
      expect(questions.map((question) => answers(set, question))).toEqual(questions.map((question) => answers(rebuilt, question)));
    };
    fc.assert(fc.property(world, pools, fc.array(edit, { maxLength: 12 }), checkWorld), fewerRuns);
  });

  it("keeps nothing of a policy, role or group that is gone", () => {
    const checkRules = (each: World) => {
      const set = compilePolicies(each);
      for (const { id } of each.policies) set.remove(id);
      for (const { id } of each.roles) set.removeRole(id);
      for (const { id } of each.groups) set.removeGroup(id);

      const spaces = [...set.subjects.values(), ...set.resources];
      const sizes = spaces.map((space) => [space.any, space.ids.size, space.tags.size, space.roles.size, space.groups.size]);
      expect(sizes).toEqual(spaces.map(() => [0, 0, 0, 0, 0]));
      expect([set.policyCount, set.cells.size, set.postings.size, set.rules.size, set.linksByTarget.size]).toEqual([0, 0, 0, 0, 0]);
      expect([...set.targetAtoms.owners, ...set.resourceAtoms.owners].filter((owner) => owner !== undefined)).toEqual([]);
      expect(set.directory).toEqual(compilePolicies({}).directory);
    };
    fc.assert(fc.property(world, checkRules), fewerRuns);
  });

  it("leaves grants made before as they were, and tells by the version that they are stale", () => {
    const checkWorld = (each: World, later: EnginePolicy[], laterGroups: EngineGroup[]) => {
      const set = compilePolicies(each);
      const [subject] = each.subjects;
      if (subject === undefined) return;
      const grants = specialise(set, subject, each.circumstances);
      const before = questionsOf(each).map(({ action, resource }) => grants.decide(action, resource));

      for (const policy of later) set.put(policy);
      for (const group of laterGroups) set.putGroup(group);
      expect(questionsOf(each).map(({ action, resource }) => grants.decide(action, resource))).toEqual(before);
      expect(grants.version === set.version).toBe(later.length + laterGroups.length === 0);
    };
    fc.assert(fc.property(world, policies, groups, checkWorld), fewerRuns);
  });
});

function answers(set: PolicySet, question: Question) {
  const { subject, action, resource, circumstances } = question;
  return {
    cold: decide(set, question),
    hot: specialise(set, subject, circumstances).decide(action, resource),
    isInMirror: specialiseFor(set, { action, resource, circumstances })[subject.type].kind === "none",
  };
}

/** In any order. */
function belongings(set: PolicySet, subject: Subject, { circumstances }: World) {
  const { tags, groupIds, roleIds } = effectiveSubject(set, subject, circumstances);
  return [tags.map(({ key, value }) => `${key}=${value}`), groupIds, roleIds].map((list) => list.toSorted());
}

interface Edit {
  readonly kind: keyof Rules;
  readonly isPut: boolean;
  readonly index: number;
}

interface Living {
  readonly policies: Map<string, EnginePolicy>;
  readonly groups: Map<string, EngineGroup>;
  readonly roles: Map<string, EngineRole>;
}

function livingOf(rules: Rules): Living {
  const byId = <Thing extends { id: string }>(things: readonly Thing[]) => new Map(things.map((thing) => [thing.id, thing]));
  return { policies: byId(rules.policies), groups: byId(rules.groups), roles: byId(rules.roles) };
}

function rulesOf({ policies: allPolicies, groups: allGroups, roles: allRoles }: Living): Rules {
  return { policies: [...allPolicies.values()], groups: [...allGroups.values()], roles: [...allRoles.values()] };
}

function applyEdit({ set, living, pool }: { set: PolicySet; living: Living; pool: Rules }, { kind, isPut, index }: Edit): void {
  if (kind === "policies") {
    change(living.policies, pool.policies[index], { isPut, put: (policy) => set.put(policy), remove: (id) => set.remove(id) });
  } else if (kind === "groups") {
    change(living.groups, pool.groups[index], { isPut, put: (group) => set.putGroup(group), remove: (id) => set.removeGroup(id) });
  } else {
    change(living.roles, pool.roles[index], { isPut, put: (role) => set.putRole(role), remove: (id) => set.removeRole(id) });
  }
}

function change<Thing extends { id: string }>(
  living: Map<string, Thing>,
  thing: Thing | undefined,
  { isPut, put, remove }: { isPut: boolean; put: (thing: Thing) => void; remove: (id: string) => void },
): void {
  if (thing === undefined) return;
  if (isPut) {
    put(thing);
    living.set(thing.id, thing);
    return;
  }
  remove(thing.id);
  living.delete(thing.id);
}

function allowed(rules: Rules, each: World): Question[] {
  const set = compilePolicies({ ...rules, catalogue: each.catalogue });
  const questions = questionsByWorld.get(each) ?? sensibleQuestionsOf(each);
  questionsByWorld.set(each, questions);
  return questions.filter((question) => decide(set, question) === "allow");
}

// The same question objects each time, so that they can be compared by identity.
const questionsByWorld = new WeakMap<World, Question[]>();

function onlyEffect<Source extends EnginePolicy | EngineRole>(source: Source, effect: "allow" | "deny"): Source {
  const permissions = source.permissions.map((permission) => ({ ...permission, effect }));
  return { ...source, permissions, ...("status" in source ? { id: `${source.id}-${effect}` } : {}) };
}

function withRules(role: EngineRole, { from, effect }: { from: EngineRole | undefined; effect: "allow" | "deny" }): EngineRole {
  return from === undefined ? role : { ...role, permissions: [...role.permissions, ...onlyEffect(from, effect).permissions] };
}

function asMember(question: Question, groupId: string): Question {
  const { subject } = question;
  return { ...question, subject: { ...subject, groups: [...(subject.groups ?? []), groupId] } };
}

function asHolder(question: Question, roleId: string): Question {
  const { subject } = question;
  return { ...question, subject: { ...subject, roles: [...(subject.roles ?? []), { roleId, conditions: {} }] } };
}

function turn<Thing extends { tags: readonly unknown[] }>(thing: Thing): Thing {
  return { ...thing, tags: thing.tags.toReversed() };
}
