/**
 * Class 18 of docs/security: the condition in SQL, the single decision, the explanation and a naive reading of the words
 * of the specification must agree, in PostgreSQL itself and through the whole product.
 */
import { catalogue, type Permission, type ResourceType, type SubjectType, type Tag, type Target } from "@latchkey/contract";
import {
  compilePolicies,
  decide,
  explain,
  specialise,
  targetFilter,
  type EnginePolicy,
  type Resource,
  type Subject,
} from "@latchkey/engine";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isInSet, resourceFilterToSql } from "../src/database/resource-filter.ts";
import { toStoredTags } from "../src/database/tags.ts";
import { isTargeted, naiveDecision } from "./naive-decision.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

const tables = { dashboard: "dashboards", device: "devices", analysis: "analyses", run_user: "users" } as const;
const columns = { id: sql`id`, tags: sql`tags` };

// Few keys and values, so that they meet; each has a meaning to arrays, patterns, JSON, SQL or JavaScript, or a near twin.
const keys = ["site", "Site", "sit", "s_te", "a,b", "{k}", '"', "__proto__", "é", "e\u0301"];
const values = ["north", "North", "a=b", "=", "it's", 'say "hi"', "C:\\x\\", "{a,b}", "a,b", "NULL", "%", "日本 👩‍🌾", "'; --"].map((each) =>
  each.trim(),
);
const ids = Array.from({ length: 4 }, (_, index) => `${index + 1}`.repeat(24));

const key = fc.constantFrom(...keys);
const value = fc.constantFrom(...values);
const id = fc.constantFrom(...ids);
const tags: fc.Arbitrary<Tag[]> = fc.uniqueArray(fc.record({ key, value }), {
  maxLength: 5,
  selector: (each) => `${each.key}=${each.value}`,
});
const matcher = fc.oneof(
  fc.constant({ match: "any" as const }),
  id.map((each) => ({ match: "id" as const, id: each })),
  fc.record({ match: fc.constant("tag" as const), key, value }),
  key.map((each) => ({ match: "tag_match" as const, key: each })),
);
// Allow twice as often as deny, or nothing would ever be allowed.
const effect = fc.constantFrom("allow" as const, "allow" as const, "deny" as const);

function targetOf(types: SubjectType[]): fc.Arbitrary<Target> {
  return fc.tuple(fc.constantFrom(...types), matcher).map(([subject, form]): Target => ({ subject, ...form }));
}

function permissionOf(types: ResourceType[]): fc.Arbitrary<Permission> {
  return fc.tuple(fc.constantFrom(...types), matcher, effect).chain(([type, form, each]) =>
    fc.subarray(Object.keys(catalogue[type]), { minLength: 1 }).map((actions): Permission => ({
      effect: each,
      actions: ["access", ...actions.filter((action) => action !== "access")],
      resource: { type, ...form },
    })),
  );
}

function policiesOf(target: fc.Arbitrary<Target>, permission: fc.Arbitrary<Permission>): fc.Arbitrary<EnginePolicy[]> {
  const rules = fc.record({
    status: fc.constantFrom("active" as const, "active" as const, "active" as const, "draft" as const),
    targets: fc.array(target, { minLength: 1, maxLength: 3 }),
    permissions: fc.array(permission, { minLength: 1, maxLength: 3 }),
  });
  return fc
    .array(rules, { minLength: 1, maxLength: 5 })
    .map((list) => list.map((each, index) => ({ id: `policy-${index}`, name: `Policy ${index}`, ...each })));
}

describe("in PostgreSQL", () => {
  interface World {
    policies: EnginePolicy[];
    subjects: Subject[];
    resources: Record<"dashboard" | "device", Tag[][]>;
  }
  const world: fc.Arbitrary<World> = fc.record({
    policies: policiesOf(targetOf(["run_user", "analysis"]), permissionOf(["dashboard", "device"])),
    subjects: fc.array(fc.record({ type: fc.constantFrom("run_user" as const, "analysis" as const), id, tags }), {
      minLength: 1,
      maxLength: 3,
    }),
    resources: fc.record({
      dashboard: fc.array(tags, { minLength: 1, maxLength: 4 }),
      device: fc.array(tags, { minLength: 1, maxLength: 4 }),
    }),
  });

  async function store({ resources }: World, profileId: string): Promise<Resource[]> {
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
    return stored;
  }

  interface Question {
    subject: Subject;
    type: "dashboard" | "device";
    action: string;
  }

  function questionsOf({ subjects }: World): Question[] {
    return subjects.flatMap((subject) =>
      (["dashboard", "device"] as const).flatMap((type) =>
        [...Object.keys(catalogue[type]), "fly"].map((action) => ({ subject, type, action })),
      ),
    );
  }

  test("the ids that the condition lists are those that the engine, the explanation and the naive reading allow", async () => {
    let worlds = 0;
    let [listed, asked] = [0, 0];
    await fc.assert(
      fc.asyncProperty(world, async (each) => {
        worlds += 1;
        const profileId = worlds.toString(16).padStart(24, "0");
        const resources = await store(each, profileId);
        const set = compilePolicies(each.policies);
        const questions = questionsOf(each);

        const answers = await listAllowed(profileId, set, questions);
        for (const [index, { subject, type, action }] of questions.entries()) {
          const candidates = resources.filter((resource) => resource.type === type);
          const allowedBy = (decision: (resource: Resource) => string) =>
            candidates.filter((resource) => decision(resource) === "allow").map((resource) => resource.id);

          const expected = allowedBy((resource) => naiveDecision(each.policies, subject, action, resource));
          expect(answers[index]).toEqual(expected);
          expect(allowedBy((resource) => decide(set, subject, action, resource))).toEqual(expected);
          expect(allowedBy((resource) => explain(set, subject, action, resource).decision)).toEqual(expected);
          listed += expected.length;
          asked += candidates.length;
        }
      }),
      { numRuns: 250 },
    );
    expect(worlds).toBeGreaterThanOrEqual(250);
    // Worlds in which everything or nothing is allowed would prove little.
    expect(listed / asked).toBeGreaterThan(0.02);
    expect(listed / asked).toBeLessThan(0.6);
  });

  /** One statement for all questions of a world: most of the time goes into round trips. */
  async function listAllowed(profileId: string, set: ReturnType<typeof compilePolicies>, questions: Question[]): Promise<string[][]> {
    const parts = questions.map(({ subject, type, action }) => {
      const condition = resourceFilterToSql(specialise(set, subject).filter(type, action), columns);
      return sql`select array(select id from ${sql.table(tables[type])} where profile_id = ${profileId} and ${condition} order by id) as ids`;
    });
    const result = await sql<{ ids: string[] }>`${sql.join(parts, sql` union all `)}`.execute(latchkey.db);
    return result.rows.map((row) => row.ids);
  }

  test("whom a target matches is counted in SQL as it is decided", async () => {
    let worlds = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(tags, { minLength: 1, maxLength: 4 }),
        fc.array(targetOf(["run_user"]), { minLength: 1, maxLength: 6 }),
        async (people, targets) => {
          worlds += 1;
          const profileId = `f${worlds.toString(16).padStart(23, "0")}`;
          const subjects = people.map((each, index): Subject => ({ type: "run_user", id: ids[index] ?? "", tags: each }));
          const json = JSON.stringify(subjects.map((subject) => ({ id: subject.id, tags: toStoredTags(subject.tags) })));
          await sql`
          insert into users (profile_id, id, name, email, status, source, tags, created_at, updated_at)
          select ${profileId}, id, 'Name', id || '@latchkey.test', 'active', 'console', array(select jsonb_array_elements_text(tags)), now(), now()
          from jsonb_to_recordset(${json}::jsonb) as r(id text, tags jsonb)`.execute(latchkey.db);

          for (const target of targets) {
            const found = await sql<{ id: string }>`
            select id from users where profile_id = ${profileId} and ${isInSet(targetFilter(target), columns)} order by id`.execute(
              latchkey.db,
            );
            expect(found.rows.map((row) => row.id)).toEqual(
              subjects.filter((subject) => isTargeted(target, subject)).map((subject) => subject.id),
            );
          }
        },
      ),
      { numRuns: 100 },
    );
  });
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
      targetOf(["run_user"]),
      permissionOf(["dashboard"]).map((permission) => ({ ...permission, actions: ["access"] })),
    ),
  });

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
      const body = { name: policy.name, status, targets: [...targets], permissions: [...permissions] };
      // A rule that another one of the same policy makes idle is refused; it would have changed nothing anyway.
      const saved = await profile.client.access.createPolicy({ params: { profileId: profile.id }, body }).catch((error: unknown) => {
        expect(error).toMatchObject({ problem: { code: "access.dead_rule" } });
      });
      if (saved) policies.push(policy);
    }
    return { profile, people, dashboards, policies };
  }

  test("lists, single reads, the console's view of a person and Explain agree with the naive reading", async () => {
    const seen = { allow: 0, deny: 0 };
    await fc.assert(
      fc.asyncProperty(world, async (each) => {
        const { profile, people, dashboards, policies } = await build(each);
        for (const person of people) {
          const subject: Subject = { type: "run_user", id: person.id, tags: person.tags };
          const expected = dashboards
            .filter((resource) => naiveDecision(policies, subject, "access", resource) === "allow")
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
      }),
      { numRuns: 15 },
    );
    expect(seen.allow).toBeGreaterThan(5);
    expect(seen.deny).toBeGreaterThan(5);
  }, 30_000);
});
