import type { AccessFile } from "@latchkey/contract";
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

type Place = typeof profile;
type FileParts = Partial<AccessFile>;
const mark = "git.example.com/rules";
const paramsOf = ({ id }: { id: string }) => ({ profileId: id });
const bodyOf = (file: FileParts) => ({ file: { version: 1 as const, ...file }, mark });
const apply = (file: FileParts, to: Place = profile) =>
  to.client.accessFiles.applyAccess({ params: paramsOf(to), body: { ...bodyOf(file), reason: "from the file" } });
const plan = (file: FileParts) => profile.client.accessFiles.planAccess({ params: paramsOf(profile), body: bodyOf(file) });
const exported = (withPeople: "true" | "false", from: Place = profile) =>
  from.client.accessFiles.exportAccess({ params: paramsOf(from), query: { withPeople } });
const said = ({ changes }: Awaited<ReturnType<typeof plan>>) => changes.map(({ action, type, name }) => `${action} ${type} ${name}`);

const group = (name: string, members?: string[]): AccessFile["groups"][number] => ({
  name,
  description: "",
  parent: null,
  rule: null,
  tags: [],
  ...(members === undefined ? {} : { members }),
});
const fleet = { type: "dashboard" as const, match: "tag" as const, key: "type", value: "fleet" };
const role = (name: string): AccessFile["roles"][number] => ({
  name,
  description: "",
  permissions: [{ effect: "allow", actions: ["access"], resource: fleet }],
  includes: [],
  conditions: {},
});
const given = (name: string, assignee: AccessFile["assignments"][number]["assignee"], conditions = {}) => ({
  role: name,
  assignee,
  conditions,
  reason: `${name} is needed`,
});
const ann = { type: "run_user" as const, name: "ann@latchkey.test" };
const aFleet = (to: Place = profile) => latchkey.make.aDashboard(to, { name: "Trucks", tags: [{ key: "type", value: "fleet" }] });

async function seesFleet(userId: string, dashboardId: string): Promise<string> {
  const { decision } = await profile.client.access.explain({
    params: paramsOf(profile),
    body: { subject: { type: "run_user", id: userId }, action: "access", resource: { type: "dashboard", id: dashboardId } },
  });
  return decision;
}

describe("a file with people", () => {
  const people = ["ann@latchkey.test", "ben@latchkey.test"];
  const addPeople = (to: Place) => Promise.all(people.map((email) => latchkey.make.aUser(to, { email })));
  const file: FileParts = {
    withPeople: true,
    groups: [group("Crew", people), group("Empty", [])],
    roles: [role("Dispatcher")],
    assignments: [
      given("Dispatcher", { type: "group", name: "Crew" }),
      given("Dispatcher", ann, { from: "2998-01-01T00:00:00.000Z", until: "2999-01-01T00:00:00.000Z" }),
      given("Viewer", ann, { addresses: ["10.0.0.0/8"] }),
    ],
  };

  test("comes back whole from another server that has the same people", async () => {
    await addPeople(profile);
    await apply(file);
    const first = await exported("true");
    expect(first).toMatchObject({ ...file, assignments: expect.arrayContaining(file.assignments ?? []) });

    const twin = await latchkey.make.aProfile();
    await addPeople(twin);
    await apply(first, twin);
    expect(await exported("true", twin)).toEqual(first);
  });

  test("names an administrator of the profile by address as well", async () => {
    const { email } = await latchkey.make.anAdministrator({ profileIds: [profile.id], limitedProfileIds: [profile.id] });
    await apply({ withPeople: true, assignments: [given("Auditor", { type: "administrator", name: email })] });
    expect((await exported("true")).assignments).toEqual([given("Auditor", { type: "administrator", name: email })]);
  });

  test("without them leaves people out and as they are", async () => {
    const [first] = await addPeople(profile);
    await apply(file);
    const without = await exported("false");
    expect(without).toMatchObject({ withPeople: false, groups: [group("Crew"), group("Empty")] });
    expect(without.assignments).toEqual([given("Dispatcher", { type: "group", name: "Crew" })]);

    expect(said(await apply(without))).toEqual([]);
    expect((await exported("true")).groups[0]?.members).toEqual(people);
    const { items } = await profile.client.roles.listAssignments({ params: paramsOf(profile), query: { assigneeId: first?.id ?? "" } });
    expect(items.map(({ state }) => state).toSorted()).toEqual(["in_force", "not_yet"]);
  });

  test("that does not say so is refused, and so is somebody who is not there", async () => {
    await latchkey.make.aUser(profile, { email: "ann@latchkey.test" });
    const { errors } = await plan({ ...file, withPeople: false });
    expect(errors.map(({ path }) => path)).toEqual([
      "groups.0.members",
      "groups.1.members",
      "assignments.1.assignee.type",
      "assignments.2.assignee.type",
      "groups.0.members.1",
    ]);
    await expect(apply(file)).rejects.toMatchObject({
      code: "policy_files.invalid_file",
      problem: {
        errors: [{ path: "body.file.groups.0.members.1", message: `there is no run user "ben@latchkey.test" in this profile` }],
      },
    });
  });

  test("names nobody twice and nothing twice", async () => {
    await latchkey.make.aUser(profile, { email: "ann@latchkey.test" });
    const viewer = given("Viewer", ann);
    const { errors } = await plan({ withPeople: true, groups: [group("Crew", [ann.name, ann.name])], assignments: [viewer, viewer] });
    expect(errors.map(({ path }) => path)).toEqual(["assignments.1", "groups.0.members.1"]);
  });
});

describe("a plan", () => {
  test("tells by name who of today gains and loses by a member or a role", async () => {
    const [user, dashboard] = [await latchkey.make.aUser(profile, { name: "Ann", email: ann.name }), await aFleet()];
    const start: FileParts = { withPeople: true, groups: [group("Crew", [])], roles: [role("Dispatcher")] };
    await apply(start);
    const wider = { ...start, assignments: [given("Dispatcher", ann)] };
    const planned = await plan(wider);
    expect(said(planned)).toEqual(["create assignment Dispatcher for run user ann@latchkey.test"]);
    expect(planned.difference).toEqual({
      isNoNewAccess: false,
      gains: ["today Ann gains access on 1 dashboard (Trucks)"],
      losses: [],
    });

    await apply(wider);
    expect(await seesFleet(user.id, dashboard.id)).toBe("allow");
    expect((await plan(start)).difference.losses).toEqual(["today Ann loses access on 1 dashboard (Trucks)"]);
    await apply(start);
    expect(await seesFleet(user.id, dashboard.id)).toBe("deny");
  });

  test("of a new group with members and a role tells it in the rules and by name", async () => {
    await latchkey.make.aUser(profile, { name: "Ann", email: ann.name });
    await aFleet();
    const { difference } = await plan({
      withPeople: true,
      groups: [group("Crew", [ann.name])],
      roles: [role("Dispatcher")],
      assignments: [given("Dispatcher", { type: "group", name: "Crew" })],
    });
    expect(difference.isNoNewAccess).toBe(false);
    expect(difference.gains.join("\n")).toMatch(/Crew.*type = fleet[^]*today Ann gains access on 1 dashboard/);
  });

  test("says what becomes of a tag key, and its members one by one", async () => {
    await Promise.all(["ann", "ben"].map((name) => latchkey.make.aUser(profile, { email: `${name}@latchkey.test` })));
    const key = { key: "region", description: "", values: ["north"], setBy: "administrators" as const };
    const crew = (...members: string[]) => ({ withPeople: true, tagKeys: [key], groups: [group("Crew", members)] });
    await apply(crew("ann@latchkey.test"));
    const { changes } = await plan({
      ...crew("ben@latchkey.test"),
      tagKeys: [{ ...key, values: ["north", "south"], setBy: "analyses" }],
    });
    expect(changes.map(({ type, changes: paths }) => [type, paths])).toEqual([
      [
        "tag_key",
        [
          { path: "values.1", before: null, after: "south" },
          { path: "setBy", before: "administrators", after: "analyses" },
        ],
      ],
      ["group", [{ path: "members.0", before: "ann@latchkey.test", after: "ben@latchkey.test" }]],
    ]);
  });

  test("another reason takes the assignment's place; one whose end has passed asks for nothing", async () => {
    await latchkey.make.aUser(profile, { email: ann.name });
    const soon = new Date(latchkey.clock.now().getTime() + 60_000).toISOString();
    const file = (reason: string) => ({ withPeople: true, assignments: [{ ...given("Viewer", ann, { until: soon }), reason }] });
    await apply(file("covers for Ben"));
    const title = `assignment Viewer for run user ann@latchkey.test until ${soon}`;
    expect(said(await plan(file("covers for Carl")))).toEqual([`delete ${title}`, `create ${title}`]);
    await apply(file("covers for Carl"));
    expect((await exported("true")).assignments.map(({ reason }) => reason)).toEqual(["covers for Carl"]);

    latchkey.clock.advance({ minutes: 2 });
    expect(await plan(file("covers for Carl"))).toMatchObject({ changes: [], unchanged: 1, errors: [] });
  });

  test("takes a role from its holders before it deletes it", async () => {
    await latchkey.make.aUser(profile, { email: ann.name });
    await apply({ withPeople: true, roles: [role("Dispatcher")], assignments: [given("Dispatcher", ann)] });
    expect(said(await apply({ withPeople: true }))).toEqual([
      "delete assignment Dispatcher for run user ann@latchkey.test",
      "delete role Dispatcher",
    ]);
  });
});

describe("what a file keeps is locked", () => {
  test("a tag key, until it is handed over", async () => {
    await apply({ tagKeys: [{ key: "region", description: "", values: null, setBy: "analyses" }] });
    const params = paramsOf(profile);
    const { items } = await profile.client.tagKeys.listRegisteredTagKeys({ params, query: {} });
    const [entry] = items;
    const at = { ...params, tagKeyId: entry?.id ?? "" };
    expect(entry?.managedBy).toBe(mark);
    const update = (body: { managedBy?: null }) =>
      profile.client.tagKeys.updateRegisteredTagKey({
        params: at,
        body: { description: "By hand", ...body },
        ifMatch: entry?.version ?? 0,
      });
    await expect(update({})).rejects.toMatchObject({ status: 409, code: "tag_keys.managed_by_file" });
    await expect(profile.client.tagKeys.unregisterTagKey({ params: at })).rejects.toMatchObject({ code: "tag_keys.managed_by_file" });
    expect(await update({ managedBy: null })).toMatchObject({ managedBy: null, description: "By hand" });
    await profile.client.tagKeys.unregisterTagKey({ params: at });
  });

  test("members of a group that the file names, until the group is handed over; of another group they are free", async () => {
    const user = await latchkey.make.aUser(profile, { email: ann.name });
    await apply({ withPeople: true, groups: [group("Crew", []), group("Free")] });
    const params = paramsOf(profile);
    const { items } = await profile.client.groups.listGroups({ params, query: {} });
    const [crew, free] = items;
    expect(items.map(({ areMembersManaged }) => areMembersManaged)).toEqual([true, false]);
    const add = (groupId = "") => profile.client.groups.changeGroupMembers({ params: { ...params, groupId }, body: { add: [user.id] } });
    await expect(add(crew?.id)).rejects.toMatchObject({ status: 409, code: "groups.managed_by_file" });
    expect(await add(free?.id)).toEqual({ added: 1, removed: 0 });

    await profile.client.groups.updateGroup({
      params: { ...params, groupId: crew?.id ?? "" },
      body: { name: "Crew", managedBy: null },
      ifMatch: crew?.version ?? 0,
    });
    expect(await add(crew?.id)).toEqual({ added: 1, removed: 0 });
  });

  test("a given role, unless it is to end all the same", async () => {
    await latchkey.make.aUser(profile, { email: ann.name });
    await apply({ withPeople: true, assignments: [given("Viewer", ann)] });
    const params = paramsOf(profile);
    const { items } = await profile.client.roles.listAssignments({ params, query: {} });
    expect(items[0]?.managedBy).toBe(mark);
    const end = (managedBy?: null) =>
      profile.client.roles.endAssignment({
        params: { ...params, assignmentId: items[0]?.id ?? "" },
        body: { reason: "left", ...(managedBy === undefined ? {} : { managedBy }) },
      });
    await expect(end()).rejects.toMatchObject({ status: 409, code: "roles.assignment_managed_by_file" });
    expect((await end(null)).state).toBe("ended");
    expect(said(await plan({ withPeople: true, assignments: [given("Viewer", ann)] }))).toEqual([
      "create assignment Viewer for run user ann@latchkey.test",
    ]);
  });

  test("a file takes what the console made as its own, and nothing that another file keeps", async () => {
    const user = await latchkey.make.aUser(profile, { email: ann.name });
    const params = paramsOf(profile);
    await profile.client.tagKeys.registerTagKey({ params, body: { key: "region" } });
    const viewer = (await profile.client.roles.listRoles({ params, query: { search: "Viewer" } })).items[0];
    const assignee = { type: "run_user" as const, id: user.id };
    await profile.client.roles.assignRole({ params, body: { roleId: viewer?.id ?? "", assignee, reason: "Viewer is needed" } });
    const file: FileParts = {
      withPeople: true,
      tagKeys: [{ key: "region", description: "", values: null, setBy: "analyses" }],
      assignments: [given("Viewer", ann)],
    };
    expect(said(await apply(file))).toEqual(["update tag_key region", "update assignment Viewer for run user ann@latchkey.test"]);
    expect(said(await plan(file))).toEqual([]);
    const other = await profile.client.accessFiles.planAccess({ params, body: { ...bodyOf(file), mark: "another" } });
    expect(other.errors.map(({ path }) => path)).toEqual(["tagKeys.0", "assignments.0"]);
  });
});

test("a group of more than a file can name is not exported with people, and not emptied by a file", async () => {
  const params = paramsOf(profile);
  const { id: groupId } = await profile.client.groups.createGroup({ params, body: { name: "Everybody" } });
  const now = latchkey.clock.now();
  const rows = Array.from({ length: 10_001 }, (_each, index) => ({
    profile_id: profile.id,
    id: index.toString(16).padStart(24, "0"),
    name: `Person ${index}`,
    email: `person-${index}@latchkey.test`,
    status: "active" as const,
    source: "test",
    created_at: now,
    updated_at: now,
    group_ids: [groupId],
  }));
  for (let start = 0; start < rows.length; start += 1000) {
    await latchkey.db
      .insertInto("users")
      .values(rows.slice(start, start + 1000))
      .execute();
  }
  await expect(exported("true")).rejects.toMatchObject({ status: 409, code: "policy_files.too_many_members" });
  expect((await exported("false")).groups).toEqual([group("Everybody")]);
  const { errors } = await plan({ withPeople: true, groups: [group("Everybody", [])] });
  expect(errors.map(({ path }) => path)).toEqual(["groups.0.members"]);
});
