import type { Conditions, Permission, Tag, Target } from "@latchkey/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patienceMillis, worldCount } from "../test/world-count.ts";
import { decide } from "./decide.ts";
import { differenceOf, type Combination, type Difference } from "./diff.ts";
import type { DiffRules } from "./diff-scenario.ts";
import { effectiveSubject } from "./effective-subject.ts";
import type { Circumstances, EffectiveSubject, EngineGroup, EnginePolicy, EngineRole, Resource, Subject } from "./model.ts";
import { compilePolicies } from "./compile-policies.ts";
import type { PolicySet } from "./policy-set.ts";

const tag = (key: string, value: string): Tag => ({ key, value });
const supervisors: Target = { subject: "run_user", match: "tag", key: "level", value: "supervisor" };
const dashboards = (key: string, value: string, effect: "allow" | "deny" = "allow"): Permission => ({
  effect,
  actions: ["access"],
  resource: { type: "dashboard", match: "tag", key, value },
});
const policy = (id: string, targets: Target[], permissions: Permission[], conditions: Conditions = {}): EnginePolicy => ({
  id,
  name: id,
  status: "active",
  targets,
  permissions,
  conditions,
});
const rules = (policies: EnginePolicy[], groups: EngineGroup[] = [], roles: EngineRole[] = []): DiffRules => ({ policies, groups, roles });
const compare = (before: DiffRules, after: DiffRules): Difference => differenceOf(before, after, { now: 0 });
const states = policy("states", [supervisors], [dashboards("state", "NY")]);

describe("examples", () => {
  test("the same rules make no difference, however they are written", () => {
    const twice = [states, { ...states, id: "again", permissions: [dashboards("state", "NY"), dashboards("state", "NY")] }];
    expect(compare(rules([states]), rules(twice))).toEqual({ gains: [], losses: [], scenarios: [], isCapped: false });
  });

  test("a new policy gains exactly what it names", () => {
    const { gains, losses } = compare(rules([]), rules([states]));
    expect(losses).toEqual([]);
    expect(gains).toEqual([
      {
        subject: { type: "run_user", id: null, tags: [tag("level", "supervisor")], keys: [], groups: [], roles: [] },
        resource: { type: "dashboard", id: null, tags: [tag("state", "NY")], matchKeys: [] },
        actions: ["access"],
        conditions: [],
        except: [],
      },
    ]);
  });

  test("a policy within a wider one gains nothing", () => {
    const anyone = policy(
      "anyone",
      [{ subject: "run_user", match: "any" }],
      [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
    );
    expect(compare(rules([anyone]), rules([anyone, states])).gains).toEqual([]);
    expect(compare(rules([anyone, states]), rules([anyone])).losses).toEqual([]);
  });

  test("a lifted deny gains where an allow and the deny met", () => {
    const payroll = policy(
      "payroll",
      [{ subject: "run_user", match: "tag", key: "type", value: "contractor" }],
      [dashboards("class", "payroll", "deny")],
    );
    const { gains } = compare(rules([states, payroll]), rules([states]));
    expect(gains).toHaveLength(1);
    expect(gains[0]?.subject.tags).toEqual([tag("level", "supervisor"), tag("type", "contractor")]);
    expect(gains[0]?.resource.tags).toEqual([tag("state", "NY"), tag("class", "payroll")]);
  });

  test("a new allow names the denies that cut into it", () => {
    const secret = policy("secret", [{ subject: "run_user", match: "any" }], [dashboards("class", "secret", "deny")]);
    expect(compare(rules([secret]), rules([secret, states])).gains[0]?.except).toEqual([{ kind: "policy", id: "secret", name: "secret" }]);
  });

  test("a condition takes access away where it does not hold, a wider one gives some", () => {
    const factor = { ...states, conditions: { secondFactor: true as const } };
    const { gains, losses } = compare(rules([states]), rules([factor]));
    expect(gains).toEqual([]);
    expect(losses).toHaveLength(1);

    const narrow = { ...states, conditions: { addresses: ["192.0.2.0/25"] } };
    const wide = { ...states, conditions: { addresses: ["192.0.2.0/24"] } };
    expect(compare(rules([wide]), rules([narrow])).gains).toEqual([]);
    expect(compare(rules([narrow]), rules([wide])).gains[0]?.conditions).toEqual([wide.conditions]);
  });

  test("a group that moves below another gains what that one brings", () => {
    const group = (id: string, parentId: string | null, tags: Tag[] = []): EngineGroup => ({
      id,
      name: id,
      parentId,
      rule: null,
      tags,
      roles: [],
    });
    const before = rules([states], [group("top", null, [tag("level", "supervisor")]), group("low", null)]);
    const after = rules([states], [group("top", null, [tag("level", "supervisor")]), group("low", "top")]);
    const { gains, losses } = compare(before, after);
    expect(losses).toEqual([]);
    expect(gains.map((each) => each.subject)).toEqual([{ type: "run_user", id: null, tags: [], keys: [], groups: ["low"], roles: [] }]);
  });

  test("one changed policy among a thousand takes milliseconds", () => {
    const many = Array.from({ length: 1000 }, (_each, at) =>
      policy(
        `p${at}`,
        [{ subject: "run_user", match: "tag", key: `k${at % 20}`, value: `${at % 50}` }],
        [dashboards(`d${at % 16}`, `${at % 40}`, at % 10 === 0 ? "deny" : "allow")],
      ),
    );
    const changed = many.map((each, at) => (at === 500 ? { ...each, permissions: [dashboards("new", "one")] } : each));
    compare(rules(many), rules(changed));
    const begun = performance.now();
    expect(compare(rules(many), rules(changed)).gains.length).toBeGreaterThan(0);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

const keys = ["site", "__proto__"];
const values = ["north", "south"];
const pairs = keys.flatMap((key) => values.map((value) => tag(key, value)));
const pair = fc.constantFrom(...pairs);
const id = fc.constantFrom("one", "two");
const groupIds = ["g0", "g1", "g2"];
const roleIds = ["r0", "r1"];
const groupId = fc.constantFrom(...groupIds);
const roleId = fc.constantFrom(...roleIds);
const conditions = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Conditions>({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Conditions>({ trustedDevice: true }, { secondFactor: true }, { trustedDevice: true, secondFactor: true }),
  },
);

const form = fc.oneof(
  fc.constant({ match: "any" as const }),
  id.map((each) => ({ match: "id" as const, id: each })),
  pair.map((each) => ({ match: "tag" as const, ...each })),
  fc.constantFrom(...keys).map((key) => ({ match: "tag_match" as const, key })),
);
const subjectForm = fc.oneof(
  { weight: 4, arbitrary: form },
  { weight: 2, arbitrary: groupId.map((each) => ({ match: "group" as const, id: each })) },
  { weight: 2, arbitrary: roleId.map((each) => ({ match: "role" as const, id: each })) },
);
const target: fc.Arbitrary<Target> = fc
  .tuple(fc.constantFrom("run_user" as const, "run_user" as const, "administrator" as const), subjectForm)
  .map(([subject, each]): Target => ({ subject, ...each }));
const permission: fc.Arbitrary<Permission> = fc.record({
  effect: fc.constantFrom("allow" as const, "allow" as const, "deny" as const),
  actions: fc.subarray(["access", "create"], { minLength: 1 }),
  resource: form.map((each) => ({ type: "dashboard", ...each })),
});
const somePolicy = (policyId: string): fc.Arbitrary<EnginePolicy> =>
  fc.record({
    id: fc.constant(policyId),
    name: fc.constant(policyId),
    status: fc.constantFrom("active" as const, "active" as const, "active" as const, "draft" as const),
    targets: fc.array(target, { minLength: 1, maxLength: 2 }),
    permissions: fc.array(permission, { minLength: 1, maxLength: 2 }),
    conditions,
  });
const someGroup = (at: number): fc.Arbitrary<EngineGroup> =>
  fc.record({
    id: fc.constant(groupIds[at] ?? ""),
    name: fc.constant(""),
    parentId: at === 0 ? fc.constant(null) : fc.option(fc.constantFrom(...groupIds.slice(0, at))),
    rule: fc.option(
      fc.record({ match: fc.constantFrom("all" as const, "any" as const), tags: fc.uniqueArray(pair, { minLength: 1, maxLength: 2 }) }),
    ),
    tags: fc.uniqueArray(pair, { maxLength: 1 }),
    roles: fc.array(fc.record({ roleId, conditions }), { maxLength: 1 }),
  });
const someRole = (at: number): fc.Arbitrary<EngineRole> =>
  fc.record({
    id: fc.constant(roleIds[at] ?? ""),
    name: fc.constant(""),
    permissions: fc.array(permission, { maxLength: 1 }),
    includes: fc.subarray(roleIds),
    conditions,
  });

const things = <Thing>(make: (at: number) => fc.Arbitrary<Thing>, count: number): fc.Arbitrary<Thing[]> =>
  fc
    .tuple(...Array.from({ length: count }, (_each, at) => fc.option(make(at))))
    .map((list) => list.filter((each) => each !== null) as Thing[]);

/** Two sets of rules that have most in common: some things are kept, some replaced, some only in one. */
const change: fc.Arbitrary<[DiffRules, DiffRules]> = fc
  .record({
    policies: things((at) => somePolicy(`p${at}`), 4),
    newPolicies: things((at) => somePolicy(`p${at}`), 2),
    groups: things(someGroup, 3),
    newGroups: things(someGroup, 3),
    roles: things(someRole, 2),
    newRoles: things(someRole, 2),
    isDirectoryKept: fc.boolean(),
    isGroupsKept: fc.boolean(),
    removed: fc.constantFrom("p0", "p1", "p2", "p3", ""),
  })
  .map((all): [DiffRules, DiffRules] => {
    const replaced = <Thing extends { id: string }>(old: Thing[], fresh: Thing[]) => [
      ...old.filter((each) => !fresh.some((other) => other.id === each.id)),
      ...fresh,
    ];
    const kept = all.policies.filter((each) => each.id !== all.removed);
    const after = {
      policies: replaced(kept, all.newPolicies),
      groups: all.isDirectoryKept || all.isGroupsKept ? all.groups : replaced(all.groups, all.newGroups),
      roles: all.isDirectoryKept ? all.roles : replaced(all.roles, all.newRoles),
    };
    return [{ policies: all.policies, groups: all.groups, roles: all.roles }, after];
  });

// A value and an id that no rule names stand for all of those.
const everyTags = subsets([...pairs, tag("site", "elsewhere")]);
const circumstances: Circumstances[] = [false, true].flatMap((isDeviceTrusted) =>
  [false, true].map((hasSecondFactor) => ({ now: 1, address: null, isDeviceTrusted, hasSecondFactor })),
);

function subsets<Thing>(list: Thing[]): Thing[][] {
  return list.reduce<Thing[][]>((all, each) => [...all, ...all.map((some) => [...some, each])], [[]]);
}

interface Case {
  subject: Subject;
  resource: Resource;
  action: string;
  when: Circumstances;
}

/** A slice of all there is, another one each time: everything at once would be a million questions. */
function casesOf(seed: number): Case[] {
  const pick = <Thing>(list: Thing[], salt: number, count: number) =>
    Array.from({ length: count }, (_each, at) => list[Math.abs(Math.imul(seed + salt + at * 7919, 2654435761)) % list.length]).filter(
      (each) => each !== undefined,
    );
  const traits = product(pick(everyTags, 1, 6), product(pick(subsets(groupIds), 2, 4), pick(subsets(roleIds), 3, 3)));
  const owners = product(["run_user", "administrator"] as const, ["one", "else"]);
  const subjects = product(owners, traits).map(([[type, id], [tags, [groups, roles]]]): Subject => {
    return { type, id, tags, groups, roles: roles.map((roleId) => ({ roleId, conditions: {} })) };
  });
  const resources = product(["two", "else", null], pick(everyTags, 4, 6)).map(([id, tags]): Resource => ({ type: "dashboard", id, tags }));
  return product(subjects, product(resources, pick(circumstances, 5, 2))).map(([subject, [resource, when]]) => {
    return { subject, resource, when, action: resource.id === null ? "create" : "access" };
  });
}

function product<One, Other>(some: readonly One[], others: readonly Other[]): [One, Other][] {
  return some.flatMap((one) => others.map((other): [One, Other] => [one, other]));
}

const isAllowed = (set: PolicySet, { subject, resource, action, when }: Case): boolean =>
  decide(set, { subject, resource, action, circumstances: when }) === "allow";

/** Carries all that a combination names: of their own, or by inheritance both before and after. */
function isCovered(combination: Combination, each: Case, [one, other]: [EffectiveSubject, EffectiveSubject]): boolean {
  const { subject, resource, conditions: given } = combination;
  const own = each.subject;
  const has = (list: readonly Tag[], wanted: Tag) => list.some((found) => found.key === wanted.key && found.value === wanted.value);
  const carries = (wanted: Tag) => has(own.tags, wanted) || (has(one.tags, wanted) && has(other.tags, wanted));
  const allTags = [...own.tags, ...one.tags].filter(carries);
  return (
    subject.type === own.type &&
    (subject.id === null || subject.id === own.id) &&
    subject.tags.every(carries) &&
    subject.keys.every((key) => allTags.some((found) => found.key === key)) &&
    subject.groups.every((group) => own.groups?.includes(group) || (one.groupIds.includes(group) && other.groupIds.includes(group))) &&
    subject.roles.every(
      (role) => own.roles?.some((held) => held.roleId === role) || (one.roleIds.includes(role) && other.roleIds.includes(role)),
    ) &&
    (resource.id === null || resource.id === each.resource.id) &&
    resource.tags.every((wanted) => has(each.resource.tags, wanted)) &&
    resource.matchKeys.every((key) => each.resource.tags.some((found) => found.key === key && carries(found))) &&
    combination.actions.includes(each.action) &&
    given.every((all) => (!all.trustedDevice || each.when.isDeviceTrusted) && (!all.secondFactor || each.when.hasSecondFactor))
  );
}

function realised({ subject, resource, conditions: given }: Combination, action: string): Case {
  const fresh = (key: string) => tag(key, "fresh");
  return {
    subject: {
      type: subject.type,
      id: subject.id ?? "fresh",
      tags: [...subject.tags, ...subject.keys.map(fresh)],
      groups: subject.groups,
      roles: subject.roles.map((each) => ({ roleId: each, conditions: {} })),
    },
    resource: {
      type: resource.type,
      id: action === "create" ? null : (resource.id ?? "fresh"),
      tags: [...resource.tags, ...resource.matchKeys.map(fresh)],
    },
    action,
    when: {
      now: 1,
      address: null,
      isDeviceTrusted: given.some((each) => each.trustedDevice === true),
      hasSecondFactor: given.some((each) => each.secondFactor === true),
    },
  };
}

test(
  "whoever gains or loses is listed, and whatever is listed gains or loses",
  () => {
    fc.assert(
      fc.property(change, fc.integer({ min: 0, max: 1_000_000 }), ([before, after], seed) => {
        const { gains, losses, isCapped } = compare(before, after);
        const [older, newer] = [compilePolicies(before), compilePolicies(after)];
        expect(isCapped).toBe(false);

        for (const [list, from, to] of [[gains, older, newer] as const, [losses, newer, older] as const]) {
          const still = list.filter((combination) =>
            combination.actions.some((action) => {
              const each = realised(combination, action);
              return isAllowed(from, each) || !isAllowed(to, each);
            }),
          );
          expect(still).toEqual([]);
        }
        for (const each of casesOf(seed)) {
          const [was, is] = [isAllowed(older, each), isAllowed(newer, each)];
          if (was === is) continue;

          const effective: [EffectiveSubject, EffectiveSubject] = [
            effectiveSubject(older, each.subject, each.when),
            effectiveSubject(newer, each.subject, each.when),
          ];
          const isListed = (is ? gains : losses).some((combination) => isCovered(combination, each, effective));
          if (!isListed) expect.fail(`is not listed: ${JSON.stringify({ each, was, is })}`);
        }
      }),
      { numRuns: Math.ceil(worldCount / 20) },
    );
  },
  patienceMillis,
);
