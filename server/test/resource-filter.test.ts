/**
 * Class 18 of docs/security: the condition in SQL, the single decision, the explanation and a naive reading of the words
 * of the specification must agree, in PostgreSQL itself and through the whole product.
 */
import { catalogue, type SubjectType, type Tag } from "@latchkey/contract";
import {
  compilePolicies,
  decide,
  explain,
  specialise,
  specialiseFor,
  targetFilter,
  type Circumstances,
  type EngineGroup,
  type EnginePolicy,
  type EngineRole,
  type PolicySet,
  type Resource,
  type Subject,
  type SubjectFilter,
} from "@latchkey/engine";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resourceFilterToSql } from "../src/database/resource-filter.ts";
import { subjectFilterToSql } from "../src/database/subject-filter.ts";
import { toStoredTags } from "../src/database/tags.ts";
import { listAble } from "../src/rooms/access/who-can.store.ts";
import { conditionsKeyOf } from "../src/rooms/roles/roles.rules.ts";
import {
  circumstances,
  conditions,
  groupsInWorld,
  ids,
  matcher,
  permissionOf,
  policiesOf,
  roleIds,
  subject,
  tags,
  targetOf,
} from "./random-rules.ts";
import { isTargeted, naiveDecision, withInherited, type Rules } from "./naive-decision.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

const tables = { dashboard: "dashboards", device: "devices", analysis: "analyses", run_user: "users" } as const;
const columns = { id: sql`id`, tags: sql`tags` };

describe("in PostgreSQL", () => {
  interface World extends Rules {
    groups: EngineGroup[];
    roles: EngineRole[];
    subjects: Subject[];
    resources: Record<"dashboard" | "device", Tag[][]>;
    circumstances: Circumstances;
  }
  const role = fc.record({
    permissions: fc.array(permissionOf(["dashboard", "device"]), { maxLength: 2 }),
    includes: fc.subarray(roleIds, { maxLength: 1 }),
    conditions,
  });
  const world: fc.Arbitrary<World> = fc.record({
    policies: policiesOf(targetOf(["run_user", "analysis"]), permissionOf(["dashboard", "device"])),
    groups: groupsInWorld,
    roles: fc
      .array(role, { minLength: 1, maxLength: roleIds.length - 1 })
      .map((list) => list.map((each, index) => ({ ...each, id: roleIds[index] ?? "", name: `Role ${index}` }))),
    subjects: fc.uniqueArray(subject, { minLength: 1, maxLength: 4, selector: (each) => each.id }),
    resources: fc.record({
      dashboard: fc.array(tags, { minLength: 1, maxLength: 4 }),
      device: fc.array(tags, { minLength: 1, maxLength: 4 }),
    }),
    circumstances,
  });

  async function store({ resources, subjects }: World, profileId: string): Promise<Resource[]> {
    const stored: Resource[] = [];
    for (const type of ["dashboard", "device"] as const) {
      const rows = resources[type].map((each, index) => ({ type, id: ids[index] ?? "", tags: each }));
      stored.push(...rows);
      const json = JSON.stringify(rows.map((row) => ({ id: row.id, tags: toStoredTags(row.tags) })));
      const own = type === "dashboard" ? sql`description` : sql`token_hint, token_hash`;
      const ownValues = type === "dashboard" ? sql`''` : sql`'', decode(md5(${profileId} || id), 'hex')`;
      await sql`
        insert into ${sql.table(tables[type])} (profile_id, id, name, tags, created_at, updated_at, ${own})
        select ${profileId}, id, 'Name', array(select jsonb_array_elements_text(tags)), now(), now(), ${ownValues}
        from jsonb_to_recordset(${json}::jsonb) as r(id text, tags jsonb)`.execute(latchkey.db);
    }
    await storeSubjects(subjects, profileId);
    return stored;
  }

  async function storeSubjects(subjects: readonly Subject[], profileId: string): Promise<void> {
    const json = (type: SubjectType) =>
      JSON.stringify(
        subjects
          .filter((each) => each.type === type)
          .map((each) => ({
            id: each.id,
            tags: toStoredTags(each.tags),
            groups: each.groups ?? [],
            roles: (each.roles ?? []).map((held) => held.roleId),
          })),
      );
    await sql`
      insert into users (profile_id, id, name, email, status, source, tags, group_ids, role_ids, created_at, updated_at)
      select ${profileId}, id, 'Name', id || '@latchkey.test', 'active', 'console', array(select jsonb_array_elements_text(tags)),
        array(select jsonb_array_elements_text(groups)), array(select jsonb_array_elements_text(roles)), now(), now()
      from jsonb_to_recordset(${json("run_user")}::jsonb) as r(id text, tags jsonb, groups jsonb, roles jsonb)`.execute(latchkey.db);
    await sql`
      insert into analyses (profile_id, id, name, description, is_active, token_hash, token_hint, tags, created_at, updated_at)
      select ${profileId}, id, 'Name', '', true, decode(md5('analysis' || ${profileId} || id), 'hex'), '', array(select jsonb_array_elements_text(tags)), now(), now()
      from jsonb_to_recordset(${json("analysis")}::jsonb) as r(id text, tags jsonb)`.execute(latchkey.db);

    const people = subjects.filter((each) => each.type === "run_user");
    const assignments = people.flatMap((each) =>
      (each.roles ?? []).map((held, index) => ({
        profile_id: profileId,
        id: `${index}${each.id.slice(1)}`,
        role_id: held.roleId,
        assignee_type: "run_user" as const,
        assignee_id: each.id,
        starts_at: held.conditions.from === undefined ? null : new Date(held.conditions.from),
        ends_at: held.conditions.until === undefined ? null : new Date(held.conditions.until),
        conditions: JSON.stringify(held.conditions),
        conditions_key: conditionsKeyOf(held.conditions),
        reason: "",
        given_by: "",
        created_at: new Date(),
        ended_at: null,
        ended_by: null,
        end_reason: null,
      })),
    );
    if (assignments.length > 0) await latchkey.db.insertInto("role_assignments").values(assignments).execute();
  }

  interface ListQuestion {
    subject: Subject;
    type: "dashboard" | "device";
    action: string;
  }

  function questionsOf({ subjects }: World): ListQuestion[] {
    return subjects.flatMap((each) =>
      (["dashboard", "device"] as const).flatMap((type) =>
        [...Object.keys(catalogue[type]), "fly"].map((action) => ({ subject: each, type, action })),
      ),
    );
  }

  test("the ids that both conditions list are those that the engine, the explanation and the naive reading allow", async () => {
    let worlds = 0;
    let [listed, asked, able] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(world, async (each) => {
        worlds += 1;
        const profileId = worlds.toString(16).padStart(24, "0");
        const resources = await store(each, profileId);
        const set = compilePolicies(each);
        const { circumstances: now } = each;
        const questions = questionsOf(each);

        const answers = await listAllowed(profileId, { set, now }, questions);
        for (const [index, { subject: who, type, action }] of questions.entries()) {
          const candidates = resources.filter((resource) => resource.type === type);
          const allowedBy = (decision: (resource: Resource) => string) =>
            candidates.filter((resource) => decision(resource) === "allow").map((resource) => resource.id);
          const questionOf = (resource: Resource) => ({ subject: who, action, resource, circumstances: now });

          const expected = allowedBy((resource) => naiveDecision(each, questionOf(resource)));
          expect(answers[index]).toEqual(expected);
          expect(allowedBy((resource) => decide(set, questionOf(resource)))).toEqual(expected);
          expect(allowedBy((resource) => explain(set, questionOf(resource)).decision)).toEqual(expected);
          listed += expected.length;
          asked += candidates.length;
        }
        able += await compareWhoCan(profileId, each, { set, resources });
      }),
      { numRuns: 250 },
    );
    expect(worlds).toBeGreaterThanOrEqual(250);
    // Worlds in which everything or nothing is allowed would prove little.
    expect(listed / asked).toBeGreaterThan(0.02);
    expect(listed / asked).toBeLessThan(0.6);
    expect(able).toBeGreaterThan(250);
  }, 120_000);

  /** One statement for all questions of a world: most of the time goes into round trips. */
  async function listAllowed(profileId: string, { set, now }: { set: PolicySet; now: Circumstances }, questions: ListQuestion[]) {
    const parts = questions.map(({ subject: who, type, action }) => {
      const condition = resourceFilterToSql(specialise(set, who, now).filter(type, action), columns);
      return sql`select array(select id from ${sql.table(tables[type])} where profile_id = ${profileId} and ${condition} order by id) as ids`;
    });
    const result = await sql<{ ids: string[] }>`${sql.join(parts, sql` union all `)}`.execute(latchkey.db);
    return result.rows.map((row) => row.ids);
  }

  /** Who can, by the condition over people and, for the first question, by the very list; answers how many can something. */
  async function compareWhoCan(
    profileId: string,
    each: World,
    { set, resources }: { set: PolicySet; resources: readonly Resource[] },
  ): Promise<number> {
    const { circumstances: now } = each;
    const questions = resources.flatMap((resource) =>
      (["run_user", "analysis"] as const).flatMap((type) => ["access", "edit"].map((action) => ({ resource, type, action }))),
    );
    const filterOf = ({ resource, type, action }: (typeof questions)[number]): SubjectFilter =>
      specialiseFor(set, { action, resource, circumstances: now })[type];

    const parts = [];
    for (const question of questions) {
      const { type } = question;
      const own = type === "run_user" ? { groups: sql`group_ids`, roles: sql`role_ids` } : { groups: null };
      const condition = await subjectFilterToSql(latchkey.db, profileId, {
        type,
        filter: filterOf(question),
        circumstances: now,
        columns: { ...columns, ...own },
      });
      parts.push(
        sql`select array(select id from ${sql.table(tables[type])} where profile_id = ${profileId} and ${condition} order by id) as ids`,
      );
    }
    const found = await sql<{ ids: string[] }>`${sql.join(parts, sql` union all `)}`.execute(latchkey.db);

    const expectedOf = ({ resource, type, action }: (typeof questions)[number]) =>
      each.subjects
        .filter((who) => who.type === type && naiveDecision(each, { subject: who, action, resource, circumstances: now }) === "allow")
        .map((who) => who.id)
        .toSorted();
    const expected = questions.map(expectedOf);
    expect(found.rows.map((row) => row.ids)).toEqual(expected);

    const [first] = questions;
    if (first) {
      const listing = { type: first.type, filter: filterOf(first), circumstances: now, reach: { kind: "all" as const }, limit: 50 };
      const { rows, total } = await listAble(latchkey.db, profileId, listing);
      expect(rows.map((row) => row.id)).toEqual(expected[0]);
      expect(total).toEqual({ count: expected[0]?.length, isCapped: false });
    }
    return expected.flat().length;
  }

  test("whom a target matches is counted in SQL as it is decided", async () => {
    let worlds = 0;
    await fc.assert(
      fc.asyncProperty(world, fc.array(targetOf(["run_user"]), { minLength: 1, maxLength: 6 }), async (each, targets) => {
        worlds += 1;
        const profileId = `f${worlds.toString(16).padStart(23, "0")}`;
        const people = each.subjects.filter((who) => who.type === "run_user");
        await storeSubjects(people, profileId);
        const set = compilePolicies(each);

        for (const target of targets) {
          const condition = await subjectFilterToSql(latchkey.db, profileId, {
            type: "run_user",
            filter: { kind: "some", anyOf: [{ target: targetFilter(set, target, each.circumstances), carries: null }], noneOf: [] },
            circumstances: each.circumstances,
            columns: { ...columns, groups: sql`group_ids` },
          });
          const found = await sql<{ id: string }>`
            select id from users where profile_id = ${profileId} and ${condition} order by id`.execute(latchkey.db);
          const expected = people.filter((who) => isTargeted(target, withInherited(each, who, each.circumstances)));
          expect(found.rows.map((row) => row.id)).toEqual(expected.map((who) => who.id).toSorted());
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe("through the whole product", () => {
  interface SmallWorld {
    people: Tag[][];
    dashboards: Tag[][];
    policies: EnginePolicy[];
  }
  // Only rules that can fire are saved: run users can be granted nothing but to see dashboards.
  const world: fc.Arbitrary<SmallWorld> = fc.record({
    people: fc.array(tags, { minLength: 2, maxLength: 2 }),
    dashboards: fc.array(tags, { minLength: 4, maxLength: 4 }),
    policies: policiesOf(
      targetOf(["run_user"], matcher),
      permissionOf(["dashboard"]).map((permission) => ({ ...permission, actions: ["access"] })),
    ).map((list) => list.map((policy) => ({ ...policy, conditions: {} }))),
  });
  const nowhere: Circumstances = { now: 0, address: null, isDeviceTrusted: false, hasSecondFactor: false };

  /** Ids are given by the server: those of the generator stand for the first, second… that was made. */
  function withRealIds(policy: EnginePolicy, people: { id: string }[], dashboards: { id: string }[]): EnginePolicy {
    const real = (made: { id: string }[], generated: string) => made[ids.indexOf(generated) % made.length]?.id ?? "";
    return {
      ...policy,
      targets: policy.targets.map((target) => (target.match === "id" ? { ...target, id: real(people, target.id) } : target)),
      permissions: policy.permissions.map((permission) =>
        permission.resource.match === "id"
          ? { ...permission, resource: { ...permission.resource, id: real(dashboards, permission.resource.id) } }
          : permission,
      ),
    };
  }

  async function build(each: SmallWorld) {
    const profile = await latchkey.make.aProfile();
    const [people, dashboards] = [[], []] as [Awaited<ReturnType<typeof latchkey.make.aUser>>[], Resource[]];
    for (const carried of each.people) people.push(await latchkey.make.aUser(profile, { tags: carried }));
    for (const carried of each.dashboards) {
      const made = await latchkey.make.aDashboard(profile, { tags: carried });
      dashboards.push({ type: "dashboard", id: made.id, tags: made.tags });
    }

    const policies: EnginePolicy[] = [];
    for (const policy of each.policies.map((generated) => withRealIds(generated, people, dashboards as { id: string }[]))) {
      const { status, targets, permissions } = policy;
      const said = { reason: "property test", confirmName: policy.name };
      const body = { name: policy.name, status, targets: [...targets], permissions: [...permissions], ...said };
      // A rule that another one of the same policy makes idle is refused; it would have changed nothing anyway.
      const saved = await profile.client.access.createPolicy({ params: { profileId: profile.id }, body }).catch((error: unknown) => {
        expect(error).toMatchObject({ problem: { code: "access.dead_rule" } });
      });
      if (saved) policies.push(policy);
    }
    return { profile, people, dashboards, policies };
  }

  test("lists, single reads, the console's view of a person, Explain and who-can agree with the naive reading", async () => {
    const seen = { allow: 0, deny: 0 };
    await fc.assert(
      fc.asyncProperty(world, async (each) => {
        const { profile, people, dashboards, policies } = await build(each);
        const able = new Map<string, string[]>();
        for (const person of people) {
          const who: Subject = { type: "run_user", id: person.id, tags: person.tags };
          const expected = dashboards
            .filter(
              (resource) => naiveDecision({ policies }, { subject: who, action: "access", resource, circumstances: nowhere }) === "allow",
            )
            .map((one) => one.id ?? "");

          const own = latchkey.client(person.token).dashboards;
          const portal = { slug: profile.slug };
          const listed = await own.listPortalDashboards({ params: portal });
          expect(listed.items.map((one) => one.id).toSorted()).toEqual(expected.toSorted());
          expect(listed.total.count).toBe(expected.length);
          const params = { profileId: profile.id, userId: person.id };
          const shown = await profile.client.users.listUserDashboards({ params });
          expect(shown.items.map((one) => one.id).toSorted()).toEqual(expected.toSorted());

          for (const { id: dashboardId } of dashboards) {
            if (dashboardId === null) continue;
            const isAllowed = expected.includes(dashboardId);
            able.set(dashboardId, [...(able.get(dashboardId) ?? []), ...(isAllowed ? [person.id] : [])]);
            const read = await own.getPortalDashboard({ params: { ...portal, dashboardId } }).then(
              () => 200,
              (error: { status: number }) => error.status,
            );
            const body = {
              subject: { type: "run_user" as const, id: person.id },
              action: "access",
              resource: { type: "dashboard" as const, id: dashboardId },
            };
            const explained = await profile.client.access.explain({ params: { profileId: profile.id }, body });
            seen[explained.decision] += 1;
            expect({ read, decision: explained.decision }).toEqual({ read: isAllowed ? 200 : 404, decision: isAllowed ? "allow" : "deny" });
          }
        }
        for (const [dashboardId, expected] of able) {
          const body = { resource: { type: "dashboard", id: dashboardId }, action: "access" };
          const listed = await profile.client.whoCan.listWhoCan({ params: { profileId: profile.id }, body });
          expect(listed.items.map((row) => row.id).toSorted()).toEqual(expected.toSorted());
        }
      }),
      { numRuns: 15 },
    );
    expect(seen.allow).toBeGreaterThan(5);
    expect(seen.deny).toBeGreaterThan(5);
  }, 120_000);
});
