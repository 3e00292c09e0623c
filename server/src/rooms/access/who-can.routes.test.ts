import { builtInRoleIds, type WhoCanQuestion } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { seeEveryDashboard } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let dashboardId: string;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const question = (): WhoCanQuestion & { action: string } => ({
  resource: { type: "dashboard", id: dashboardId },
  action: "access",
  subjectType: "run_user",
  circumstances: { isDeviceTrusted: false, hasSecondFactor: false },
});
type Asked = Partial<WhoCanQuestion> & { limit?: number; cursor?: string; countMax?: number };
const whoCan = (asked: Asked = {}) => profile.client.whoCan.listWhoCan({ params: params(), body: { ...question(), ...asked } });
const idsOf = async (asked: Asked = {}) => (await whoCan(asked)).items.map((row) => row.id);
const site = { key: "site", value: "north" };
const onDashboard = () => [
  { effect: "allow" as const, actions: ["access"], resource: { type: "dashboard", match: "id" as const, id: dashboardId } },
];

async function aFreshProfile(): Promise<void> {
  profile = await latchkey.make.aProfile();
  dashboardId = (await latchkey.make.aDashboard(profile)).id;
}

describe("who can", () => {
  beforeAll(aFreshProfile);

  test("lists each person with the rule that allows it, and the way there", async () => {
    const [bytag, byGroup, byRole, nobody] = [
      await latchkey.make.aUser(profile, { name: "A tag", tags: [site] }),
      await latchkey.make.aUser(profile, { name: "B group" }),
      await latchkey.make.aUser(profile, { name: "C role" }),
      await latchkey.make.aUser(profile, { name: "D nobody" }),
    ];
    const { groups, roles } = profile.client;
    const above = await groups.createGroup({ params: params(), body: { name: "Above" } });
    const below = await groups.createGroup({ params: params(), body: { name: "Below", parentId: above.id } });
    await groups.changeGroupMembers({ params: { ...params(), groupId: below.id }, body: { add: [byGroup.id] } });
    await roles.assignRole({
      params: params(),
      body: { roleId: builtInRoleIds.viewer, assignee: { type: "run_user", id: byRole.id }, reason: "watches" },
    });
    const tagged = await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "tag", ...site }],
      permissions: onDashboard(),
    });
    const grouped = await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "group", id: above.id }],
      permissions: onDashboard(),
    });

    const { items, total } = await whoCan();
    expect(items.map(({ id, email, rule }) => ({ id, email, rule }))).toEqual([
      { id: bytag.id, email: bytag.email, rule: { source: "policy", id: tagged.id, name: tagged.name, permissionIndex: 0, path: [] } },
      {
        id: byGroup.id,
        email: byGroup.email,
        rule: { source: "policy", id: grouped.id, name: grouped.name, permissionIndex: 0, path: expect.arrayContaining([]) },
      },
      {
        id: byRole.id,
        email: byRole.email,
        rule: { source: "role", id: builtInRoleIds.viewer, name: "Viewer", permissionIndex: 0, path: expect.arrayContaining([]) },
      },
    ]);
    expect(items[1]?.rule.path.map((step) => step.name)).toContain("Below");
    expect(total).toEqual({ count: 3, isCapped: false });
    expect(await idsOf({ search: "b GROUP" })).toEqual([byGroup.id]);
    expect(await idsOf({ search: byRole.id })).toEqual([byRole.id]);
    expect(await idsOf({ search: nobody.id })).toEqual([]);

    const [first, second] = [await whoCan({ limit: 2 }), await idsOf()];
    const rest = await whoCan({ limit: 2, ...(first.nextCursor === null ? {} : { cursor: first.nextCursor }) });
    expect([...first.items, ...rest.items].map((row) => row.id)).toEqual(second);

    await profile.client.users.suspendUser({ params: { ...params(), userId: bytag.id }, body: {} });
    expect(await idsOf()).toEqual([byGroup.id, byRole.id]);
  });

  test("judges conditions by the circumstances given", async () => {
    await aFreshProfile();
    const user = await latchkey.make.aUser(profile);
    const until = new Date(latchkey.clock.now().getTime() + 60_000).toISOString();
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "any" }],
      permissions: seeEveryDashboard,
      conditions: { until, addresses: ["192.0.2.0/24"], secondFactor: true },
    });
    const inside = { address: "192.0.2.9", hasSecondFactor: true, isDeviceTrusted: false };
    expect(await idsOf({ circumstances: inside })).toEqual([user.id]);
    expect(await idsOf({ circumstances: { ...inside, hasSecondFactor: false } })).toEqual([]);
    expect(await idsOf({ circumstances: { ...inside, address: "198.51.100.1" } })).toEqual([]);
    expect(await idsOf({ circumstances: { ...inside, at: until } })).toEqual([]);
    expect(await idsOf()).toEqual([]);
  });

  test("asks about analyses and limited administrators as well", async () => {
    await aFreshProfile();
    const analysis = await latchkey.make.anAnalysis(profile);
    await latchkey.make.aPolicy(profile, { targets: [{ subject: "analysis", match: "any" }], permissions: seeEveryDashboard });
    expect(await idsOf({ subjectType: "analysis" })).toEqual([analysis.id]);
    // An administrator with full access needs no rule, and is in no list of rules.
    const limited = await latchkey.make.anAdministrator({ profileIds: [profile.id], limitedProfileIds: [profile.id] });
    const assignee = { type: "administrator" as const, id: limited.id };
    await profile.client.roles.assignRole({ params: params(), body: { roleId: builtInRoleIds.viewer, assignee, reason: "watches" } });
    expect(await idsOf({ subjectType: "administrator" })).toEqual([limited.id]);
  });

  test("is streamed as CSV, all of it, safe in spreadsheets", async () => {
    await aFreshProfile();
    const names = ["=1+1", "Zoe"];
    for (const name of names) await latchkey.make.aUser(profile, { name });
    const policy = await latchkey.make.aPolicy(profile, {
      name: "Everybody",
      targets: [{ subject: "run_user", match: "any" }],
      permissions: seeEveryDashboard,
    });
    const csv = await profile.client.whoCan.exportWhoCan({ params: params(), body: question() });
    const lines = csv.trimEnd().split("\r\n");
    expect(lines[0]).toBe("id,name,email,rule,rule_id,rule_name,through");
    expect(lines[1]).toContain(",'=1+1,");
    expect(lines[2]).toContain(`,Zoe,`);
    expect(lines[2]).toContain(`,policy,${policy.id},Everybody,`);
    expect(lines).toHaveLength(3);
  });

  test("refuses what it cannot answer, and tells nobody what they may not know", async () => {
    await aFreshProfile();
    const foreign = await latchkey.make.aProfile();
    const theirs = await latchkey.make.aDashboard(foreign);
    for (const id of [theirs.id, "e".repeat(24)]) {
      await expect(whoCan({ resource: { type: "dashboard", id } })).rejects.toMatchObject({
        status: 404,
        problem: { code: "http.not_found" },
      });
    }
    await expect(whoCan({ action: "fly" })).rejects.toMatchObject({ status: 400, problem: { code: "access.unknown_action" } });
    await expect(whoCan({ action: "" })).rejects.toMatchObject({ status: 400 });
    await expect(whoCan({ cursor: "nonsense" })).rejects.toMatchObject({ status: 400 });
    for (const countMax of [-1, 10_001]) await expect(whoCan({ countMax })).rejects.toMatchObject({ status: 400 });

    const body = question();
    await expect(latchkey.client().whoCan.listWhoCan({ params: params(), body })).rejects.toMatchObject({ status: 401 });
    const user = await latchkey.make.aUser(profile);
    const asUser = latchkey.client(user.token).whoCan.listWhoCan({ params: params(), body });
    await expect(asUser).rejects.toMatchObject({
      problem: { status: expect.toSatisfy((status: number) => status === 403 || status === 404) },
    });
    const reader = latchkey.client(await latchkey.make.anApiToken(profile, "read"));
    expect((await reader.whoCan.listWhoCan({ params: params(), body })).items).toEqual([]);
  });
});

describe("the user list", () => {
  test("is filtered by group and role, by whatever way somebody is in them, and its export too", async () => {
    await aFreshProfile();
    const { groups, roles, users } = profile.client;
    const group = await groups.createGroup({ params: params(), body: { name: "North", rule: { match: "any", tags: [site] } } });
    const below = await groups.createGroup({ params: params(), body: { name: "Below", parentId: group.id } });
    const role = await roles.createRole({ params: params(), body: { name: "Guest" } });
    const [ruled, hand, direct] = [
      await latchkey.make.aUser(profile, { name: "A", tags: [site] }),
      await latchkey.make.aUser(profile, { name: "B" }),
      await latchkey.make.aUser(profile, { name: "C" }),
    ];
    await groups.changeGroupMembers({ params: { ...params(), groupId: below.id }, body: { add: [hand.id] } });
    const give = (assignee: { type: "group" | "run_user"; id: string }) =>
      roles.assignRole({ params: params(), body: { roleId: role.id, assignee, reason: "visits" } });
    await give({ type: "group", id: below.id });
    await give({ type: "run_user", id: direct.id });

    const list = async (query: { group?: string; role?: string }) =>
      (await users.listUsers({ params: params(), query })).items.map((each) => each.id);
    expect(await list({ group: group.id })).toEqual([ruled.id, hand.id]);
    expect(await list({ role: role.id })).toEqual([hand.id, direct.id]);
    expect(await list({ group: group.id, role: role.id })).toEqual([hand.id]);
    expect(await list({ group: "e".repeat(24) })).toEqual([]);
    const csv = await users.exportUsers({ params: params(), query: { role: role.id } });
    expect([csv.includes(hand.id), csv.includes(direct.id), csv.includes(ruled.id)]).toEqual([true, true, false]);
  });
});
