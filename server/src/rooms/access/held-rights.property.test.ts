/**
 * Class 11 of docs/security: whatever a delegated person is allowed to change in a random world, nobody can do afterwards what
 * neither they themselves could do before, nor the delegated person.
 */
import {
  compilePolicies,
  verdict,
  type Circumstances,
  type EngineGroup,
  type EnginePolicy,
  type EngineRole,
  type Resource,
  type Subject,
} from "@latchkey/engine";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { catalogue, groups, policies, roles, world, type World } from "../../../../engine/test/world.ts";
import { patienceMillis, worldCount } from "../../../../engine/test/world-count.ts";
import { toStoredTags } from "../../database/tags.ts";
import type { TraitChange } from "../../http/access.ts";
import { isNothingGivenToAnybody } from "./given-rules.ts";
import { holdsReplacement, isNothingGained, type Holder } from "./held-rights.ts";
import { isNothingGainedOn } from "./retagging.ts";

vi.setConfig({ testTimeout: patienceMillis });
const numRuns = Math.ceil(worldCount / 4);

const circumstances: fc.Arbitrary<Circumstances[]> = fc.array(
  world.map((each) => each.circumstances),
  { minLength: 3, maxLength: 6 },
);
const spare = fc.record({ world, circumstances, policies, groups, roles, pick: fc.nat(20), other: world });
type Spare = typeof spare extends fc.Arbitrary<infer T> ? T : never;

/** Changes that the delegated person asks for, with what would be asked of `Access` about each; null where there is nothing to change. */
interface Attempt {
  isAllowed(holder: Holder): boolean;
  after: World;
}

const active = (policy: EnginePolicy): EnginePolicy => ({ ...policy, status: "active" });
const at = <T>(list: readonly T[], pick: number): T | undefined => (list.length === 0 ? undefined : list[pick % list.length]);
const replaced = <T>(list: readonly T[], old: T, next: T | null): T[] =>
  list.map((each) => (each === old ? next : each)).filter((each): each is T & {} => each !== null);
const anybody = (change: TraitChange) => (holder: Holder) => isNothingGivenToAnybody(holder, change);

const attempts: Record<string, (given: Spare) => Attempt | null> = {
  "saves a new policy": ({ world: before, policies: [added] }) => {
    if (!added) return null;
    const policy = { ...active(added), id: "new" };
    return { isAllowed: (holder) => holdsReplacement(holder, null, policy), after: { ...before, policies: [...before.policies, policy] } };
  },
  "replaces a policy": ({ world: before, policies: [added], pick }) => {
    const old = at(before.policies, pick);
    if (!old || !added) return null;
    const policy = { ...added, id: old.id };
    return {
      isAllowed: (holder) => holdsReplacement(holder, old, policy),
      after: { ...before, policies: replaced(before.policies, old, policy) },
    };
  },
  "changes a part of a policy": ({ world: before, policies: [added], pick }) => {
    const old = at(before.policies, pick);
    if (!old || !added) return null;
    const policy =
      pick % 2 === 0 ? { ...old, permissions: [...old.permissions.slice(1), ...added.permissions] } : { ...old, targets: added.targets };
    return {
      isAllowed: (holder) => holdsReplacement(holder, old, policy),
      after: { ...before, policies: replaced(before.policies, old, policy) },
    };
  },
  "deletes a policy": ({ world: before, pick }) => {
    const old = at(before.policies, pick);
    if (!old) return null;
    return {
      isAllowed: (holder) => holdsReplacement(holder, old, null),
      after: { ...before, policies: replaced(before.policies, old, null) },
    };
  },
  "changes tags, groups and roles of somebody": ({ world: before, other, pick }) => {
    const [old, model] = [at(before.subjects, pick), at(other.subjects, pick)];
    if (!old || !model) return null;
    const subject: Subject = {
      ...old,
      ...(pick % 2 === 0 ? { tags: model.tags } : {}),
      ...(pick % 3 === 0 ? { groups: model.groups ?? [] } : {}),
      ...(pick % 5 < 3 ? { roles: model.roles ?? [] } : {}),
    };
    return {
      isAllowed: (holder) => isNothingGained(holder, old, subject),
      after: { ...before, subjects: replaced(before.subjects, old, subject) },
    };
  },
  "changes what members of a group inherit": ({ world: before, groups: [model], pick }) => {
    const old = at(before.groups, pick);
    if (!old || !model) return null;
    const group: EngineGroup = { ...old, tags: model.tags, roles: model.roles, parentId: pick % 2 === 0 ? old.parentId : null };
    const traits = ({ tags, roles: held, parentId }: EngineGroup) => ({
      tags: toStoredTags(tags),
      roles: held,
      groups: parentId === null ? [] : [parentId],
    });
    const change = { before: traits(old), after: traits(group) };
    return { isAllowed: anybody(change), after: { ...before, groups: replaced(before.groups, old, group) } };
  },
  "changes who is in a group by rule": ({ world: before, groups: [model], pick }) => {
    const old = at(before.groups, pick);
    if (!old || !model) return null;
    const group: EngineGroup = { ...old, rule: model.rule };
    const isAllowed = (holder: Holder) =>
      isNothingGivenToAnybody(holder, { before: {}, after: { groups: [old.id] } }) &&
      isNothingGivenToAnybody(holder, { before: { groups: [old.id] }, after: {} });
    return { isAllowed, after: { ...before, groups: replaced(before.groups, old, group) } };
  },
  "changes a role": ({ world: before, roles: [model], pick }) => {
    const old = at(before.roles, pick);
    if (!old || !model) return null;
    const role: EngineRole = { ...old, permissions: model.permissions, includes: pick % 2 === 0 ? old.includes : model.includes };
    const rulesOf = (each: EngineRole) => ({
      status: "active" as const,
      targets: [],
      permissions: each.permissions,
      conditions: each.conditions,
    });
    const held = (each: EngineRole) => ({ roles: each.includes.map((roleId) => ({ roleId, conditions: {} })) });
    const isAllowed = (holder: Holder) =>
      holdsReplacement(holder, rulesOf(old), rulesOf(role)) && isNothingGivenToAnybody(holder, { before: held(old), after: held(role) });
    return { isAllowed, after: { ...before, roles: replaced(before.roles, old, role) } };
  },
  "changes the tags of a resource": ({ world: before, other, pick }) => {
    const [old, model] = [at(before.resources, pick), at(other.resources, pick)];
    if (!old || !model || old.id === null) return null;
    const resource: Resource = { ...old, tags: model.tags };
    const tags = { before: toStoredTags(old.tags), after: toStoredTags(model.tags) };
    const named = { type: old.type, id: old.id };
    return {
      isAllowed: (holder) => isNothingGainedOn(holder, { resource: named, tags }),
      after: { ...before, resources: replaced(before.resources, old, resource) },
    };
  },
};

describe.each(Object.entries(attempts))("a delegated person who %s", (_title, attempt) => {
  test("gives nobody what neither of the two could do before", () => {
    const counts = { allowed: 0, refused: 0 };
    const check = (given: Spare) => {
      const tried = attempt(given);
      const [delegate] = given.world.subjects;
      if (tried === null || delegate === undefined) return;

      const before = rightsIn(given.world);
      const holder = { set: before.set, subject: delegate, now: Math.min(...given.circumstances.map((each) => each.now)) };
      const isAllowed = tried.isAllowed(holder);
      counts[isAllowed ? "allowed" : "refused"] += 1;
      if (!isAllowed) return;

      const after = rightsIn(tried.after);
      for (const question of comparisons(given, tried.after)) {
        const { was, is, on, now, moment } = question;
        const could = new Set([...before.actions(was, on, moment), ...before.actions(delegate, on, moment)]);
        const gained = after.actions(is, now, moment).filter((action) => !could.has(action));
        expect({ gained, of: is.id, on: now }).toEqual({ gained: [], of: is.id, on: now });
      }
    };
    fc.assert(fc.property(spare, check), { numRuns });
    expect(counts.allowed).toBeGreaterThan(numRuns / 100);
    expect(counts.refused).toBeGreaterThan(numRuns / 100);
  });
});

/** The moves of an attack: deny it to everybody, allow it to oneself, take the denial away again, and whatever else comes up. */
const move = fc.record({
  kind: fc.constantFrom("create", "create", "create", "replace", "delete", "delete"),
  rules: fc.constantFrom("random", "deny everybody", "deny everybody", "allow me", "allow me", "draft"),
  policies,
  pick: fc.nat(20),
});
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;
const attack = fc.record({ world, circumstances, moves: fc.array(move, { minLength: 2, maxLength: 8 }) });

describe("a delegated person who saves and deletes policies one after another", () => {
  test("and everybody else ends up with nothing that neither of the two could do at first", () => {
    let changed = 0;
    const check = ({ world: first, circumstances: moments, moves }: typeof attack extends fc.Arbitrary<infer T> ? T : never) => {
      const [delegate] = first.subjects;
      const [wanted] = first.resources;
      if (delegate === undefined || wanted === undefined) return;

      const { type } = wanted;
      const desired = [
        { effect: "allow" as const, actions: Object.keys(catalogue[type] ?? {}), resource: { type, match: "any" as const } },
      ];
      const now = Math.min(...moments.map((each) => each.now));
      let current = first.policies;
      for (const [index, each] of moves.entries()) {
        const { before, after } = rulesOfMove(each, { current, desired, delegate, id: `new-${index}` });
        const set = compilePolicies({ policies: current, groups: first.groups, roles: first.roles, catalogue });
        if ((before === null && after === null) || !holdsReplacement({ set, subject: delegate, now }, before, after)) continue;
        const kept = before === null ? current : current.filter((policy) => policy !== before);
        current = after === null ? kept : [...kept, after];
        changed += 1;
      }

      const [before, after] = [rightsIn(first), rightsIn({ ...first, policies: current })];
      for (const moment of moments) {
        for (const [is, on] of first.subjects.flatMap((subject) => first.resources.map((resource) => [subject, resource] as const))) {
          const could = new Set([...before.actions(is, on, moment), ...before.actions(delegate, on, moment)]);
          const gained = after.actions(is, on, moment).filter((action) => !could.has(action));
          expect({ gained, of: is.id, on, steps: moves.length }).toEqual({ gained: [], of: is.id, on, steps: moves.length });
        }
      }
    };
    fc.assert(fc.property(attack, check), { numRuns });
    expect(changed).toBeGreaterThan(numRuns);
  });
});

interface Situation {
  current: readonly EnginePolicy[];
  desired: EnginePolicy["permissions"];
  delegate: Subject;
  id: string;
}

function rulesOfMove({ kind, rules, policies: [random], pick }: Move, { current, desired, delegate, id }: Situation) {
  // The newest is the likeliest to be of one's own making.
  const before = kind === "create" ? null : (at(current.toReversed(), pick % 2) ?? null);
  if (kind === "delete") return { before, after: null };

  const base: EnginePolicy = { id: before?.id ?? id, name: id, status: "active", targets: [], permissions: [], conditions: {} };
  const { type } = delegate;
  const made: Record<typeof rules, EnginePolicy> = {
    random: { ...(random ?? base), id: base.id },
    "deny everybody": {
      ...base,
      targets: [{ subject: type, match: "any" }],
      permissions: desired.map((permission) => ({ ...permission, effect: "deny" })),
    },
    "allow me": {
      ...base,
      targets: [{ subject: type, match: "id", id: delegate.id }],
      permissions: desired.map((permission) => ({ ...permission, effect: "allow" })),
    },
    draft: { ...(before ?? base), status: "draft" },
  };
  return { before, after: made[rules] };
}

/** Everybody with everything at every moment, before and after a change. */
function comparisons({ world: before, circumstances: moments }: Spare, after: World) {
  return moments.flatMap((moment) =>
    after.subjects.flatMap((is, who) =>
      after.resources.flatMap((now, what) => {
        const [was, on] = [before.subjects[who], before.resources[what]];
        return was && on ? [{ was, is, on, now, moment }] : [];
      }),
    ),
  );
}

/** What people can really do, what comes by default included. Each widget is on a dashboard and carries its tags. */
function rightsIn({ policies: rules, groups: grouped, roles: named }: World) {
  const set = compilePolicies({ policies: rules, groups: grouped, roles: named, catalogue });
  const actions = (subject: Subject, resource: Resource, moment: Circumstances): string[] => {
    const ask = (action: string, of = resource) => verdict(set, { subject, action, resource: of, circumstances: moment });
    const onWidget = (dashboard: Resource, widget: Resource) =>
      ["access", "send_data"].filter((action) => {
        const [onDashboard, direct] = [ask("access", dashboard), ask(action, widget)];
        return onDashboard !== "deny" && direct !== "deny" && (onDashboard === "allow" || direct === "allow");
      });
    if (resource.type === "own_settings") return [];
    if (resource.type === "widget") return onWidget({ ...resource, type: "dashboard", id: `${resource.id}-dashboard` }, resource);

    // Only what does not exist yet is created; everything else is asked of what does.
    const asked = Object.keys(catalogue[resource.type] ?? {}).filter((action) => (action === "create") === (resource.id === null));
    const own = asked.filter((action) => isAllowed(action, (name) => ask(name), resource.type));
    if (resource.type !== "dashboard" || resource.id === null) return own;
    return [
      ...own,
      ...onWidget(resource, { ...resource, type: "widget", id: `${resource.id}-widget` }).map((action) => `widget ${action}`),
    ];
  };
  return { set, actions };
}

/** What brings an action along unless a rule denies it. */
function sourceOf(type: string, action: string): string | null {
  if (type === "dashboard" && action === "export") return "access";
  return type === "run_user" && action === "edit_tags" ? "edit" : null;
}

function isAllowed(action: string, ask: (action: string) => string, type: string): boolean {
  const source = sourceOf(type, action);
  if (source === null) return ask(action) === "allow";
  return ask(source) !== "deny" && ask(action) !== "deny" && (ask(source) === "allow" || ask(action) === "allow");
}
