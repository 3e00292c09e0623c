/** Class 18 of docs/security: who gains and who loses, as counted by the product, is who does when everybody is asked about everything. */
import type { Conditions, Permission, PolicyBody, Tag, Target } from "@latchkey/contract";
import { compilePolicies, decide, type DiffRules, type Resource, type RoleHolding, type Subject } from "@latchkey/engine";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { patienceMillis, worldCount } from "../../../../engine/test/world-count.ts";
import { naiveDecisionFor, withInherited } from "../../../test/naive-decision.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/test-database.ts";
import { checkInBatches } from "../../../test/world-batches.ts";
import { nextProfileId, storeWorlds } from "../../../test/world-rows.ts";
import { onOneConnection } from "../../database/transact.ts";
import { computeImpact, type Impact } from "./compute-impact.ts";
import { toPlan } from "./plan.ts";
import { summarise, type ImpactSide } from "./summarise.ts";

let latchkey: TestDatabase;
beforeAll(async () => {
  latchkey = await createTestDatabase();
});
afterAll(() => latchkey.drop());

const idOf = (kind: string, at: number) => `${kind}${String(at).padStart(24 - kind.length, "0")}`;
const userIds = [0, 1, 2, 3].map((at) => idOf("a", at));
const dashboardIds = [0, 1, 2].map((at) => idOf("b", at));
const groupIds = [0, 1, 2].map((at) => idOf("c", at));
const roleIds = [0, 1].map((at) => idOf("d", at));
const policyIds = [0, 1, 2, 3].map((at) => idOf("e", at));

const pairs: Tag[] = ["site", "level"].flatMap((key) => ["north", "south"].map((value) => ({ key, value })));
const pair = fc.constantFrom(...pairs);
const tags = fc.uniqueArray(pair, { maxLength: 3 });
const conditions = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Conditions>({}) },
  { weight: 1, arbitrary: fc.constantFrom<Conditions>({ trustedDevice: true }, { secondFactor: true }) },
);
const form = (ids: string[]) =>
  fc.oneof(
    fc.constant({ match: "any" as const }),
    fc.constantFrom(...ids).map((id) => ({ match: "id" as const, id })),
    pair.map((each) => ({ match: "tag" as const, ...each })),
    fc.constantFrom("site", "level").map((key) => ({ match: "tag_match" as const, key })),
  );
const target: fc.Arbitrary<Target> = fc
  .oneof(
    { weight: 4, arbitrary: form(userIds) },
    { weight: 1, arbitrary: fc.constantFrom(...groupIds).map((id) => ({ match: "group" as const, id })) },
    { weight: 1, arbitrary: fc.constantFrom(...roleIds).map((id) => ({ match: "role" as const, id })) },
  )
  .map((each): Target => ({ subject: "run_user", ...each }));
const permission: fc.Arbitrary<Permission> = fc.record({
  effect: fc.constantFrom("allow" as const, "allow" as const, "deny" as const),
  actions: fc.subarray(["access", "edit"], { minLength: 1 }),
  resource: form(dashboardIds).map((each) => ({ type: "dashboard", ...each })),
});
const policy: fc.Arbitrary<PolicyBody> = fc.record({
  name: fc.constant("Policy"),
  description: fc.constant(""),
  status: fc.constantFrom("active" as const, "active" as const, "draft" as const),
  targets: fc.array(target, { minLength: 1, maxLength: 2 }),
  permissions: fc.array(permission, { minLength: 1, maxLength: 2 }),
  conditions,
  tags: fc.constant([]),
});
const holding = fc.record({ roleId: fc.constantFrom(...roleIds), conditions });
const group = (at: number) =>
  fc.record({
    name: fc.constant("Group"),
    description: fc.constant(""),
    parentId: at === 0 ? fc.constant(null) : fc.option(fc.constantFrom(...groupIds.slice(0, at))),
    rule: fc.option(
      fc.record({ match: fc.constantFrom("all" as const, "any" as const), tags: fc.uniqueArray(pair, { minLength: 1, maxLength: 2 }) }),
    ),
    tags: fc.uniqueArray(pair, { maxLength: 1 }),
  });
const role = fc.record({
  name: fc.constant("Role"),
  description: fc.constant(""),
  permissions: fc.array(permission, { maxLength: 1 }),
  includes: fc.subarray(roleIds),
  conditions,
});
const retag = fc.record({
  kind: fc.constant("retag" as const),
  of: fc.constantFrom("run_user" as const, "dashboard" as const),
  which: fc.oneof(
    fc.constant({ all: true as const }),
    pair.map((each) => ({ tag: `${each.key}=${each.value}` })),
    fc.constantFrom("site", "level").map((key) => ({ tag: key })),
    fc.subarray([...userIds, ...dashboardIds], { minLength: 1 }).map((ids) => ({ ids })),
  ),
  rename: fc.array(fc.oneof(fc.constant({ key: "site", to: "level" }), fc.constant({ key: "level", value: "north", toValue: "south" })), {
    maxLength: 1,
  }),
  remove: fc.uniqueArray(pair, { maxLength: 1 }),
  removeKeys: fc.subarray(["site", "level"], { maxLength: 1 }),
  addIfAbsent: fc.uniqueArray(pair, { maxLength: 1 }),
  add: fc.uniqueArray(pair, { maxLength: 1 }),
});
const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("put_policy" as const), policyId: fc.constantFrom(...policyIds), policy }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete_policy" as const), policyId: fc.constantFrom(...policyIds) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("put_role" as const), roleId: fc.constantFrom(...roleIds), role }) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 0, max: 2 })
      .chain((at) => group(at).map((each) => ({ kind: "put_group" as const, groupId: groupIds[at] ?? "", group: each }))),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("change_group_members" as const),
      groupId: fc.constantFrom(...groupIds),
      add: fc.subarray(userIds.slice(0, 2)),
      remove: fc.subarray(userIds.slice(2)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(holding, fc.constantFrom(...userIds)).map(([each, id]) => ({
      kind: "assign_role" as const,
      assignment: { ...each, assignee: { type: "run_user" as const, id } },
    })),
  },
  { weight: 2, arbitrary: retag },
);

const world = fc.record({
  users: fc.array(fc.record({ tags, groups: fc.subarray(groupIds), roles: fc.array(holding, { maxLength: 1 }) }), {
    minLength: userIds.length,
    maxLength: userIds.length,
  }),
  dashboards: fc.array(tags, { minLength: dashboardIds.length, maxLength: dashboardIds.length }),
  policies: fc.array(policy, { minLength: 4, maxLength: 4 }),
  groups: fc.tuple(group(0), group(1), group(2)),
  groupRoles: fc.array(fc.array(holding, { maxLength: 1 }), { minLength: 3, maxLength: 3 }),
  roles: fc.array(role, { minLength: 2, maxLength: 2 }),
  changes: fc.array(change, { minLength: 1, maxLength: 2 }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;
type Change = World["changes"][number];

const catalogue = compilePolicies({}).catalogue;
const now = Date.parse("2026-01-01T00:00:00Z");
const moments = [false, true].flatMap((isDeviceTrusted) =>
  [false, true].map((hasSecondFactor) => ({ now, address: null, isDeviceTrusted, hasSecondFactor })),
);
const actions = ["access", "edit"];

/** Rules, people and things, at one time. */
interface Side {
  rules: DiffRules;
  subjects: (Subject & { groups: string[]; roles: RoleHolding[] })[];
  resources: (Resource & { id: string })[];
}

function sideBefore({ users, dashboards, policies, groups, groupRoles, roles }: World): Side {
  return {
    rules: {
      policies: policies.flatMap((body, at) => (body.status === "active" ? [{ ...body, id: policyIds[at] ?? "" }] : [])),
      groups: groups.map((body, at) => ({ ...body, id: groupIds[at] ?? "", roles: groupRoles[at] ?? [] })),
      roles: roles.map((body, at) => ({ ...body, id: roleIds[at] ?? "" })),
    },
    subjects: users.map((user, at) => ({ type: "run_user", id: userIds[at] ?? "", ...user })),
    resources: dashboards.map((list, at) => ({ type: "dashboard", id: dashboardIds[at] ?? "", tags: list })),
  };
}

/** What the changes say, done one after the other, sharing nothing with the product. */
function sideAfter(before: Side, changes: readonly Change[]): Side {
  return changes.reduce((side, each) => changed(side, each, before), before);
}

function changed({ rules, subjects, resources }: Side, each: Change, before: Side): Side {
  const { policies, groups, roles } = rules;
  const put = <Thing extends { id: string }>(all: readonly Thing[], thing: Thing) => [...all.filter(({ id }) => id !== thing.id), thing];
  switch (each.kind) {
    case "put_policy":
      return { rules: { ...rules, policies: put(policies, { ...each.policy, id: each.policyId }) }, subjects, resources };
    case "delete_policy":
      return { rules: { ...rules, policies: policies.filter(({ id }) => id !== each.policyId) }, subjects, resources };
    case "put_role":
      return { rules: { ...rules, roles: put(roles, { ...each.role, id: each.roleId }) }, subjects, resources };
    case "put_group": {
      const held = groups.find(({ id }) => id === each.groupId)?.roles ?? [];
      return { rules: { ...rules, groups: put(groups, { ...each.group, id: each.groupId, roles: held }) }, subjects, resources };
    }
    case "change_group_members": {
      const without = (someone: Side["subjects"][number]) =>
        someone.groups.filter((id) => id !== each.groupId || !each.remove.includes(someone.id));
      const joined = (id: string) => (each.add.includes(id) ? [each.groupId] : []);
      return {
        rules,
        subjects: subjects.map((someone) => ({ ...someone, groups: [...without(someone), ...joined(someone.id)] })),
        resources,
      };
    }
    case "assign_role": {
      const { assignee, roleId, conditions: held } = each.assignment;
      const given = (id: string) => (id === assignee.id ? [{ roleId, conditions: held }] : []);
      return { rules, subjects: subjects.map((someone) => ({ ...someone, roles: [...someone.roles, ...given(someone.id)] })), resources };
    }
    case "retag":
      if (each.of === "run_user") return { rules, subjects: retaggedOf(subjects, each, before.subjects), resources };
      return { rules, subjects, resources: retaggedOf(resources, each, before.resources) };
  }
}

type Retag = Extract<Change, { kind: "retag" }>;

/** Whom it is about is told by the tags that they had before any change. */
function retaggedOf<Thing extends { id: string; tags: readonly Tag[] }>(
  things: readonly Thing[],
  each: Retag,
  before: readonly Thing[],
): Thing[] {
  const isMeant = ({ id }: Thing) => {
    const { which } = each;
    const had = before.find((thing) => thing.id === id)?.tags ?? [];
    if ("ids" in which) return which.ids.includes(id);
    return "all" in which || had.some(({ key, value }) => which.tag === key || which.tag === `${key}=${value}`);
  };
  return things.map((thing) => (isMeant(thing) ? { ...thing, tags: tagsAfter(thing.tags, each) } : thing));
}

function tagsAfter(tags: readonly Tag[], { rename, remove, removeKeys, addIfAbsent, add }: Retag): Tag[] {
  let left = [...tags];
  for (const step of rename) {
    if ("to" in step) left = left.map(({ key, value }) => ({ key: key === step.key ? step.to : key, value }));
    else left = left.map(({ key, value }) => ({ key, value: key === step.key && value === step.value ? step.toValue : value }));
  }
  left = left.filter(({ key, value }) => !removeKeys.includes(key) && !remove.some((gone) => gone.key === key && gone.value === value));
  const absent = addIfAbsent.filter((tag) => left.every(({ key }) => key !== tag.key));
  return [...left, ...absent, ...add];
}

/** `user dashboard action circumstances` of all that is allowed, asked one by one; engine and naive reading must be of one mind. */
function allowedOf({ rules, subjects, resources }: Side): Set<string> {
  const set = compilePolicies({ ...rules, catalogue });
  const people = moments.flatMap((circumstances, moment) =>
    subjects.map((subject) => ({ subject, person: withInherited(rules, subject, circumstances), circumstances, moment })),
  );
  const asked = people.flatMap((each) => resources.flatMap((resource) => actions.map((action) => ({ ...each, resource, action }))));
  const answers = asked.map(({ subject, person, moment, ...question }) => ({
    name: `${subject.id} ${question.resource.id} ${question.action} ${moment}`,
    decided: decide(set, { subject, ...question }),
    naive: naiveDecisionFor(rules, person, question),
  }));
  const wrong = answers.filter(({ decided, naive }) => decided !== naive);
  if (wrong.length > 0) expect(wrong).toEqual([]);
  return new Set(answers.flatMap(({ name, naive }) => (naive === "allow" ? [name] : [])));
}

const pairsMax = userIds.length * dashboardIds.length * actions.length * moments.length;

/** Those users, dashboards and actions that turn in any circumstances. */
function turned(from: ReadonlySet<string>, to: ReadonlySet<string>): string[][] {
  const names = [...to].filter((name) => !from.has(name)).map((name) => name.slice(0, name.lastIndexOf(" ")));
  return [...new Set(names)].map((name) => name.split(" "));
}

function countOf(names: readonly string[][]) {
  const perAction = actions.map((action): [string, number] => [action, names.filter((name) => name[2] === action).length]);
  return {
    subjects: new Set(names.map(([user]) => user)).size,
    pairs: new Set(names.map(([user, dashboard]) => `${user ?? ""} ${dashboard ?? ""}`)).size,
    byAction: Object.fromEntries(perAction.filter(([, count]) => count > 0)),
  };
}

/** What impact says of one side, as far as it is about dashboards. */
function saidOf(impact: Impact, side: ImpactSide): ReturnType<typeof countOf> {
  const { pairs: pairCount, subjects, byAction } = summarise(impact, side);
  const own = byAction.filter((entry) => entry.type === "dashboard");
  return { subjects, pairs: pairCount, byAction: Object.fromEntries(own.map((entry) => [entry.action, entry.pairs])) };
}

/** The impact of each world's changes, over all worlds at once. */
async function impactsOf(worlds: readonly { before: Side; changes: readonly Change[] }[]): Promise<Impact[]> {
  const stored = worlds.map(({ before, changes }) => ({ ...before, changes, profileId: nextProfileId() }));
  return onOneConnection(latchkey.db, async (connection) => {
    await storeWorlds(connection, stored);
    return Promise.all(
      stored.map(async ({ rules, changes, profileId }) => {
        const plan = toPlan(changes, { rules: { ...rules, catalogue }, now, assignments: new Map() });
        return computeImpact({ connection, profileId, access: null, now: new Date(now) }, plan);
      }),
    );
  });
}

test(
  "impact through PostgreSQL is what asking everybody about everything shows",
  async () => {
    const seen = { worlds: 0, mixed: 0, gaining: 0, losing: 0 };
    const check = async (worlds: readonly World[]) => {
      const asked = worlds.map((each) => ({ before: sideBefore(each), changes: each.changes }));
      const impacts = await impactsOf(asked);
      for (const [at, impact] of impacts.entries()) {
        const { before, changes } = asked[at] ?? expect.fail("an impact that was not asked for");
        const [was, is] = [allowedOf(before), allowedOf(sideAfter(before, changes))];
        const [gains, losses] = [turned(was, is), turned(is, was)];
        expect({ gains: saidOf(impact, "gains"), losses: saidOf(impact, "losses") }, JSON.stringify(changes)).toEqual({
          gains: countOf(gains),
          losses: countOf(losses),
        });

        seen.worlds += 1;
        if (was.size > 0 && was.size < pairsMax) seen.mixed += 1;
        if (gains.length > 0) seen.gaining += 1;
        if (losses.length > 0) seen.losing += 1;
      }
    };
    await checkInBatches({ worlds: world, count: worldCount, check });
    // Worlds in which nothing is allowed, or nothing changes, would prove little.
    expect(seen.worlds).toBeGreaterThanOrEqual(worldCount);
    expect(seen.mixed / seen.worlds).toBeGreaterThan(0.7);
    expect(Math.min(seen.gaining, seen.losing) / seen.worlds).toBeGreaterThan(0.2);
  },
  patienceMillis,
);
