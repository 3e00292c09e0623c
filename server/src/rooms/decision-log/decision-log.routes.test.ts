import type { PolicyBody, Permission } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { deleteOldDecisions } from "./index.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
});
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const log = () => profile.client.decisionLog;
const flush = () => latchkey.app.decisionLog.flush();
const byPolicy = (policyId: string) => ({ params: { ...params(), policyId } });
const today = () => latchkey.clock.now().toISOString().slice(0, 10);

const supervisors = { subject: "run_user", match: "tag", key: "level", value: "supervisor" } as const;
const see = (state: string, effect: "allow" | "deny" = "allow"): Permission => ({
  effect,
  actions: ["access"],
  resource: { type: "dashboard", match: "tag", key: "state", value: state },
});
const aPolicy = (body: Partial<PolicyBody> = {}) =>
  latchkey.make.aPolicy(profile, { targets: [supervisors], permissions: [see("NY")], ...body });

async function aPerson() {
  const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
  const board = await latchkey.make.aDashboard(profile, { name: "NY sales", tags: [{ key: "state", value: "NY" }] });
  const opens = async (dashboardId = board.id) =>
    latchkey
      .client(user.token)
      .dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId } })
      .then(() => "allow")
      .catch(() => "deny");
  return { user, board, opens };
}

describe("a decision", () => {
  test("is logged once a day with its count, its moments and the rules that made it", async () => {
    const policy = await aPolicy({ permissions: [see("MA"), see("NY")] });
    const { user, board, opens } = await aPerson();
    const first = latchkey.clock.now().toISOString();
    for (let round = 0; round < 3; round += 1) expect(await opens()).toBe("allow");
    await flush();
    latchkey.clock.advance({ minutes: 10 });
    expect(await opens()).toBe("allow");
    await flush();

    const { items } = await log().listDecisions({ params: params() });
    expect(items).toEqual([
      {
        day: today(),
        subject: { type: "run_user", id: user.id, name: user.name },
        action: "access",
        resource: { type: "dashboard", id: board.id, name: "NY sales" },
        decision: "allow",
        count: 4,
        firstAt: first,
        lastAt: latchkey.clock.now().toISOString(),
        rules: [{ source: "policy", id: policy.id, name: policy.name, permissionIndex: 1 }],
      },
    ]);
    latchkey.clock.advance({ days: 1 });
    await latchkey.make.aUser(profile);
    expect(await opens()).toBe("allow");
    await flush();
    expect((await log().listDecisions({ params: params() })).items.map((item) => item.count)).toEqual([1, 4]);
  });

  test("that refuses is logged too, but not about what does not exist", async () => {
    const { board, opens } = await aPerson();
    expect(await opens()).toBe("deny");
    expect(await opens("a".repeat(24))).toBe("deny");
    await flush();
    const { items } = await log().listDecisions({ params: params() });
    expect(items).toEqual([expect.objectContaining({ decision: "deny", rules: [], resource: expect.objectContaining({ id: board.id }) })]);
  });

  test("is found by subject, resource, action, decision and day", async () => {
    await aPolicy();
    const one = await aPerson();
    const two = await aPerson();
    const hidden = await latchkey.make.aDashboard(profile);
    await one.opens();
    await two.opens();
    await two.opens(hidden.id);
    await flush();

    const count = async (query: NonNullable<Parameters<ReturnType<typeof log>["listDecisions"]>[0]["query"]>) =>
      (await log().listDecisions({ params: params(), query })).total.count;
    expect(await count({})).toBe(3);
    expect(await count({ subjectId: two.user.id })).toBe(2);
    expect(await count({ resourceId: hidden.id })).toBe(1);
    expect(await count({ decision: "deny" })).toBe(1);
    expect(await count({ resourceType: "device" })).toBe(0);
    expect(await count({ action: "access", from: today(), to: today() })).toBe(3);
    expect(await count({ from: "2030-01-01" })).toBe(0);
    const page = await log().listDecisions({ params: params(), query: { limit: 2 } });
    expect((await log().listDecisions({ params: params(), query: { limit: 2, cursor: page.nextCursor ?? "" } })).items).toHaveLength(1);
    await expect(log().listDecisions({ params: params(), query: { from: "yesterday" } })).rejects.toMatchObject({ status: 400 });
  });

  test("of an administrator with full access is not one of policies", async () => {
    const { board } = await aPerson();
    await profile.client.dashboards.getDashboard({ params: { ...params(), dashboardId: board.id } });
    await flush();
    expect((await log().listDecisions({ params: params() })).items).toEqual([]);
  });

  test("is not lost when the database is away for a moment, and is written when the server stops", async () => {
    await aPolicy();
    const { opens } = await aPerson();
    await opens();
    await latchkey.db.schema.alterTable("decision_log").renameTo("elsewhere").execute();
    await flush();
    await latchkey.db.schema.alterTable("elsewhere").renameTo("decision_log").execute();
    await opens();
    await flush();
    expect((await log().listDecisions({ params: params() })).items).toEqual([expect.objectContaining({ count: 2 })]);
  });

  test("and what came of it are forgotten in the end", async () => {
    const policy = await aPolicy();
    const { opens } = await aPerson();
    await opens();
    await flush();
    latchkey.clock.advance({ days: 119 });
    await deleteOldDecisions(latchkey.app.commandLineContext());
    expect((await log().getPolicyUses(byPolicy(policy.id))).rules[0]?.count).toBe(1);
    latchkey.clock.advance({ days: 3 });
    await deleteOldDecisions(latchkey.app.commandLineContext());
    expect((await log().getPolicyUses(byPolicy(policy.id))).rules[0]).toEqual({ permissionIndex: 0, count: 0, lastUsedOn: null, days: [] });
    expect((await log().listDecisions({ params: params() })).items).toEqual([]);
  });
});

describe("uses", () => {
  test("are counted for each rule and day, and move along with their rule", async () => {
    const policy = await aPolicy({ permissions: [see("NY"), see("MA")] });
    const { opens } = await aPerson();
    await opens();
    await opens();
    await flush();
    const used = { count: 2, lastUsedOn: today(), days: [{ day: today(), count: 2 }] };
    const unused = { count: 0, lastUsedOn: null, days: [] };
    expect(await log().getPolicyUses(byPolicy(policy.id))).toEqual({
      since: today(),
      lastUsedOn: today(),
      rules: [
        { permissionIndex: 0, ...used },
        { permissionIndex: 1, ...unused },
      ],
    });
    const unusedPolicy = await aPolicy({ permissions: [see("NY")] });
    const query = { policyId: [policy.id, unusedPolicy.id, "0".repeat(24)] };
    const { items } = await log().listPolicyLastUses({ params: params(), query });
    expect(new Map(items.map((item) => [item.policyId, item.lastUsedOn]))).toEqual(
      new Map([
        [policy.id, today()],
        [unusedPolicy.id, null],
      ]),
    );

    const { name, targets } = policy;
    const body = { name, targets, permissions: [see("TX"), see("MA"), see("NY")], reason: "Another order" };
    await profile.client.access.updatePolicy({ ...byPolicy(policy.id), ifMatch: 1, body });
    expect((await log().getPolicyUses(byPolicy(policy.id))).rules).toEqual([
      { permissionIndex: 0, ...unused },
      { permissionIndex: 1, ...unused },
      { permissionIndex: 2, ...used },
    ]);
  });

  test("of a role are counted for its permissions", async () => {
    const role = await profile.client.roles.createRole({ params: params(), body: { name: "Reader", permissions: [see("NY")] } });
    const { user, opens } = await aPerson();
    await profile.client.roles.assignRole({
      params: params(),
      body: { roleId: role.id, assignee: { type: "run_user", id: user.id }, reason: "New here" },
    });
    expect(await opens()).toBe("allow");
    await flush();
    expect(await log().getRoleUses({ params: { ...params(), roleId: role.id } })).toMatchObject({ rules: [{ count: 1 }] });
  });

  test("of what does not exist are not found", async () => {
    await expect(log().getPolicyUses(byPolicy("a".repeat(24)))).rejects.toMatchObject({ status: 404 });
    await expect(log().getRoleUses({ params: { ...params(), roleId: "a".repeat(24) } })).rejects.toMatchObject({ status: 404 });
    await expect(log().listMonitorEffects(byPolicy("a".repeat(24)))).rejects.toMatchObject({ status: 404 });
  });
});

test("a monitored policy shows whom it would have let in and kept out, each policy for itself", async () => {
  await aPolicy();
  const opening = await aPolicy({ status: "monitor", permissions: [see("MA")] });
  const closing = await aPolicy({ status: "monitor", permissions: [see("NY", "deny")] });
  const { opens, board } = await aPerson();
  const other = await latchkey.make.aDashboard(profile, { name: "MA sales", tags: [{ key: "state", value: "MA" }] });
  expect([await opens(), await opens(), await opens(other.id)]).toEqual(["allow", "allow", "deny"]);
  await flush();

  expect(await log().listMonitorEffects(byPolicy(opening.id))).toMatchObject({
    items: [{ decided: "deny", wouldBe: "allow", count: 1, resource: { id: other.id, name: "MA sales" } }],
    wouldAllow: 1,
    wouldDeny: 0,
  });
  expect(await log().listMonitorEffects(byPolicy(closing.id))).toMatchObject({
    items: [{ decided: "allow", wouldBe: "deny", count: 2, resource: { id: board.id } }],
    wouldAllow: 0,
    wouldDeny: 1,
  });
  expect((await log().listMonitorEffects({ ...byPolicy(closing.id), query: { wouldBe: "allow" } })).items).toEqual([]);
  expect((await log().getPolicyUses(byPolicy(closing.id))).lastUsedOn).toBeNull();
});
