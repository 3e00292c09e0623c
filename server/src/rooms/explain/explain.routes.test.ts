import type { FullExplanation, Permission } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});

const params = () => ({ profileId: profile.id });
const chief = { key: "level", value: "chief" };
const targets = [{ subject: "run_user" as const, match: "tag" as const, ...chief }];
const access = (effect: "allow" | "deny" = "allow"): Permission => ({
  effect,
  actions: ["access"],
  resource: { type: "dashboard", match: "tag", key: "type", value: "top" },
});

const aChief = () => latchkey.make.aUser(profile, { tags: [chief] });
const aTop = () => latchkey.make.aDashboard(profile, { tags: [{ key: "type", value: "top" }] });

const explain = (userId: string, dashboardId: string, more: object = {}): Promise<FullExplanation> =>
  profile.client.access.explain({
    params: params(),
    body: { subject: { type: "run_user", id: userId }, action: "access", resource: { type: "dashboard", id: dashboardId }, ...more },
  });

describe("the chain", () => {
  test("is whole for somebody signed in who may see the dashboard and its widgets", async () => {
    const [user, top] = [await aChief(), await aTop()];
    await latchkey.make.aPolicy(profile, { targets, permissions: [access()] });
    await profile.client.dashboards.createWidget({
      params: { ...params(), dashboardId: top.id },
      body: { content: { type: "note", text: "Hello" } },
    });
    const { chain, decision } = await explain(user.id, top.id);
    expect(decision).toBe("allow");
    expect(chain).toEqual([
      { link: "account", state: "ok", status: "active" },
      { link: "session", state: "ok", sessions: 1 },
      { link: "resource", state: "ok" },
      { link: "widgets", state: "ok", allowed: 1, denied: [] },
    ]);
  });

  test("names the widgets whose data is denied", async () => {
    const [user, top] = [await aChief(), await aTop()];
    const widget = await profile.client.dashboards.createWidget({
      params: { ...params(), dashboardId: top.id },
      body: { title: "Margin", content: { type: "note", text: "42" } },
    });
    await latchkey.make.aPolicy(profile, {
      targets,
      permissions: [access(), { effect: "deny", actions: ["access"], resource: { type: "widget", match: "id", id: widget.id } }],
    });
    const { chain } = await explain(user.id, top.id);
    expect(chain[3]).toEqual({ link: "widgets", state: "no", allowed: 0, denied: [{ id: widget.id, title: "Margin" }] });
  });

  test("breaks at the account of somebody suspended, and nothing after it is reached", async () => {
    const [user, top] = [await aChief(), await aTop()];
    await latchkey.make.aPolicy(profile, { targets, permissions: [access()] });
    await profile.client.users.suspendUser({ params: { ...params(), userId: user.id }, body: {} });
    const { chain, decision, reason, remedies } = await explain(user.id, top.id);
    expect({ decision, reason, remedies }).toEqual({ decision: "deny", reason: "subject_not_active", remedies: [] });
    expect(chain.map(({ link, state }) => `${link} ${state}`)).toEqual([
      "account no",
      "session not_reached",
      "resource not_reached",
      "widgets not_reached",
    ]);
  });

  test("says that nobody is signed in with the account", async () => {
    const { user } = await profile.client.users.createUser({
      params: params(),
      body: { name: "Ann", email: "ann@latchkey.test", password: "correct horse battery staple", tags: [chief] },
    });
    const { chain } = await explain(user.id, (await aTop()).id);
    expect(chain[1]).toEqual({ link: "session", state: "no", sessions: 0 });
  });
});

describe("conditions", () => {
  test("are judged with the circumstances given, and a miss names the value used", async () => {
    const [user, top] = [await aChief(), await aTop()];
    await latchkey.make.aPolicy(profile, { targets, permissions: [access()], conditions: { addresses: ["10.0.0.0/8"] } });
    const outside = await explain(user.id, top.id, { circumstances: { address: "192.0.2.7" } });
    expect(outside.decision).toBe("deny");
    expect(outside.rules[0]?.nearMisses).toContainEqual({
      side: "circumstances",
      miss: expect.objectContaining({ kind: "condition", condition: "addresses", actual: "192.0.2.7" }),
    });
    expect((await explain(user.id, top.id, { circumstances: { address: "10.1.2.3" } })).decision).toBe("allow");
  });

  test("a policy that ends stops at that moment, not a second later", async () => {
    const [user, top] = [await aChief(), await aTop()];
    await latchkey.make.aPolicy(profile, { targets, permissions: [access()], conditions: { until: "2999-01-01T00:00:00.000Z" } });
    const at = (moment: string) => explain(user.id, top.id, { circumstances: { at: moment } });
    expect((await at("2998-12-31T23:59:59.999Z")).decision).toBe("allow");
    expect((await at("2999-01-01T00:00:00.000Z")).decision).toBe("deny");
  });
});

describe("what would allow it", () => {
  test("tells how many others a tag on the resource would let in, and that a tag on the user lets in nobody else", async () => {
    const dashboard = await latchkey.make.aDashboard(profile);
    const [user] = [await aChief(), await aChief(), await aChief()];
    await latchkey.make.aPolicy(profile, { targets, permissions: [access()] });
    const { remedies, remedyReach } = await explain(user.id, dashboard.id);
    const tagged = remedies.findIndex((remedy) => remedy.kind === "add_resource_tag");
    expect(remedies[tagged]).toMatchObject({ key: "type", value: "top" });
    expect(remedyReach[tagged]).toBe(2);

    const stranger = await latchkey.make.aUser(profile);
    const other = await explain(stranger.id, (await aTop()).id);
    const own = other.remedies.findIndex((remedy) => remedy.kind === "add_subject_tag");
    expect(other.remedyReach[own]).toBe(0);
  });

  test("counts whom taking a deny away would let in", async () => {
    const top = await aTop();
    const [user] = [await aChief(), await aChief()];
    await latchkey.make.aPolicy(profile, { targets, permissions: [access()] });
    const deny = await latchkey.make.aPolicy(profile, { targets, permissions: [access("deny")] });
    const { remedies, remedyReach } = await explain(user.id, top.id);
    expect(remedies).toEqual([{ kind: "remove_deny", policyId: deny.id }]);
    expect(remedyReach).toEqual([1]);
  });
});

describe("as of a past moment", () => {
  test("rules, tags, groups, roles and status are those of then", async () => {
    const [user, top] = [await aChief(), await aTop()];
    const policy = await latchkey.make.aPolicy(profile, { targets, permissions: [access()] });
    const group = await profile.client.groups.createGroup({
      params: params(),
      body: { name: "Crew", tags: [{ key: "shift", value: "night" }] },
    });
    await profile.client.groups.changeGroupMembers({ params: { ...params(), groupId: group.id }, body: { add: [user.id] } });
    const role = await profile.client.roles.createRole({ params: params(), body: { name: "Sees the map", permissions: [access()] } });
    const assignment = await profile.client.roles.assignRole({
      params: params(),
      body: { roleId: role.id, assignee: { type: "run_user", id: user.id }, reason: "new" },
    });
    const then = latchkey.clock.now().toISOString();

    latchkey.clock.advance({ minutes: 10 });
    await profile.client.access.deletePolicy({ params: { ...params(), policyId: policy.id }, query: { reason: "over" } });
    await profile.client.roles.endAssignment({ params: { ...params(), assignmentId: assignment.id }, body: { reason: "over" } });
    await profile.client.groups.changeGroupMembers({ params: { ...params(), groupId: group.id }, body: { remove: [user.id] } });
    await profile.client.users.updateUser({ params: { ...params(), userId: user.id }, body: { tags: [] } });
    await profile.client.dashboards.updateDashboard({ params: { ...params(), dashboardId: top.id }, body: { tags: [] } });
    await profile.client.users.suspendUser({ params: { ...params(), userId: user.id }, body: {} });
    latchkey.clock.advance({ minutes: 10 });

    expect(await explain(user.id, top.id)).toMatchObject({ decision: "deny", asOf: null, subject: { tags: [], status: "suspended" } });
    const past = await explain(user.id, top.id, { asOf: then });
    expect(past).toMatchObject({
      decision: "allow",
      asOf: then,
      subject: { tags: [chief], status: "active" },
      resource: { tags: [{ key: "type", value: "top" }] },
    });
    expect(past.rules.filter((rule) => rule.isMatched).map((rule) => rule.source)).toEqual(expect.arrayContaining(["policy", "role"]));
  });

  test("before somebody existed, and in the future, there is nothing to explain", async () => {
    const before = new Date(latchkey.clock.now().getTime() - 1000).toISOString();
    latchkey.clock.advance({ minutes: 1 });
    const [user, top] = [await aChief(), await aTop()];
    latchkey.clock.advance({ minutes: 1 });
    await expect(explain(user.id, top.id, { asOf: before })).rejects.toMatchObject({ status: 400 });
    await expect(explain(user.id, top.id, { asOf: "2999-01-01T00:00:00.000Z" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("whoever was refused", () => {
  const refusal = (user: { token: string }, dashboardId: string) =>
    latchkey.client(user.token).portal.explainRefusal({ params: { slug: profile.slug, dashboardId } });

  test("learns that only the circumstances keep them out", async () => {
    const [user, top] = [await aChief(), await aTop()];
    await latchkey.make.aPolicy(profile, { targets, permissions: [access()], conditions: { secondFactor: true } });
    expect(await refusal(user, top.id)).toMatchObject({ resource: { id: top.id, name: top.name }, unmet: [{ condition: "secondFactor" }] });
  });

  test("is not told which addresses would be let in", async () => {
    const [user, top] = [await aChief(), await aTop()];
    await latchkey.make.aPolicy(profile, { targets, permissions: [access()], conditions: { addresses: ["198.51.100.0/24"] } });
    expect(JSON.stringify(await refusal(user, top.id))).not.toContain("198.51.100");
  });

  test.each([
    ["no rule speaks about them", []],
    ["a rule denies it", [access(), access("deny")]],
  ])("learns nothing when %s: the same answer as for a dashboard that is not there", async (_why, permissions) => {
    const [user, top] = [await aChief(), await aTop()];
    if (permissions.length > 0) await latchkey.make.aPolicy(profile, { targets, permissions });
    for (const dashboardId of [top.id, "f".repeat(24)]) {
      await expect(refusal(user, dashboardId)).rejects.toMatchObject({ status: 404, code: "http.not_found" });
    }
  });
});
