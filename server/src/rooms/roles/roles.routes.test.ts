import { builtInRoleIds, catalogue, type AssignmentBody, type Conditions, type RoleBody } from "@latchkey/contract";
import { findDeadRolePermissions } from "@latchkey/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { seeEveryDashboard } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { builtInRoles } from "./built-in-roles.ts";
import { roleTemplates } from "./role-templates.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
  await latchkey.make.aDashboard(profile);
});
afterAll(() => latchkey.close());

let count = 0;
const params = () => ({ profileId: profile.id });
const byId = (roleId: string) => ({ params: { ...params(), roleId } });
const roles = () => profile.client.roles;
const aRole = (body: Partial<RoleBody> = {}) => roles().createRole({ params: params(), body: { name: `Role ${(count += 1)}`, ...body } });
const aSeeingRole = (body: Partial<RoleBody> = {}) => aRole({ permissions: seeEveryDashboard, ...body });
const give = (roleId: string, assignee: AssignmentBody["assignee"], conditions: Conditions = {}) =>
  roles().assignRole({ params: params(), body: { roleId, assignee, conditions, reason: "new job" } });
const toUser = (id: string) => ({ type: "run_user" as const, id });
const end = (assignmentId: string) => roles().endAssignment({ params: { ...params(), assignmentId }, body: { reason: "left" } });
const unknownId = "e".repeat(24);
const inMinutes = (minutes: number) => new Date(latchkey.clock.now().getTime() + minutes * 60_000).toISOString();
const sees = async (token: string) => {
  const { items } = await latchkey.client(token).dashboards.listPortalDashboards({ params: { slug: profile.slug } });
  return items.length > 0;
};

describe("a role", () => {
  test("is created, read, listed with the built-in ones, and changed", async () => {
    const conditions = { addresses: ["192.0.2.0/24"] };
    const created = await aSeeingRole({ name: "Zookeeper", description: "Feeds", includes: [builtInRoleIds.viewer], conditions });
    expect(created).toMatchObject({ name: "Zookeeper", builtIn: null, assignmentCount: 0, version: 1, conditions });
    expect(await roles().getRole(byId(created.id))).toEqual(created);

    const { items, total } = await roles().listRoles({ params: params() });
    expect(items.map((role) => role.name)).toEqual(items.map((role) => role.name).toSorted());
    expect(items.filter((role) => role.builtIn !== null).map((role) => role.name)).toEqual([
      "Administrator",
      "Auditor",
      "Owner",
      "User manager",
      "Viewer",
    ]);
    expect(total.count).toBe(items.length);
    const found = await roles().listRoles({ params: params(), query: { search: "zoo" } });
    expect(found.items).toEqual([created]);

    const changed = await roles().updateRole({ ...byId(created.id), body: { name: "Keeper" }, ifMatch: 1 });
    expect(changed).toMatchObject({ name: "Keeper", permissions: [], includes: [], conditions: {}, version: 2 });
  });

  test("that somebody saved meanwhile is not overwritten: the stored one comes back", async () => {
    const role = await aRole();
    await roles().updateRole({ ...byId(role.id), body: { name: `${role.name} b` }, ifMatch: 1 });
    await expect(roles().updateRole({ ...byId(role.id), body: { name: "Mine" }, ifMatch: 1 })).rejects.toMatchObject({
      status: 412,
      problem: { code: "roles.version_conflict", current: { name: `${role.name} b`, version: 2 } },
    });
  });

  test("has a name that no other has, built-in ones included", async () => {
    const role = await aRole();
    for (const name of [role.name.toUpperCase(), "owner"]) {
      await expect(aRole({ name })).rejects.toMatchObject({ status: 409, problem: { code: "roles.name_taken" } });
    }
  });

  test("with a permission that could never count is refused with the place and the reason", async () => {
    const permissions: RoleBody["permissions"] = [
      ...seeEveryDashboard,
      { effect: "allow", actions: ["fly"], resource: { type: "dashboard", match: "any" } },
      { effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: unknownId } },
    ];
    const refused = await aRole({ permissions }).catch((error: { problem: { code: string; errors: { path: string }[] } }) => error);
    expect(refused).toMatchObject({ problem: { code: "roles.dead_permission" } });
    const paths = "problem" in refused ? refused.problem.errors.map((each) => each.path) : [];
    expect(paths.some((path) => path.startsWith("body.permissions.1"))).toBe(true);
    expect(paths).toContain("body.permissions.2.resource.id");
  });

  test("cannot include itself, not even through others; the refusal names the way", async () => {
    const low = await aRole();
    const middle = await aRole({ includes: [low.id] });
    const top = await aRole({ includes: [middle.id] });
    await expect(roles().updateRole({ ...byId(low.id), body: { name: low.name, includes: [top.id] }, ifMatch: 1 })).rejects.toMatchObject({
      status: 409,
      problem: { code: "roles.cycle", detail: `${low.name} includes ${top.name} includes ${middle.name} includes ${low.name}.` },
    });
    await expect(aRole({ includes: [unknownId] })).rejects.toMatchObject({
      status: 400,
      problem: { code: "roles.unknown_role", errors: [{ path: "body.includes.0" }] },
    });
  });

  test("of two saves at once that would close a circle together, one is refused", async () => {
    const [a, b] = [await aRole(), await aRole()];
    const saves = await Promise.allSettled([
      roles().updateRole({ ...byId(a.id), body: { name: a.name, includes: [b.id] }, ifMatch: 1 }),
      roles().updateRole({ ...byId(b.id), body: { name: b.name, includes: [a.id] }, ifMatch: 1 }),
    ]);
    expect(saves.map((save) => save.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("is deleted only while nobody holds it and none includes it", async () => {
    const role = await aRole();
    const including = await aRole({ includes: [role.id] });
    const user = await latchkey.make.aUser(profile);
    const given = await give(role.id, toUser(user.id));
    await expect(roles().deleteRole(byId(role.id))).rejects.toMatchObject({
      status: 409,
      problem: { code: "roles.in_use", assignmentCount: 1, includedBy: [including.name] },
    });

    await roles().deleteRole(byId(including.id));
    await end(given.id);
    await roles().deleteRole(byId(role.id));
    await expect(roles().getRole(byId(role.id))).rejects.toMatchObject({ status: 404 });
    const history = await roles().listAssignments({ params: params(), query: { assigneeId: user.id } });
    expect(history.items).toMatchObject([{ id: given.id, state: "ended" }]);
  });

  test("is nobody's to touch without the right", async () => {
    const role = await aRole();
    await expect(latchkey.client().roles.getRole(byId(role.id))).rejects.toMatchObject({ status: 401 });
    const reader = latchkey.client(await latchkey.make.anApiToken(profile, "read"));
    await expect(reader.roles.deleteRole(byId(role.id))).rejects.toMatchObject({ status: 403 });
    const foreign = await latchkey.make.aProfile();
    await expect(foreign.client.roles.getRole({ params: { profileId: foreign.id, roleId: role.id } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(roles().getRole(byId(unknownId))).rejects.toMatchObject({ status: 404 });
    await expect(aRole({ name: "" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("a version of a role", () => {
  const versions = (roleId: string) => roles().listRoleVersions({ params: { ...params(), roleId } });
  const ofRole = (roleId: string, version: number) => ({ params: { ...params(), roleId, version } });

  test("is every save, newest first, with author and reason, and is read whole", async () => {
    const { id, name } = await aSeeingRole();
    await roles().updateRole({ ...byId(id), body: { name, description: "Later", reason: "Nobody needs it" }, ifMatch: 1 });

    const { items } = await versions(id);
    expect(items.map(({ version, change, reason }) => [version, change, reason])).toEqual([
      [2, "updated", "Nobody needs it"],
      [1, "created", null],
    ]);
    expect(items.every(({ author }) => author !== "")).toBe(true);
    expect((await roles().getRoleVersion(ofRole(id, 1))).body).toMatchObject({ name, description: "", permissions: seeEveryDashboard });
  });

  test("comes back as a new one with a reason where anybody loses access, and its holders have what it says", async () => {
    const user = await latchkey.make.aUser(profile);
    const { id, name } = await aRole();
    await give(id, toUser(user.id));
    await roles().updateRole({ ...byId(id), body: { name, permissions: seeEveryDashboard, confirmName: name }, ifMatch: 1 });
    expect(await sees(user.token)).toBe(true);

    const restore = (body: { reason?: string; confirmName?: string }, ifMatch = 2) =>
      roles().restoreRoleVersion({ ...ofRole(id, 1), body, ifMatch });
    await expect(restore({})).rejects.toMatchObject({ problem: { code: "access.reason_required" } });
    await expect(restore({ reason: "Too much", confirmName: name }, 1)).rejects.toMatchObject({
      status: 412,
      problem: { code: "roles.version_conflict" },
    });
    expect(await restore({ reason: "Too much", confirmName: name })).toMatchObject({ version: 3, permissions: [] });
    expect(await sees(user.token)).toBe(false);
    expect((await versions(id)).items[0]).toMatchObject({ change: "restored", restoredFrom: 1, reason: "Too much" });
  });

  test("that never was, or of a role of nobody here, is not found; a built-in role has none", async () => {
    const { id } = await aRole();
    await expect(roles().getRoleVersion(ofRole(id, 7))).rejects.toMatchObject({ status: 404 });
    await expect(roles().getRoleVersion(ofRole(unknownId, 1))).rejects.toMatchObject({ status: 404 });
    await expect(versions(unknownId)).rejects.toMatchObject({ status: 404 });
    await expect(roles().restoreRoleVersion({ ...ofRole(id, 7), body: {}, ifMatch: 1 })).rejects.toMatchObject({ status: 404 });
    expect((await versions(builtInRoleIds.viewer)).items).toEqual([]);
  });
});

describe("a built-in role", () => {
  test("has permissions that can count, all of them, and so has each template", () => {
    for (const { permissions } of [...builtInRoles, ...roleTemplates.map((template) => template.role)]) {
      expect(findDeadRolePermissions(permissions, catalogue)).toEqual([]);
    }
    const granted = (name: string) =>
      builtInRoles
        .find((role) => role.name === name)
        ?.permissions.flatMap(({ actions, resource }) => actions.map((each) => `${resource.type} ${each}`));
    const all = Object.entries(catalogue).flatMap(([type, actions]) => Object.keys(actions).map((action) => `${type} ${action}`));
    // One's own settings are one's own without any role.
    const missing = (name: string) => all.filter((each) => !granted(name)?.includes(each));
    expect(missing("Owner")).toEqual(["own_settings edit"]);
    expect(missing("Administrator")).toEqual(["billing edit", "own_settings edit"]);
    expect(granted("User manager")).not.toContain("run_user login_as_user");
  });

  test("cannot be changed or deleted, but can be read, given and included", async () => {
    const viewer = await roles().getRole(byId(builtInRoleIds.viewer));
    expect(viewer).toMatchObject({ name: "Viewer", builtIn: "viewer", version: 1 });
    await expect(roles().updateRole({ ...byId(viewer.id), body: { name: "Mine" }, ifMatch: 1 })).rejects.toMatchObject({
      status: 409,
      problem: { code: "roles.built_in" },
    });
    await expect(roles().deleteRole(byId(viewer.id))).rejects.toMatchObject({ status: 409, problem: { code: "roles.built_in" } });

    const user = await latchkey.make.aUser(profile);
    expect(await sees(user.token)).toBe(false);
    await give(viewer.id, toUser(user.id));
    expect(await sees(user.token)).toBe(true);
    expect((await roles().getRole(byId(viewer.id))).assignmentCount).toBe(1);
  });

  test("is there as a starting point in templates of each kind", async () => {
    const { items } = await roles().listRoleTemplates({ params: params() });
    expect(new Set(items.map((item) => item.kind))).toEqual(new Set(["department", "customer_tier", "region", "project"]));
    for (const { role } of items) await roles().createRole({ params: params(), body: role });
  });
});

describe("an assignment", () => {
  test("counts from the next request on, stops with its end, and stays on record", async () => {
    const role = await aSeeingRole();
    const user = await latchkey.make.aUser(profile, { name: "Ann" });
    const given = await give(role.id, toUser(user.id));
    expect(given).toMatchObject({
      roleName: role.name,
      assignee: { type: "run_user", id: user.id, name: "Ann" },
      state: "in_force",
      reason: "new job",
      givenBy: expect.stringContaining("Administrator"),
    });
    expect(await sees(user.token)).toBe(true);
    expect((await roles().getRole(byId(role.id))).assignmentCount).toBe(1);

    expect(await end(given.id)).toMatchObject({ state: "ended" });
    expect(await sees(user.token)).toBe(false);
    await expect(end(given.id)).rejects.toMatchObject({ status: 409, problem: { code: "roles.already_ended" } });
    const { items } = await roles().listAssignments({ params: params(), query: { roleId: role.id } });
    expect(items).toMatchObject([{ id: given.id, state: "ended" }]);
  });

  test("begins with its first moment and has ended at its last one", async () => {
    const role = await aSeeingRole();
    const user = await latchkey.make.aUser(profile);
    const given = await give(role.id, toUser(user.id), { from: inMinutes(10), until: inMinutes(20) });
    expect(given.state).toBe("not_yet");
    expect(await sees(user.token)).toBe(false);
    const inState = async (state: "not_yet" | "in_force" | "ended") =>
      (await roles().listAssignments({ params: params(), query: { roleId: role.id, state } })).items.map((each) => each.id);

    latchkey.clock.advance({ minutes: 10 });
    expect(await sees(user.token)).toBe(true);
    expect(await inState("in_force")).toEqual([given.id]);
    latchkey.clock.advance({ minutes: 10 });
    expect(await sees(user.token)).toBe(false);
    expect([await inState("not_yet"), await inState("in_force"), await inState("ended")]).toEqual([[], [], [given.id]]);
    await expect(give(role.id, toUser(user.id), { until: inMinutes(0) })).rejects.toMatchObject({
      status: 400,
      problem: { code: "roles.already_over" },
    });
  });

  test("that is yet to begin can be ended before", async () => {
    const role = await aSeeingRole();
    const user = await latchkey.make.aUser(profile);
    const given = await give(role.id, toUser(user.id), { from: inMinutes(60) });
    expect(await end(given.id)).toMatchObject({ state: "ended" });
    latchkey.clock.advance({ minutes: 61 });
    expect(await sees(user.token)).toBe(false);
  });

  test("of a group is held by its members, those of groups below included, and ends with the group", async () => {
    const role = await aSeeingRole();
    const { groups } = profile.client;
    const above = await groups.createGroup({ params: params(), body: { name: "Above" } });
    const below = await groups.createGroup({ params: params(), body: { name: "Below", parentId: above.id } });
    const user = await latchkey.make.aUser(profile);
    await groups.changeGroupMembers({ params: { ...params(), groupId: below.id }, body: { add: [user.id] } });
    const given = await give(role.id, { type: "group", id: above.id });
    expect(given.assignee.name).toBe("Above");
    expect(await sees(user.token)).toBe(true);

    const inherited = await roles().getUserInheritance({ params: { ...params(), userId: user.id } });
    expect(inherited.roles).toMatchObject([
      { id: role.id, isInForce: true, assignmentId: null, sources: [{ kind: "group", groupId: above.id, groupName: "Above" }] },
    ]);
    await end(given.id);
    expect(await sees(user.token)).toBe(false);

    await give(role.id, { type: "group", id: above.id });
    expect(await sees(user.token)).toBe(true);
    const query = { reason: "closed" };
    await groups.deleteGroup({ params: { ...params(), groupId: below.id }, query });
    await groups.deleteGroup({ params: { ...params(), groupId: above.id } });
    expect(await sees(user.token)).toBe(false);
    const { items } = await roles().listAssignments({ params: params(), query: { assigneeId: above.id } });
    expect(items.map((each) => each.state)).toEqual(["ended", "ended"]);
  });

  test("brings what the role includes, and what policies say about the role", async () => {
    const inner = await aSeeingRole();
    const outer = await aRole({ includes: [inner.id] });
    const targeted = await aRole();
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "role", id: targeted.id }],
      permissions: seeEveryDashboard,
    });
    for (const role of [outer, targeted]) {
      const user = await latchkey.make.aUser(profile);
      const given = await give(role.id, toUser(user.id));
      expect(await sees(user.token)).toBe(true);
      await end(given.id);
      expect(await sees(user.token)).toBe(false);
    }
  });

  test("counts only while its conditions hold, and those of the role: the caller's address is the one of the request", async () => {
    const role = await aSeeingRole({ conditions: { addresses: ["192.0.2.0/24"] } });
    const user = await latchkey.make.aUser(profile);
    await give(role.id, toUser(user.id), { addresses: ["192.0.2.7"] });
    const from = async (remoteAddress: string) => {
      const url = `/api/v1/portal/${profile.slug}/dashboards`;
      const answer = await latchkey.request({ url, remoteAddress, headers: { authorization: `Bearer ${user.token}` } });
      return answer.json().items.length > 0;
    };
    expect([await from("192.0.2.7"), await from("192.0.2.8"), await from("198.51.100.1")]).toEqual([true, false, false]);
  });

  test("of a deleted user ends and does not come back", async () => {
    const role = await aSeeingRole();
    const user = await latchkey.make.aUser(profile);
    await give(role.id, toUser(user.id));
    const place = { params: { ...params(), userId: user.id } };
    await profile.client.users.deleteUser(place);
    await profile.client.users.restoreUser(place);
    const { items } = await roles().listAssignments({ params: params(), query: { assigneeId: user.id } });
    expect(items.map((each) => each.state)).toEqual(["ended"]);
    expect((await roles().getUserInheritance(place)).roles).toEqual([]);
  });

  test("goes to people and groups of this profile only; whoever else is named answers as nobody", async () => {
    const role = await aRole();
    const member = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
    expect(await give(role.id, { type: "administrator", id: member.id })).toMatchObject({ state: "in_force" });

    const foreign = await latchkey.make.aProfile();
    const stranger = await latchkey.make.aUser(foreign);
    const group = await foreign.client.groups.createGroup({ params: { profileId: foreign.id }, body: { name: "Theirs" } });
    const nobodies: AssignmentBody["assignee"][] = [
      toUser(unknownId),
      toUser(stranger.id),
      toUser(member.id),
      { type: "administrator", id: foreign.administrator.id },
      { type: "group", id: group.id },
    ];
    for (const nobody of nobodies) {
      await expect(give(role.id, nobody)).rejects.toMatchObject({
        status: 400,
        problem: { code: "roles.unknown_assignee", errors: [{ path: "body.assignee.id", message: "does not exist in this profile" }] },
      });
    }
    await expect(give(unknownId, toUser(stranger.id))).rejects.toMatchObject({ problem: { code: "roles.unknown_role" } });
    await expect(end(unknownId)).rejects.toMatchObject({ status: 404 });
  });
});
