import type { AccessChange, Conditions, Permission, PolicyBody, Tag, Target } from "@latchkey/contract";
import { compilePolicies, decide, type DiffRules, type PolicySet, type Resource, type Subject } from "@latchkey/engine";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { computeImpact } from "./compute-impact.ts";
import { toPlan, tagsByPlan, withGroupsAndRoles, type Plan } from "./plan.ts";
import { summarise, type ImpactSide } from "./summarise.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
/** Has one user and one dashboard, of which the others are copies. */
let model: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
  model = await latchkey.make.aProfile();
  await latchkey.make.aUser(model);
  await latchkey.make.aDashboard(model);
});
afterAll(() => latchkey.close());

const worldCount = Number(process.env["LATCHKEY_WORLDS"] ?? 2000) / 20;
const idOf = (kind: string, at: number) => `${kind}${String(at).padStart(24 - kind.length, "0")}`;
const userIds = [0, 1, 2, 3, 4].map((at) => idOf("a", at));
const dashboardIds = [0, 1, 2, 3].map((at) => idOf("b", at));
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
const change: fc.Arbitrary<AccessChange> = fc.oneof(
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
    minLength: 5,
    maxLength: 5,
  }),
  dashboards: fc.array(tags, { minLength: 4, maxLength: 4 }),
  policies: fc.array(policy, { minLength: 4, maxLength: 4 }),
  groups: fc.tuple(group(0), group(1), group(2)),
  groupRoles: fc.array(fc.array(holding, { maxLength: 1 }), { minLength: 3, maxLength: 3 }),
  roles: fc.array(role, { minLength: 2, maxLength: 2 }),
  changes: fc.array(change, { minLength: 1, maxLength: 2 }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

const stored = (list: readonly Tag[]) => list.map(({ key, value }) => `${key}=${value}`);

/** People and dashboards with those tags, groups and roles; the rules stay in memory. */
async function store({ users, dashboards }: World): Promise<void> {
  await sql`delete from role_assignments where profile_id = ${profile.id}`.execute(latchkey.db);
  await sql`delete from users where profile_id = ${profile.id} and id like 'a000%'`.execute(latchkey.db);
  await sql`delete from dashboards where profile_id = ${profile.id} and id like 'b000%'`.execute(latchkey.db);
  for (const [at, user] of users.entries()) {
    await copyFirst("users", { id: userIds[at] ?? "", tags: stored(user.tags), group_ids: user.groups });
    for (const each of user.roles) {
      await sql`insert into role_assignments
        (profile_id, id, role_id, assignee_type, assignee_id, conditions, conditions_key, reason, given_by, created_at)
        values (${profile.id}, ${idOf("f", at)}, ${each.roleId}, 'run_user', ${userIds[at]}, ${JSON.stringify(each.conditions)}::jsonb, '', '', '', now())`.execute(
        latchkey.db,
      );
    }
  }
  for (const [at, list] of dashboards.entries()) await copyFirst("dashboards", { id: dashboardIds[at] ?? "", tags: stored(list) });
}

async function copyFirst(table: "users" | "dashboards", columns: { id: string; tags: string[]; group_ids?: string[] }): Promise<void> {
  const own = { ...columns, profile_id: profile.id, ...(table === "users" ? { email: `${columns.id}@latchkey.test` } : {}) };
  await sql`
    insert into ${sql.table(table)}
    select (jsonb_populate_record(first, ${JSON.stringify(own)}::jsonb)).* from ${sql.table(table)} as first
    where profile_id = ${model.id} limit 1`.execute(latchkey.db);
}

interface Side {
  set: PolicySet;
  subjects: Subject[];
  resources: Resource[];
}

const moments = [false, true].flatMap((isDeviceTrusted) =>
  [false, true].map((hasSecondFactor) => ({ now: Date.parse("2026-01-01T00:00:00Z"), address: null, isDeviceTrusted, hasSecondFactor })),
);

/** Every pair asked one by one under all circumstances: `user dashboard action` of those that turn in any. */
function bruteForce(before: Side, after: Side): Record<ImpactSide, Set<string>> {
  const found = { gains: new Set<string>(), losses: new Set<string>() };
  before.subjects.forEach((subject, at) => {
    before.resources.forEach((resource, place) => {
      for (const action of ["access", "edit"]) {
        for (const circumstances of moments) {
          const was = decide(before.set, { subject, action, resource, circumstances });
          const is = decide(after.set, {
            subject: after.subjects[at] ?? subject,
            action,
            resource: after.resources[place] ?? resource,
            circumstances,
          });
          if (was !== is) found[is === "allow" ? "gains" : "losses"].add(`${subject.id} ${resource.id ?? ""} ${action}`);
        }
      }
    });
  });
  return found;
}

function sidesOf(each: World, plan: Plan): { before: Side; after: Side } {
  const subjects = each.users.map((user, at): Subject & { groups: string[]; roles: World["users"][number]["roles"] } => ({
    type: "run_user",
    id: userIds[at] ?? "",
    ...user,
  }));
  const resources = each.dashboards.map((list, at): Resource & { id: string } => ({
    type: "dashboard",
    id: dashboardIds[at] ?? "",
    tags: list,
  }));
  const set = (rules: DiffRules) => compilePolicies({ ...rules, catalogue: plan.catalogue });
  return {
    before: { set: set(plan.before), subjects, resources },
    after: {
      set: set(plan.after),
      subjects: subjects.map((subject) => plan.traits.reduce(withGroupsAndRoles, { ...subject, tags: tagsByPlan(plan, subject) })),
      resources: resources.map((resource) => ({ ...resource, tags: tagsByPlan(plan, resource) })),
    },
  };
}

test("impact through PostgreSQL is what asking everybody about everything shows", { timeout: 600_000 }, async () => {
  const { catalogue } = compilePolicies({});
  await fc.assert(
    fc.asyncProperty(world, async (each) => {
      await store(each);
      const rules = {
        policies: each.policies.flatMap((body, at) => (body.status === "active" ? [{ ...body, id: policyIds[at] ?? "" }] : [])),
        groups: each.groups.map((body, at) => ({ ...body, id: groupIds[at] ?? "", roles: each.groupRoles[at] ?? [] })),
        roles: each.roles.map((body, at) => ({ ...body, id: roleIds[at] ?? "" })),
        catalogue,
      };
      const now = moments[0]?.now ?? 0;
      const plan = toPlan(each.changes, { rules, now, assignments: new Map() });
      const impact = await computeImpact({ connection: latchkey.db, profileId: profile.id, access: null, now: new Date(now) }, plan);
      const { before, after } = sidesOf(each, plan);
      const expected = bruteForce(before, after);

      for (const side of ["gains", "losses"] as const) {
        const turned = [...expected[side]].map((name) => name.split(" "));
        const { pairs: pairCount, subjects, byAction } = summarise(impact, side);
        const own = byAction.filter((entry) => entry.type === "dashboard");
        expect(
          { subjects, pairs: pairCount, byAction: Object.fromEntries(own.map((entry) => [entry.action, entry.pairs])) },
          `${side} of ${JSON.stringify(each.changes)}`,
        ).toEqual({
          subjects: new Set(turned.map(([user]) => user)).size,
          pairs: new Set(turned.map(([user, dashboard]) => `${user ?? ""} ${dashboard ?? ""}`)).size,
          byAction: Object.fromEntries(
            ["access", "edit"]
              .map((action): [string, number] => [action, turned.filter((name) => name[2] === action).length])
              .filter(([, count]) => count > 0),
          ),
        });
      }
    }),
    { numRuns: Math.ceil(worldCount) },
  );
});
