import type { AccessFile } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
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

const mark = "git.example.com/rules";
const paramsOf = ({ id }: { id: string }) => ({ profileId: id });
const apply = (file: Partial<AccessFile>, to = profile) =>
  to.client.accessFiles.applyAccess({ params: paramsOf(to), body: { file: { version: 1, ...file }, mark, reason: "from the file" } });
const plan = (file: Partial<AccessFile>) =>
  profile.client.accessFiles.planAccess({ params: paramsOf(profile), body: { file: { version: 1, ...file }, mark } });
const exported = (from = profile) => from.client.accessFiles.exportAccess({ params: paramsOf(from), query: {} });

const whole: AccessFile = {
  version: 1,
  withPeople: false,
  tagKeys: [
    { key: "level", description: "Rank", values: ["crew", "chief"], setBy: "administrators" },
    { key: "region", description: "", values: null, setBy: "analyses" },
  ],
  groups: [
    { name: "Crew", description: "", parent: "Staff", rule: { match: "any", tags: [{ key: "level", value: "crew" }] }, tags: [] },
    { name: "Staff", description: "Everybody on the payroll", parent: null, rule: null, tags: [{ key: "staff", value: "yes" }] },
  ],
  roles: [
    {
      name: "Dispatcher",
      description: "",
      permissions: [
        { effect: "allow", actions: ["access", "export"], resource: { type: "dashboard", match: "tag", key: "type", value: "fleet" } },
      ],
      includes: ["Guest", "Viewer"],
      conditions: {
        hours: { timeZone: "America/New_York", windows: [{ days: [1, 2, 3, 4, 5], from: "07:00", to: "20:00" }], holidays: [] },
      },
    },
    { name: "Guest", description: "", permissions: [], includes: [], conditions: {} },
  ],
  policies: [
    {
      name: "Crew sees its region",
      description: "By region",
      status: "active",
      targets: [
        { subject: "run_user", match: "group", name: "Crew" },
        { subject: "run_user", match: "role", name: "Dispatcher" },
      ],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag_match", key: "region" } }],
      conditions: { until: "2999-01-01T00:00:00.000Z" },
      tags: [{ key: "owner", value: "ops" }],
      tests: [
        {
          name: "guests see nothing",
          subject: { kind: "hypothetical", type: "run_user", tags: [], groups: [], roles: ["Guest"] },
          action: "access",
          resource: { kind: "hypothetical", type: "dashboard", tags: [{ key: "region", value: "north" }] },
          circumstances: { isDeviceTrusted: false, hasSecondFactor: false },
          expected: "deny",
        },
      ],
    },
  ],
  assignments: [
    {
      role: "Dispatcher",
      assignee: { type: "group", name: "Crew" },
      conditions: { from: "2998-01-01T00:00:00.000Z", until: "2999-01-01T00:00:00.000Z" },
      reason: "shift plan",
    },
    { role: "Guest", assignee: { type: "group", name: "Staff" }, conditions: {}, reason: "everybody" },
  ],
};

test("export, apply on an empty server, export: the same document", async () => {
  await apply(whole);
  const first = await exported();
  expect(first).toEqual(whole);

  const empty = await latchkey.make.aProfile();
  await apply(first, empty);
  expect(await exported(empty)).toEqual(first);
});

test("what was applied decides", async () => {
  await apply(whole);
  const user = await latchkey.make.aUser(profile, {
    tags: [
      { key: "level", value: "crew" },
      { key: "region", value: "north" },
    ],
  });
  const [north, south] = [
    await latchkey.make.aDashboard(profile, { tags: [{ key: "region", value: "north" }] }),
    await latchkey.make.aDashboard(profile, { tags: [{ key: "region", value: "south" }] }),
  ];
  const client = latchkey.client(user.token);
  const seen = await client.dashboards.listPortalDashboards({ params: { slug: profile.slug } });
  expect(seen.items.map(({ id }) => id)).toEqual([north.id]);
  expect(seen.items.map(({ id }) => id)).not.toContain(south.id);
});

test("people and dashboards are named by address and name; a name that two share is written as an id", async () => {
  const user = await latchkey.make.aUser(profile, { email: "ann@latchkey.test" });
  const alone = await latchkey.make.aDashboard(profile, { name: "Payroll" });
  const [twin] = [await latchkey.make.aDashboard(profile, { name: "Map" }), await latchkey.make.aDashboard(profile, { name: "Map" })];
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "run_user", match: "id", id: user.id }],
    permissions: [alone, twin].map(({ id }) => ({
      effect: "allow",
      actions: ["access"],
      resource: { type: "dashboard", match: "id", id },
    })),
  });
  const { policies } = await exported();
  expect(policies[0]?.targets).toEqual([{ subject: "run_user", match: "id", name: "ann@latchkey.test" }]);
  expect(policies[0]?.permissions.map(({ resource }) => resource)).toEqual([
    { type: "dashboard", match: "id", name: "Payroll" },
    { type: "dashboard", match: "id", name: twin.id },
  ]);
});

describe("a plan", () => {
  test("names what would be created, changed and deleted, and changes nothing", async () => {
    await apply(whole);
    const [policy] = whole.policies;
    const next = {
      ...whole,
      groups: whole.groups,
      roles: whole.roles.filter((role) => role.name !== "Dispatcher"),
      assignments: whole.assignments.filter((assignment) => assignment.role !== "Dispatcher"),
      policies: policy ? [{ ...policy, targets: [{ subject: "run_user" as const, match: "group" as const, name: "Staff" }] }] : [],
    };
    let planned = await plan(whole);
    const changed = await changedTables(latchkey.db, async () => {
      planned = await plan(next);
    });
    expect(planned.changes.map(({ action, type, name }) => `${action} ${type} ${name}`)).toEqual([
      "delete assignment Dispatcher for group Crew from 2998-01-01T00:00:00.000Z until 2999-01-01T00:00:00.000Z",
      "update policy Crew sees its region",
      "delete role Dispatcher",
    ]);
    expect(planned).toMatchObject({ errors: [], unchanged: 6 });
    expect(changed).toEqual([]);
  });

  test("says who gains and loses, or that nobody can gain, proven", async () => {
    const allow = {
      effect: "allow" as const,
      actions: ["access"],
      resource: { type: "dashboard", match: "tag" as const, key: "state", value: "NY" },
    };
    const policy = {
      name: "Supervisors",
      description: "",
      status: "active" as const,
      targets: [{ subject: "run_user" as const, match: "tag" as const, key: "level", value: "supervisor" }],
      permissions: [allow],
      conditions: {},
      tags: [],
      tests: [],
    };
    const wider = await plan({ policies: [policy] });
    expect(wider.difference.isNoNewAccess).toBe(false);
    expect(wider.difference.gains.join("\n")).toMatch(/level = supervisor.*state = NY/);

    await apply({ policies: [policy] });
    const narrower = await plan({ policies: [] });
    expect(narrower.difference).toMatchObject({ isNoNewAccess: true, gains: [] });
    expect(narrower.difference.losses).toHaveLength(1);
  });

  test("of the same file is empty", async () => {
    await apply(whole);
    expect(await plan(whole)).toMatchObject({ changes: [], unchanged: 9, errors: [], difference: { isNoNewAccess: true, losses: [] } });
  });
});

describe("ownership", () => {
  test("what carries the mark and is not in the file any more is deleted; what the console made stays", async () => {
    await profile.client.groups.createGroup({ params: paramsOf(profile), body: { name: "By hand" } });
    await apply(whole);
    await apply({});
    const left = await exported();
    expect(left).toEqual({
      version: 1,
      withPeople: false,
      tagKeys: [],
      groups: [expect.objectContaining({ name: "By hand" })],
      roles: [],
      policies: [],
      assignments: [],
    });
  });

  test("what a file keeps is locked in the console until it is handed over", async () => {
    await apply(whole);
    const params = paramsOf(profile);
    const { items } = await profile.client.groups.listGroups({ params, query: { search: "Staff" } });
    const [staff] = items;
    const change = (managedBy?: null) =>
      profile.client.groups.updateGroup({
        params: { ...params, groupId: staff?.id ?? "" },
        body: { name: "Staff", tags: [], ...(managedBy === undefined ? {} : { managedBy }) },
        ifMatch: staff?.version ?? 0,
      });
    expect(staff?.managedBy).toBe(mark);
    await expect(change()).rejects.toMatchObject({ status: 409, code: "groups.managed_by_file" });
    expect((await change(null)).managedBy).toBeNull();

    const roles = (await profile.client.roles.listRoles({ params, query: { search: "Guest" } })).items;
    await expect(
      profile.client.roles.updateRole({
        params: { ...params, roleId: roles[0]?.id ?? "" },
        body: { name: "Guest" },
        ifMatch: roles[0]?.version ?? 0,
      }),
    ).rejects.toMatchObject({ status: 409, code: "roles.managed_by_file" });
    const policies = (await profile.client.access.listPolicies({ params })).items;
    await expect(
      profile.client.access.deletePolicy({ params: { ...params, policyId: policies[0]?.id ?? "" }, query: { reason: "x" } }),
    ).rejects.toMatchObject({ status: 409, code: "access.managed_by_file" });
  });

  test("what another file keeps is not taken over", async () => {
    await apply({ groups: [{ name: "Crew" } as never] });
    const other = profile.client.accessFiles.planAccess({
      params: paramsOf(profile),
      body: { file: { version: 1, groups: [{ name: "Crew" }] }, mark: "another" },
    });
    expect((await other).errors).toEqual([{ path: "groups.0", message: `"Crew" is kept in another file, ${mark}` }]);
  });
});

describe("a file that cannot be applied changes nothing and says where it is wrong", () => {
  const target = { subject: "run_user" as const, match: "any" as const };
  const policyWith = (resource: AccessFile["policies"][number]["permissions"][number]["resource"], actions = ["access"]) => ({
    policies: [
      {
        name: "P",
        description: "",
        status: "active" as const,
        targets: [target],
        permissions: [{ effect: "allow" as const, actions, resource }],
        conditions: {},
        tags: [],
        tests: [],
      },
    ],
  });
  const group = (name: string, parent: string | null) => ({ name, description: "", parent, rule: null, tags: [] });

  test.each([
    [
      "a dashboard that is not there",
      policyWith({ type: "dashboard", match: "id", name: "Nowhere" }),
      "policies.0.permissions.0.resource.name",
    ],
    [
      "an action that the type does not have",
      policyWith({ type: "dashboard", match: "any" }, ["fly"]),
      "policies.0.permissions.0.actions.0",
    ],
    ["two groups of one name", { groups: [group("A", null), group("A", null)] }, "groups.1.name"],
    ["a circle of groups", { groups: [group("A", "B"), group("B", "A")] }, "groups"],
    [
      "a role that is not there",
      { roles: [{ name: "R", description: "", permissions: [], includes: ["None"], conditions: {} }] },
      "roles.0.includes.0",
    ],
  ])("%s", async (_what, file, path) => {
    const changed = await changedTables(latchkey.db, async () => {
      await expect(apply(file)).rejects.toMatchObject({
        status: 400,
        code: "policy_files.invalid_file",
        problem: { errors: [{ path: `body.file.${path}` }] },
      });
    });
    expect(changed).toEqual([]);
  });
});
