/**
 * Class 18 of docs/security: the condition in SQL, the single decision, the explanation and a naive reading of the words
 * of the specification must agree, in PostgreSQL itself and through the whole product.
 */
import { catalogue, type Tag, type Target } from "@latchkey/contract";
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
import { sql, type RawBuilder } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { patienceMillis, worldCount } from "../../engine/test/world-count.ts";
import type { Connection } from "../src/database/database.ts";
import { resourceFilterToSql } from "../src/database/resource-filter.ts";
import { subjectFilterToSql } from "../src/database/subject-filter.ts";
import { tableStatistics } from "../src/database/table-statistics.ts";
import { onOneConnection } from "../src/database/transact.ts";
import { listAble } from "../src/rooms/access/who-can.store.ts";
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
import { isTargeted, naiveDecision, naiveDecisionFor, withInherited, type Rules } from "./naive-decision.ts";
import { startTestApp, type TestApp } from "./test-app.ts";
import { checkInBatches } from "./world-batches.ts";
import { nextProfileId, storeWorlds, type StoredWorld } from "./world-rows.ts";

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
    subjects: fc.uniqueArray(subject, { minLength: 2, maxLength: 4, selector: (each) => each.id }),
    resources: fc.record({
      dashboard: fc.array(tags, { minLength: 1, maxLength: 3 }),
      device: fc.array(tags, { minLength: 1, maxLength: 3 }),
    }),
    circumstances,
  });

  /** A world, and where its rows are. */
  interface Asked {
    each: World;
    set: PolicySet;
    rows: StoredWorld;
  }

  function toAsk(each: World): Asked {
    const resources = (["dashboard", "device"] as const).flatMap((type) =>
      each.resources[type].map((carried, index) => ({ type, id: ids[index] ?? "", tags: carried })),
    );
    return { each, set: compilePolicies(each), rows: { profileId: nextProfileId(), subjects: each.subjects, resources } };
  }

  interface AskedPair {
    subject: Subject;
    resource: Resource;
    action: string;
  }

  const nameOf = ({ subject: who, resource, action }: AskedPair) => [who.type, who.id, action, resource.type, resource.id].join(" ");
  /** About these, who can is asked as well, and why; the engine's own tests ask for an explanation of everything. */
  const askedMore = new Set(["access", "edit"]);
  const actionsOf = (type: "dashboard" | "device") => [...Object.keys(catalogue[type]), "fly"];

  /** By name, whatever the naive reading allows. The engine decides the same, and so does what it explains. */
  function namesOfAllowed({ each, set, rows }: Asked): { allowed: string[]; asked: number } {
    const { circumstances: now } = each;
    const pairs = each.subjects.flatMap((who) => {
      const person = withInherited(each, who, now);
      return rows.resources.flatMap((resource) =>
        actionsOf(resource.type as "dashboard").map((action) => ({ subject: who, resource, action, person })),
      );
    });
    const allowed = pairs.flatMap(({ person, ...pair }) => {
      const question = { ...pair, circumstances: now };
      const expected = naiveDecisionFor(each, person, question);
      const answers = [decide(set, question)];
      if (askedMore.has(pair.action)) answers.push(explain(set, question).decision);
      if (answers.some((answer) => answer !== expected))
        expect({ question, answers }).toEqual({ question, answers: answers.map(() => expected) });
      return expected === "allow" ? [nameOf(pair)] : [];
    });
    return { allowed, asked: pairs.length };
  }

  test(
    "the ids that both conditions list are those that the engine, the explanation and the naive reading allow",
    async () => {
      const seen = { worlds: 0, mixed: 0, allowed: 0, asked: 0, able: 0 };
      const check = async (worlds: readonly World[]) => {
        const all = worlds.map(toAsk);
        const found = await onOneConnection(latchkey.db, async (connection) => {
          const rows = all.map((asked) => asked.rows);
          await storeWorlds(connection, rows);
          await Promise.all(["users", "analyses"].map((table) => tableStatistics(connection, table)));
          return Promise.all(
            all.map(async (asked) => ({
              lists: await namesInLists(connection, asked),
              able: await namesOfAble(connection, asked),
              first: await firstPage(connection, asked),
            })),
          );
        });

        for (const [at, asked] of all.entries()) {
          const expected = namesOfAllowed(asked);
          const { lists, able, first } = found[at] ?? {};
          expect(lists?.toSorted()).toEqual(expected.allowed.toSorted());
          expect(able?.toSorted()).toEqual(expected.allowed.filter(isAskedMore).toSorted());
          const expectedFirst = expected.allowed.filter(
            (name) => name.startsWith("run_user") && name.endsWith(`access dashboard ${ids[0] ?? ""}`),
          );
          expect(first?.names.toSorted()).toEqual(expectedFirst.toSorted());
          expect(first?.total).toEqual({ count: expectedFirst.length, isCapped: false });

          seen.worlds += 1;
          if (expected.allowed.length > 0 && expected.allowed.length < expected.asked) seen.mixed += 1;
          seen.allowed += expected.allowed.length;
          seen.asked += expected.asked;
          seen.able += able?.length ?? 0;
        }
      };
      await checkInBatches({ worlds: world, count: worldCount, check });
      // Worlds in which everything or nothing is allowed would prove little.
      expect(seen.worlds).toBeGreaterThanOrEqual(worldCount);
      expect(seen.mixed / seen.worlds).toBeGreaterThan(0.35);
      expect(seen.allowed / seen.asked).toBeGreaterThan(0.03);
      expect(seen.able).toBeGreaterThan(worldCount);
    },
    patienceMillis,
  );

  /** Each different question is asked once, all of a world in one statement. */
  async function idsByQuestion<Wanted>(
    connection: Connection,
    wanted: readonly (Wanted & { key: string; ids: () => Promise<RawBuilder<unknown>> })[],
  ): Promise<(Wanted & { ids: string[] })[]> {
    const different = new Map(wanted.map((each) => [each.key, each]));
    const parts = await Promise.all([...different.values()].map((each) => each.ids()));
    const lists = parts.map((part) => sql`select array(${part} order by id) as ids`);
    const { rows } = await sql<{ ids: string[] }>`${sql.join(lists, sql` union all `)}`.execute(connection);
    const found = new Map([...different.keys()].map((key, at) => [key, rows[at]?.ids ?? []]));
    return wanted.map((each) => ({ ...each, ids: found.get(each.key) ?? [] }));
  }

  /** What the condition over things lists for everybody and every action. */
  async function namesInLists(connection: Connection, { each, set, rows: { profileId } }: Asked): Promise<string[]> {
    const wanted = each.subjects.flatMap((who) => {
      const grants = specialise(set, who, each.circumstances);
      return (["dashboard", "device"] as const).flatMap((type) =>
        actionsOf(type).map((action) => {
          const filter = grants.filter(type, action);
          const list = async () => sql`
            select id from ${sql.table(tables[type])} where profile_id = ${profileId} and ${resourceFilterToSql(filter, columns)}`;
          return { subject: who, type, action, key: `${type} ${JSON.stringify(filter)}`, ids: list };
        }),
      );
    });
    const answered = await idsByQuestion(connection, wanted);
    return answered.flatMap(({ subject: who, type, action, ids: found }) =>
      found.map((id) => nameOf({ subject: who, resource: { type, id, tags: [] }, action })),
    );
  }

  const isAskedMore = (name: string) => askedMore.has(name.split(" ")[2] ?? "");

  interface WhoCan {
    resource: Resource;
    type: "run_user" | "analysis";
    action: string;
  }

  function filterOf({ each, set }: Asked, { resource, type, action }: WhoCan): SubjectFilter {
    return specialiseFor(set, { action, resource, circumstances: each.circumstances })[type];
  }

  /** What the condition over people and analyses lists for two actions on everything. */
  async function namesOfAble(connection: Connection, asked: Asked): Promise<string[]> {
    const { profileId, resources } = asked.rows;
    const questions = resources.flatMap((resource) =>
      (["run_user", "analysis"] as const).flatMap((type) => [...askedMore].map((action): WhoCan => ({ resource, type, action }))),
    );
    const wanted = questions.map((question) => {
      const { type } = question;
      const filter = filterOf(asked, question);
      const own = type === "run_user" ? { groups: sql`group_ids`, roles: sql`role_ids` } : { groups: null };
      const list = async () => {
        const wantedSubjects = { type, filter, circumstances: asked.each.circumstances, columns: { ...columns, ...own } };
        const condition = await subjectFilterToSql(connection, profileId, wantedSubjects);
        return sql`select id from ${sql.table(tables[type])} where profile_id = ${profileId} and ${condition}`;
      };
      return { ...question, key: `${type} ${JSON.stringify(filter)}`, ids: list };
    });
    const answered = await idsByQuestion(connection, wanted);
    return answered.flatMap(({ ids: found, type, resource, action }) =>
      found.map((id) => nameOf({ subject: { type, id, tags: [] }, resource, action })),
    );
  }

  /** Who can access the first dashboard, by the very list that the product shows. */
  async function firstPage(connection: Connection, asked: Asked) {
    const [resource] = asked.rows.resources;
    if (resource === undefined) throw new Error("a world without things");
    const question = { resource, type: "run_user" as const, action: "access" };
    const { rows, total } = await listAble(connection, asked.rows.profileId, {
      type: question.type,
      filter: filterOf(asked, question),
      circumstances: asked.each.circumstances,
      reach: { kind: "all" },
      limit: 50,
    });
    const names = rows.map(({ id }) => nameOf({ subject: { type: question.type, id, tags: [] }, resource, action: question.action }));
    return { names, total };
  }

  const worldAndTargets = fc.record({ each: world, targets: fc.array(targetOf(["run_user"]), { minLength: 1, maxLength: 6 }) });

  test(
    "whom a target matches is counted in SQL as it is decided",
    async () => {
      const seen = { matched: 0, asked: 0 };
      const check = async (worlds: readonly { each: World; targets: Target[] }[]) => {
        const all = worlds.map(({ each, targets }) => ({ ...toAsk(each), targets }));
        const found = await onOneConnection(latchkey.db, async (connection) => {
          const rows = all.map((asked) => asked.rows);
          await storeWorlds(connection, rows);
          await tableStatistics(connection, "users");
          return Promise.all(all.map((asked) => idsByTarget(connection, asked)));
        });
        for (const [at, { each, targets }] of all.entries()) {
          const people = each.subjects.filter((who) => who.type === "run_user").map((who) => withInherited(each, who, each.circumstances));
          const expected = targets.map((target) =>
            people
              .filter((who) => isTargeted(target, who))
              .map((who) => who.id)
              .toSorted(),
          );
          expect(found[at]).toEqual(expected);
          seen.matched += expected.flat().length;
          seen.asked += targets.length * people.length;
        }
      };
      await checkInBatches({ worlds: worldAndTargets, count: worldCount, check });
      expect(seen.matched / seen.asked).toBeGreaterThan(0.1);
      expect(seen.matched / seen.asked).toBeLessThan(0.9);
    },
    patienceMillis,
  );

  async function idsByTarget(connection: Connection, { each, set, rows: { profileId }, targets }: Asked & { targets: readonly Target[] }) {
    const wanted = targets.map((target) => {
      const filter = targetFilter(set, target, each.circumstances);
      const list = async () => {
        const condition = await subjectFilterToSql(connection, profileId, {
          type: "run_user",
          filter: { kind: "some", anyOf: [{ target: filter, carries: null }], noneOf: [] },
          circumstances: each.circumstances,
          columns: { ...columns, groups: sql`group_ids` },
        });
        return sql`select id from users where profile_id = ${profileId} and ${condition}`;
      };
      return { key: JSON.stringify(filter), ids: list };
    });
    const answered = await idsByQuestion(connection, wanted);
    return answered.map((one) => one.ids);
  }
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
