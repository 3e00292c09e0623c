import type { Permission, Tag } from "@latchkey/contract";
import { builtInRoleIds } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { revertDueGroups } from "../groups/index.ts";
import { revertDueRoles } from "../roles/index.ts";

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
const tag = (key: string, value: string): Tag => ({ key, value });
const see = (value: string, effect: "allow" | "deny" = "allow"): Permission => ({
  effect,
  actions: ["access"],
  resource: { type: "dashboard", match: "tag", key: "state", value },
});
const supervisors = { subject: "run_user", match: "tag", key: "level", value: "supervisor" } as const;
const reasonRequired = (lost?: object) => ({ status: 400, code: "access.reason_required", ...(lost ? { problem: { lost } } : {}) });
const nameRequired = (name: string) => ({ status: 400, code: "access.name_required", problem: { name } });

const setTags = (userId: string, tags: Tag[], more: { reason?: string; confirmName?: string } = {}, client = profile.client) =>
  client.users.updateUser({ params: { ...params(), userId }, body: { tags, ...more } });
/** Of all entries about an action, those that say why. */
const reasonsOf = async (action: string) => {
  const { items } = await profile.client.audit.listAudit({ params: params(), query: { action: [action] } });
  return items.flatMap(({ reason }) => reason ?? []);
};

describe("tags of a person", () => {
  test("that take access away ask for a reason, which is kept; plain ones do not", async () => {
    await latchkey.make.aDashboard(profile, { tags: [tag("state", "NY")] });
    await latchkey.make.aPolicy(profile, { targets: [supervisors], permissions: [see("NY")] });
    const ann = await latchkey.make.aUser(profile, { tags: [tag("level", "supervisor"), tag("shoe", "42")] });

    await setTags(ann.id, [tag("level", "supervisor"), tag("shoe", "43"), tag("level", "guest")]);
    await expect(setTags(ann.id, [tag("level", "guest")])).rejects.toMatchObject(reasonRequired({ pairs: 1, subjects: 1, resources: 1 }));
    await setTags(ann.id, [tag("level", "guest")], { reason: "moved to sales" });
    expect(await reasonsOf("user.updated")).toEqual(["moved to sales"]);
    await setTags(ann.id, [tag("level", "supervisor")]);
  });

  test("that nobody loses anything by are let through, named by a rule or not", async () => {
    await latchkey.make.aPolicy(profile, { targets: [supervisors], permissions: [see("NY")] });
    const ann = await latchkey.make.aUser(profile, { tags: [tag("level", "supervisor")] });
    await expect(setTags(ann.id, [])).resolves.toMatchObject({ tags: [] });
  });

  test("that a deny speaks of, or by which a group is left, ask as well", async () => {
    await latchkey.make.aDashboard(profile, { tags: [tag("state", "NY")] });
    await latchkey.make.aPolicy(profile, { targets: [{ subject: "run_user", match: "any" }], permissions: [see("NY")] });
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "tag", key: "is", value: "guest" }],
      permissions: [see("NY", "deny")],
    });
    const ann = await latchkey.make.aUser(profile);
    await expect(setTags(ann.id, [tag("is", "guest")])).rejects.toMatchObject(reasonRequired());

    await latchkey.make.aDashboard(profile, { tags: [tag("state", "MA")] });
    const group = await profile.client.groups.createGroup({
      params: params(),
      body: { name: "Crew", rule: { match: "all", tags: [tag("is", "crew")] } },
    });
    await latchkey.make.aPolicy(profile, { targets: [{ subject: "run_user", match: "group", id: group.id }], permissions: [see("MA")] });
    await setTags(ann.id, [tag("is", "crew")]);
    await expect(setTags(ann.id, [])).rejects.toMatchObject(reasonRequired());
  });

  test("asks API tokens for the same", async () => {
    await latchkey.make.aDashboard(profile, { tags: [tag("state", "NY")] });
    await latchkey.make.aPolicy(profile, { targets: [supervisors], permissions: [see("NY")] });
    const ann = await latchkey.make.aUser(profile, { tags: [tag("level", "supervisor")] });
    const machine = latchkey.client(await latchkey.make.anApiToken(profile));
    await expect(setTags(ann.id, [], {}, machine)).rejects.toMatchObject(reasonRequired());
    await setTags(ann.id, [], { reason: "TagoIO API" }, machine);
  });

  test("that take somebody out of an administrator's reach ask for the name", async () => {
    const limited = await latchkey.make.anAdministrator({ profileIds: [profile.id], limitedProfileIds: [profile.id] });
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "administrator", match: "id", id: limited.id }],
      permissions: [
        { effect: "allow", actions: ["access"], resource: { type: "run_user", match: "tag", key: "organization", value: "acme" } },
      ],
    });
    const ann = await latchkey.make.aUser(profile, { name: "Ann", tags: [] });
    await setTags(ann.id, [tag("organization", "acme")]);
    const reason = "left";
    await expect(setTags(ann.id, [], { reason })).rejects.toMatchObject(nameRequired("Ann"));
    await expect(setTags(ann.id, [], { reason, confirmName: "ann" })).rejects.toMatchObject(nameRequired("Ann"));
    await setTags(ann.id, [], { reason, confirmName: "Ann" });
  });
});

test("tags of a dashboard, a device and an analysis ask where somebody loses by them", async () => {
  const everybody = [{ subject: "run_user", match: "any" }] as const;
  const of = (type: "device" | "analysis"): Permission => ({
    effect: "allow",
    actions: ["access"],
    resource: { type, match: "tag", key: "state", value: "NY" },
  });
  await latchkey.make.aPolicy(profile, { targets: [...everybody], permissions: [see("NY"), of("device")] });
  await latchkey.make.aUser(profile);
  const tags = [tag("state", "NY")];
  const dashboard = await latchkey.make.aDashboard(profile, { tags });
  const device = await latchkey.make.aDevice(profile, { tags });
  const { dashboards, devices, analyses } = profile.client;
  const atDashboard = { params: { ...params(), dashboardId: dashboard.id } };
  const atDevice = { params: { ...params(), deviceId: device.id } };
  await dashboards.updateDashboard({ ...atDashboard, body: { name: "Renamed", tags } });
  await expect(dashboards.updateDashboard({ ...atDashboard, body: { tags: [] } })).rejects.toMatchObject(reasonRequired());
  await expect(devices.updateDevice({ ...atDevice, body: { tags: [] } })).rejects.toMatchObject(reasonRequired());
  await dashboards.updateDashboard({ ...atDashboard, body: { tags: [], reason: "old" } });
  expect(await reasonsOf("dashboard.updated")).toEqual(["old"]);
  await devices.updateDevice({ ...atDevice, body: { tags: [], reason: "old" } });

  const analysis = await latchkey.make.anAnalysis(profile, { tags: [tag("script", "upload")] });
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "analysis", match: "tag", key: "script", value: "upload" }],
    permissions: [{ effect: "allow", actions: ["create"], resource: { type: "device", match: "any" } }],
  });
  const atAnalysis = { params: { ...params(), analysisId: analysis.id } };
  await expect(analyses.updateAnalysis({ ...atAnalysis, body: { tags: [] } })).rejects.toMatchObject(reasonRequired());
  await analyses.updateAnalysis({ ...atAnalysis, body: { tags: [], reason: "over" } });
});

test("a widget carries its dashboard's tags: a deny on it is asked about too", async () => {
  const dashboard = await latchkey.make.aDashboard(profile);
  const device = await latchkey.make.aDevice(profile);
  await profile.client.dashboards.createWidget({
    params: { ...params(), dashboardId: dashboard.id },
    body: { content: { type: "line", sources: [{ deviceId: device.id, variable: "heat" }] } },
  });
  await latchkey.make.aUser(profile);
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "run_user", match: "any" }],
    permissions: [
      { effect: "allow", actions: ["access"], resource: { type: "widget", match: "any" } },
      { effect: "deny", actions: ["access"], resource: { type: "widget", match: "tag", key: "is", value: "secret" } },
    ],
  });
  const change = { params: { ...params(), dashboardId: dashboard.id }, body: { tags: [tag("is", "secret")] } };
  await expect(profile.client.dashboards.updateDashboard(change)).rejects.toMatchObject(reasonRequired());
});

async function aRoleInUse() {
  const { roles } = profile.client;
  await latchkey.make.aDashboard(profile, { tags: [tag("state", "NY")] });
  const user = await latchkey.make.aUser(profile);
  const role = await roles.createRole({ params: params(), body: { name: "Reader", permissions: [see("NY")] } });
  const assignee = { type: "run_user", id: user.id } as const;
  const assignment = await roles.assignRole({ params: params(), body: { roleId: role.id, assignee, reason: "needs it" } });
  const seen = async () =>
    (await latchkey.client(user.token).dashboards.listPortalDashboards({ params: { slug: profile.slug } })).items.length;
  return { role, assignment, user, at: { params: { ...params(), roleId: role.id } }, seen };
}

describe("a role", () => {
  test("that gives less asks for a reason, and for its name where it speaks of everything", async () => {
    const { role, at } = await aRoleInUse();
    const { roles } = profile.client;
    await roles.updateRole({ ...at, body: { name: "Reader", description: "Reads", permissions: [see("NY")] }, ifMatch: 1 });
    await expect(roles.updateRole({ ...at, body: { name: "Reader", permissions: [] }, ifMatch: 2 })).rejects.toMatchObject(
      reasonRequired({ pairs: 1, subjects: 1, resources: 1 }),
    );
    await roles.updateRole({ ...at, body: { name: "Reader", permissions: [], reason: "closed" }, ifMatch: 2 });
    expect(await reasonsOf("role.updated")).toEqual(["closed"]);

    const wide = {
      name: role.name,
      permissions: [{ effect: "allow" as const, actions: ["access"], resource: { type: "dashboard", match: "any" as const } }],
    };
    await expect(roles.updateRole({ ...at, body: wide, ifMatch: 3 })).rejects.toMatchObject(nameRequired("Reader"));
    await roles.updateRole({ ...at, body: { ...wide, confirmName: "Reader" }, ifMatch: 3 });
  });

  test("taken from an administrator asks for its name; one that nobody holds goes without a word", async () => {
    const { roles } = profile.client;
    const limited = await latchkey.make.anAdministrator({ profileIds: [profile.id], limitedProfileIds: [profile.id] });
    const body = { roleId: builtInRoleIds.viewer, assignee: { type: "administrator", id: limited.id } as const, reason: "watches" };
    const { id: assignmentId } = await roles.assignRole({ params: params(), body });
    const end = (more: { confirmName?: string } = {}) =>
      roles.endAssignment({ params: { ...params(), assignmentId }, body: { reason: "left", ...more } });
    await latchkey.make.aDashboard(profile);
    await expect(end()).rejects.toMatchObject(nameRequired("Viewer"));
    await end({ confirmName: "Viewer" });

    const free = await roles.createRole({ params: params(), body: { name: "Free", permissions: [see("NY")] } });
    await roles.deleteRole({ params: { ...params(), roleId: free.id } });
  });

  test("goes back by itself unless somebody confirms it, once, on whichever node", async () => {
    const { at, seen } = await aRoleInUse();
    const { roles } = profile.client;
    const trial = { name: "Reader", permissions: [], reason: "a try", revertAfterMinutes: 10 };
    expect(await roles.updateRole({ ...at, body: trial, ifMatch: 1 })).toMatchObject({ pendingRevert: { version: 1 } });
    expect(await seen()).toBe(0);
    expect(await roles.confirmRole(at)).toMatchObject({ pendingRevert: null, version: 2 });
    await expect(roles.confirmRole(at)).rejects.toMatchObject({ status: 409, code: "roles.nothing_pending" });

    await roles.updateRole({ ...at, body: { name: "Reader", permissions: [see("NY")] }, ifMatch: 2 });
    await roles.updateRole({ ...at, body: trial, ifMatch: 3 });
    latchkey.clock.advance({ minutes: 10 });
    const other = await latchkey.anotherNode();
    await Promise.all([revertDueRoles(other.app.commandLineContext()), revertDueRoles(latchkey.app.commandLineContext())]);
    expect(await seen()).toBe(1);
    expect(await roles.getRole(at)).toMatchObject({ version: 5, pendingRevert: null, permissions: [see("NY")] });
    const { items } = await profile.client.audit.listAudit({ params: params(), query: { limit: 5 } });
    expect(items.filter((entry) => entry.action === "role.restored")).toMatchObject([{ reason: "Nobody confirmed the change in time." }]);
  });
});

async function aGroupInUse() {
  const { groups } = profile.client;
  await latchkey.make.aDashboard(profile, { tags: [tag("state", "NY")] });
  const group = await groups.createGroup({ params: params(), body: { name: "Crew", rule: { match: "any", tags: [tag("is", "crew")] } } });
  await latchkey.make.aPolicy(profile, { targets: [{ subject: "run_user", match: "group", id: group.id }], permissions: [see("NY")] });
  const [hand, rule] = [await latchkey.make.aUser(profile), await latchkey.make.aUser(profile, { tags: [tag("is", "crew")] })];
  const at = { params: { ...params(), groupId: group.id } };
  await groups.changeGroupMembers({ ...at, body: { add: [hand.id] } });
  return { group, hand, rule, at };
}

describe("a group", () => {
  test("whose rule, members or existence goes asks for a reason; a new name does not", async () => {
    const { group, hand, at } = await aGroupInUse();
    const { groups } = profile.client;
    await groups.updateGroup({ ...at, body: { name: "Team", rule: group.rule }, ifMatch: 1 });
    await expect(groups.updateGroup({ ...at, body: { name: "Team" }, ifMatch: 2 })).rejects.toMatchObject(
      reasonRequired({ pairs: 1, subjects: 1, resources: 1 }),
    );
    await expect(groups.changeGroupMembers({ ...at, body: { remove: [hand.id] } })).rejects.toMatchObject(reasonRequired());
    await expect(groups.deleteGroup(at)).rejects.toMatchObject(reasonRequired({ pairs: 2, subjects: 2, resources: 1 }));

    await groups.changeGroupMembers({ ...at, body: { remove: [hand.id], reason: "left" } });
    expect(await reasonsOf("group.members_changed")).toEqual(["left"]);
    await groups.changeGroupMembers({ ...at, body: { remove: [hand.id] } });
    await groups.deleteGroup({ ...at, query: { reason: "closed" } });
    expect(await reasonsOf("group.deleted")).toEqual(["closed"]);
  });

  test("whose tags or place bring a deny ask for a reason", async () => {
    const { group, at } = await aGroupInUse();
    const { groups } = profile.client;
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "tag", key: "is", value: "guest" }],
      permissions: [see("NY", "deny")],
    });
    const tags = [tag("is", "guest")];
    await expect(groups.updateGroup({ ...at, body: { name: "Crew", rule: group.rule, tags }, ifMatch: 1 })).rejects.toMatchObject(
      reasonRequired(),
    );
    const above = await groups.createGroup({ params: params(), body: { name: "Guests", tags } });
    const moved = { name: "Crew", rule: group.rule, parentId: above.id };
    await expect(groups.updateGroup({ ...at, body: moved, ifMatch: 1 })).rejects.toMatchObject(reasonRequired());
    await groups.updateGroup({ ...at, body: { ...moved, reason: "visitors now" }, ifMatch: 1 });
  });

  test("goes back by itself unless somebody confirms it; only full administrators may set that up", async () => {
    const { group, at } = await aGroupInUse();
    const { groups } = profile.client;
    const trial = { name: "Crew", reason: "a try", revertAfterMinutes: 10 };
    await groups.updateGroup({ ...at, body: trial, ifMatch: 1 });
    latchkey.clock.advance({ minutes: 10 });
    await revertDueGroups(latchkey.app.commandLineContext());
    expect(await groups.getGroup(at)).toMatchObject({ version: 3, rule: group.rule, pendingRevert: null });

    const delegate = await latchkey.make.aUser(profile);
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: delegate.id }],
      permissions: [{ effect: "allow", actions: ["access", "edit"], resource: { type: "access_management", match: "any" } }],
    });
    const asDelegate = latchkey.client(delegate.token).groups;
    const body = { name: "Crew", description: "x", rule: group.rule, revertAfterMinutes: 10 };
    await expect(asDelegate.updateGroup({ ...at, body, ifMatch: 3 })).rejects.toMatchObject({ status: 403 });
  });
});

test("what the preview says is what the save asks for", async () => {
  const { hand, at, group } = await aGroupInUse();
  const preview = async (change: Parameters<typeof profile.client.impact.previewImpact>[0]["body"]["changes"][number]) => {
    const { needsReason, needsTypedName } = await profile.client.impact.previewImpact({ params: params(), body: { changes: [change] } });
    return { needsReason, needsTypedName };
  };
  expect(await preview({ kind: "delete_group", groupId: group.id })).toEqual({ needsReason: true, needsTypedName: null });
  expect(await preview({ kind: "change_group_members", groupId: group.id, remove: [hand.id] })).toEqual({
    needsReason: true,
    needsTypedName: null,
  });
  const { role } = await aRoleInUse();
  const wide = [{ effect: "allow" as const, actions: ["access"], resource: { type: "dashboard", match: "any" as const } }];
  expect(await preview({ kind: "put_role", roleId: role.id, role: { name: "Reader", permissions: wide } })).toEqual({
    needsReason: false,
    needsTypedName: "Reader",
  });
  expect(await preview({ kind: "put_role", role: { name: "New", permissions: wide } })).toMatchObject({ needsTypedName: null });
  await expect(profile.client.groups.deleteGroup(at)).rejects.toMatchObject(reasonRequired());
});
