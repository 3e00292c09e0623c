/**
 * Classes 9, 10 and 11 of docs/security for people to whom a part of the administration is delegated: they reach what is
 * theirs, and by no path can they, or an accomplice, come to hold more than they hold.
 */
import { portalPlace, type Permission, type Tag, type Target } from "@latchkey/contract";
import type { ApiClient } from "@latchkey/client";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { changedTables } from "./database-state.ts";
import { aPassword, type Makers } from "./makers.ts";
import { startTestApp } from "./test-app.ts";

const latchkey = await startTestApp();
const { make } = latchkey;
afterAll(() => latchkey.close());

const tag = (key: string, value: string): Tag => ({ key, value });
const allow = (actions: string[], resource: Permission["resource"]): Permission => ({ effect: "allow", actions, resource });
const deny = (actions: string[], resource: Permission["resource"]): Permission => ({ effect: "deny", actions, resource });
const carrying = (key: string, value: string) => [{ subject: "run_user" as const, match: "tag" as const, key, value }];
const everybody = [{ subject: "run_user" as const, match: "any" as const }];
const acme = tag("organization", "acme");
const supervisor = tag("level", "supervisor");

type Profile = Awaited<ReturnType<Makers["aProfile"]>>;
type Person = Awaited<ReturnType<Makers["aUser"]>>;

/** An organization with somebody who looks after its people, one colleague, and one who may do much more. */
interface Organization {
  profile: Profile;
  params: { profileId: string };
  delegate: Person & { client: ApiClient };
  colleague: Person;
  powerful: Person;
  stranger: Person;
  dashboardId: string;
  supervisorsPolicyId: string;
  denyingPolicyId: string;
}

let here: Organization;
beforeEach(async () => {
  here = await anOrganization();
});

async function anOrganization(): Promise<Organization> {
  const profile = await make.aProfile();
  const delegate = await make.aUser(profile, { tags: [acme, tag("duty", "people")] });
  await make.aPolicy(profile, {
    name: "Who looks after people",
    targets: carrying("duty", "people"),
    permissions: [
      allow(["access", "create", "edit", "delete", "set_password"], { type: "run_user", match: "tag_match", key: "organization" }),
      allow(["access", "edit"], { type: "dashboard", match: "tag_match", key: "organization" }),
      allow(["access", "create", "edit", "delete"], { type: "access_management", match: "any" }),
    ],
  });
  const supervisors = await make.aPolicy(profile, {
    name: "Supervisors",
    targets: carrying("level", "supervisor"),
    permissions: [allow(["access", "edit", "delete"], { type: "dashboard", match: "any" })],
  });
  const denying = await make.aPolicy(profile, {
    name: "Pay is secret",
    targets: everybody,
    permissions: [deny(["access"], { type: "dashboard", match: "tag", key: "class", value: "pay" })],
  });
  const dashboard = await make.aDashboard(profile, { tags: [acme] });
  return {
    profile,
    params: { profileId: profile.id },
    delegate: { ...delegate, client: latchkey.client(delegate.token) },
    colleague: await make.aUser(profile, { tags: [acme] }),
    powerful: await make.aUser(profile, { tags: [acme, supervisor] }),
    stranger: await make.aUser(profile, { tags: [tag("organization", "globex")] }),
    dashboardId: dashboard.id,
    supervisorsPolicyId: supervisors.id,
    denyingPolicyId: denying.id,
  };
}

/** The refusal's code, once nothing turned out to be written; `allowed` when there was none. */
async function outcomeOf(call: () => Promise<unknown>): Promise<unknown> {
  let outcome: unknown;
  const changed = await changedTables(latchkey.db, async () => {
    outcome = await call().then(
      () => "allowed",
      (error: { code: string }) => error.code,
    );
  });
  return outcome === "allowed" || changed.length === 0 ? outcome : changed;
}

const on = (person: { id: string }) => ({ params: { ...here.params, userId: person.id } });
const policyOf = (permissions: Permission[], targets: { subject: "run_user"; match: "any" }[] = everybody) => ({
  name: "New",
  targets,
  permissions,
});

describe("somebody who looks after the people of an organization", () => {
  test("sees exactly them, in lists, totals, exports and suggestions", async () => {
    const { client } = here.delegate;
    const page = await client.users.listUsers({ params: here.params });
    expect(page.items.map((user) => user.id).toSorted()).toEqual([here.delegate.id, here.colleague.id, here.powerful.id].toSorted());
    expect(page.total).toEqual({ count: 3, isCapped: false });
    expect(await client.users.exportUsers({ params: here.params })).not.toContain(here.stranger.email);
    expect((await client.dashboards.listDashboards({ params: here.params })).items.map((each) => each.id)).toEqual([here.dashboardId]);
  });

  test("finds nobody else: the answer is that of a user who does not exist", async () => {
    const { users } = here.delegate.client;
    const nowhere = { id: "e".repeat(24) };
    for (const person of [here.stranger, nowhere]) {
      expect(await outcomeOf(() => users.getUser(on(person)))).toBe("http.not_found");
      expect(await outcomeOf(() => users.updateUser({ ...on(person), body: { name: "X" } }))).toBe("http.not_found");
      expect(await outcomeOf(() => users.suspendUser({ ...on(person), body: {} }))).toBe("http.not_found");
      expect(await outcomeOf(() => users.deleteUser(on(person)))).toBe("http.not_found");
      expect(await outcomeOf(() => users.setUserPassword({ ...on(person), body: { password: aPassword } }))).toBe("http.not_found");
      expect(await outcomeOf(() => users.createUserPasswordLink(on(person)))).toBe("http.not_found");
      expect(await outcomeOf(() => users.listUserDashboards(on(person)))).toBe("http.not_found");
    }
  });

  test("creates, changes, suspends, reinstates and deletes them", async () => {
    const { users } = here.delegate.client;
    const created = await users.createUser({
      params: here.params,
      body: { name: "New", email: "new@acme.test", password: aPassword, tags: [acme, tag("floor", "2")] },
    });
    await users.updateUser({ ...on(created.user), body: { tags: [acme, tag("floor", "3")] } });
    await users.setUserPassword({ ...on(created.user), body: { password: "purple monkey dishwasher 42" } });
    await users.suspendUser({ ...on(created.user), body: {} });
    await users.reinstateUser(on(created.user));
    await users.deleteUser(on(created.user));
    expect((await users.getUser(on(created.user))).status).toBe("deleted");
  });

  test("hands on what they hold: by policy, by role and by group", async () => {
    const { access, roles, groups } = here.delegate.client;
    const own = allow(["access"], { type: "dashboard", match: "tag", key: "organization", value: "acme" });
    await access.createPolicy({
      params: here.params,
      body: { name: "Colleagues", targets: carrying("organization", "acme"), permissions: [own] },
    });
    const role = await roles.createRole({ params: here.params, body: { name: "Reader", permissions: [own] } });
    const given = { roleId: role.id, assignee: { type: "run_user" as const, id: here.colleague.id }, reason: "helps out" };
    await roles.assignRole({ params: here.params, body: given });
    const group = await groups.createGroup({ params: here.params, body: { name: "Floor 2", tags: [tag("floor", "2")] } });
    const members = { params: { ...here.params, groupId: group.id }, body: { add: [here.colleague.id] } };
    expect(await groups.changeGroupMembers(members)).toEqual({ added: 1, removed: 0 });
  });
});

describe("by no path", () => {
  const everyDashboard = allow(["delete"], { type: "dashboard", match: "any" });

  const paths: [string, (given: Organization) => Promise<unknown>][] = [
    ["a tag on themselves", ({ delegate }) => retag(delegate, [...delegate.tags, supervisor])],
    ["a tag on an accomplice", ({ colleague }) => retag(colleague, [acme, supervisor])],
    ["another organization on themselves", ({ delegate }) => retag(delegate, [...delegate.tags, tag("organization", "globex")])],
    ["a new user with a tag", ({ delegate, params }) => delegate.client.users.createUser({ params, body: newUser([acme, supervisor]) })],
    [
      "an anonymous user with a tag",
      ({ delegate, params }) => delegate.client.users.createAnonymousUser({ params, body: { tags: [acme, supervisor] } }),
    ],
    ["a policy", ({ delegate, params }) => delegate.client.access.createPolicy({ params, body: policyOf([everyDashboard]) })],
    [
      "a policy over all people, by tag match",
      ({ delegate, params }) =>
        delegate.client.access.createPolicy({
          params,
          body: policyOf([allow(["access"], { type: "run_user", match: "tag_match", key: "organization" })]),
        }),
    ],
    [
      "a draft that somebody else would switch on",
      ({ delegate, params }) => delegate.client.access.createPolicy({ params, body: { ...policyOf([everyDashboard]), status: "draft" } }),
    ],
    [
      "a change of a policy",
      ({ supervisorsPolicyId }) => replacePolicy(supervisorsPolicyId, (policy) => ({ ...policy, targets: everybody })),
    ],
    ["the deletion of a policy that denies", ({ denyingPolicyId }) => here.delegate.client.access.deletePolicy(policy(denyingPolicyId))],
    [
      "switching off a policy that denies",
      ({ denyingPolicyId }) => replacePolicy(denyingPolicyId, (each) => ({ ...each, status: "draft" as const })),
    ],
    [
      "a role",
      ({ delegate, params }) => delegate.client.roles.createRole({ params, body: { name: "Big", permissions: [everyDashboard] } }),
    ],
    [
      "a role that includes a built-in one",
      async ({ delegate, params }) =>
        delegate.client.roles.createRole({ params, body: { name: "Big", permissions: [], includes: [await ownerRole()] } }),
    ],
    ["a built-in role for themselves", async ({ delegate }) => assign(await ownerRole(), { type: "run_user", id: delegate.id })],
    ["a built-in role for an accomplice", async ({ colleague }) => assign(await ownerRole(), { type: "run_user", id: colleague.id })],
    [
      "a group with a tag",
      ({ delegate, params }) => delegate.client.groups.createGroup({ params, body: { name: "G", tags: [supervisor] } }),
    ],
    [
      "a group below one that gives more",
      async ({ delegate, params }) => {
        const groupId = await aSupervisorsGroup();
        return delegate.client.groups.createGroup({ params, body: { name: "Below", parentId: groupId } });
      },
    ],
    ["membership in a group", async ({ colleague }) => join(await aSupervisorsGroup(), colleague.id)],
    [
      "a rule that makes everybody a member",
      async ({ delegate, params }) => {
        const groupId = await aSupervisorsGroup();
        const { version } = await delegate.client.groups.getGroup({ params: { ...params, groupId } });
        const body = { name: "Supervisors", tags: [supervisor], rule: { match: "all" as const, tags: [acme] } };
        return delegate.client.groups.updateGroup({ params: { ...params, groupId }, body, ifMatch: version });
      },
    ],
    [
      "a role for a group",
      async ({ delegate, params }) => {
        const group = await delegate.client.groups.createGroup({ params, body: { name: "Plain" } });
        return assign(await ownerRole(), { type: "group", id: group.id });
      },
    ],
    [
      "the password of somebody who may do more",
      ({ delegate, powerful }) => delegate.client.users.setUserPassword({ ...on(powerful), body: { password: aPassword } }),
    ],
    ["a password link of somebody who may do more", ({ delegate, powerful }) => delegate.client.users.createUserPasswordLink(on(powerful))],
    [
      "the address of somebody who may do more",
      ({ delegate, powerful }) => delegate.client.users.updateUser({ ...on(powerful), body: { email: "mine@acme.test" } }),
    ],
    [
      "the external id of somebody who may do more",
      ({ delegate, powerful }) => delegate.client.users.updateUser({ ...on(powerful), body: { externalId: "mine" } }),
    ],
    [
      "tags of a dashboard by which all may delete it",
      async ({ profile, delegate, params, dashboardId }) => {
        const scratch = [allow(["delete"], { type: "dashboard", match: "tag", key: "class", value: "scratch" })];
        await make.aPolicy(profile, { targets: everybody, permissions: scratch });
        const body = { tags: [acme, tag("class", "scratch")] };
        return delegate.client.dashboards.updateDashboard({ params: { ...params, dashboardId }, body });
      },
    ],
    ["an API token", ({ delegate, params }) => delegate.client.tokens.createToken({ params, body: { name: "T", permission: "full" } })],
    [
      "the portal's sign-up form",
      ({ delegate, params }) => delegate.client.profiles.updateProfile({ params, body: { signup: { isEnabled: true, fields: [] } } }),
    ],
    [
      "another administrator",
      ({ delegate }) => delegate.client.administrators.createAdministrator({ body: { name: "X", email: "x@acme.test" } }),
    ],
  ];

  test.each(paths)("does %s give them or an accomplice more", async (_title, attack) => {
    expect(await codeOf(() => attack(here))).toBe("http.not_allowed");
    expect(await mayDeleteDashboard(here.delegate)).toBe(false);
    expect(await mayDeleteDashboard(here.colleague)).toBe(false);
  });

  test("does the sign-up form give strangers more, even where they may edit the profile", async () => {
    await make.aPolicy(here.profile, {
      targets: carrying("duty", "people"),
      permissions: [allow(["access", "edit"], { type: "profile", match: "any" })],
    });
    const { profiles } = here.delegate.client;
    const save = (fields: object[]) =>
      profiles.updateProfile({ params: here.params, body: { signup: { isEnabled: true, fields: fields as never } } });
    const hidden = { type: "hidden", name: "level", value: "supervisor" };
    expect(await outcomeOf(() => save([hidden]))).toBe("http.not_allowed");
    expect(await outcomeOf(() => save([{ type: "text", name: "level", label: "Level" }]))).toBe("http.not_allowed");
    expect(await outcomeOf(() => save([{ type: "text", name: "organization", label: "Organization" }]))).toBe("http.not_allowed");
    expect(await outcomeOf(() => save([{ type: "text", name: "phone", label: "Phone" }]))).toBe("allowed");
  });

  test("does a right that ends become one that stays", async () => {
    const until = new Date(latchkey.clock.now().getTime() + 3_600_000).toISOString();
    const temporary = [allow(["access"], { type: "device", match: "tag", key: "site", value: "north" })];
    await make.aPolicy(here.profile, { targets: carrying("duty", "people"), permissions: temporary, conditions: { until } });
    const save = (conditions: object) =>
      here.delegate.client.access.createPolicy({
        params: here.params,
        body: { name: "Colleagues", targets: carrying("organization", "acme"), permissions: temporary, conditions },
      });
    expect(await outcomeOf(() => save({}))).toBe("http.not_allowed");
    const later = new Date(latchkey.clock.now().getTime() + 7_200_000).toISOString();
    expect(await outcomeOf(() => save({ until: later }))).toBe("http.not_allowed");
    expect(await outcomeOf(() => save({ until }))).toBe("allowed");
  });

  test("does a denial for everybody let a right pass that nobody holds, to be lifted afterwards", async () => {
    const { access } = here.delegate.client;
    const resource = { type: "device", match: "any" } as const;
    const save = (name: string, permission: Permission, targets: Target[]) =>
      access.createPolicy({ params: here.params, body: { name, targets, permissions: [permission], reason: "attack", confirmName: name } });
    const me = [{ subject: "run_user" as const, match: "id" as const, id: here.delegate.id }];

    const denial = await save("Nobody deletes devices", deny(["delete"], resource), everybody);
    expect(await outcomeOf(() => save("But I do", allow(["delete"], resource), me))).toBe("http.not_allowed");
    expect(
      await outcomeOf(() => access.deletePolicy({ ...policy(denial.id), query: { reason: "attack", confirmName: denial.name } })),
    ).toBe("http.not_allowed");
  });

  test("does a policy that goes back by itself, to a version whose rights come to them meanwhile", async () => {
    const role = await here.profile.client.roles.createRole({ params: here.params, body: { name: "Empty", permissions: [] } });
    const targets = [{ subject: "run_user" as const, match: "role" as const, id: role.id }];
    const full = await make.aPolicy(here.profile, { name: "Full", targets, permissions: [everyDashboard] });
    const narrow = (more: object) =>
      here.delegate.client.access.updatePolicy({
        ...policy(full.id),
        body: { name: "Full", targets, permissions: [deny(["delete"], everyDashboard.resource)], reason: "attack", ...more },
        ifMatch: full.version,
      });
    expect(await outcomeOf(() => narrow({ revertAfterMinutes: 1 }))).toBe("http.not_allowed");
    expect(await outcomeOf(() => narrow({}))).toBe("allowed");
  });

  test("does what an included role gives with a second factor become the role's own, without one", async () => {
    const { roles } = here.profile.client;
    const conditions = { secondFactor: true as const };
    const careful = await roles.createRole({ params: here.params, body: { name: "Careful", permissions: [everyDashboard], conditions } });
    const includes = [careful.id];
    const held = await roles.createRole({ params: here.params, body: { name: "Held", permissions: [], includes } });
    const assignee = { type: "run_user" as const, id: here.delegate.id };
    await roles.assignRole({ params: here.params, body: { roleId: held.id, assignee, reason: "works here" } });

    const save = (body: object) =>
      here.delegate.client.roles.updateRole({
        params: { ...here.params, roleId: held.id },
        body: { name: "Held", permissions: [], includes, ...body },
        ifMatch: held.version,
      });
    expect(await outcomeOf(() => save({ permissions: [everyDashboard] }))).toBe("http.not_allowed");
    expect(await outcomeOf(() => save({ permissions: [everyDashboard], includes: [] }))).toBe("http.not_allowed");
    expect(await outcomeOf(() => save({ description: "The same" }))).toBe("allowed");
  });

  test("does one call hold up the profile with more people than can be compared at once", async () => {
    const group = await here.profile.client.groups.createGroup({ params: here.params, body: { name: "Crowd" } });
    const add = Array.from({ length: 101 }, (_, index) => index.toString(16).padStart(24, "0"));
    const change = { params: { ...here.params, groupId: group.id }, body: { add } };
    expect(await outcomeOf(() => here.delegate.client.groups.changeGroupMembers(change))).toBe("groups.too_many_members");
    expect(await outcomeOf(() => here.profile.client.groups.changeGroupMembers(change))).toBe("groups.unknown_member");
  });

  function retag(person: { id: string }, tags: Tag[]) {
    return here.delegate.client.users.updateUser({ ...on(person), body: { tags } });
  }
  function newUser(tags: Tag[]) {
    return { name: "Accomplice", email: "accomplice@acme.test", password: aPassword, tags };
  }
  function policy(policyId: string) {
    return { params: { ...here.params, policyId } };
  }
  async function replacePolicy(policyId: string, change: (stored: ReturnType<typeof policyOf>) => object) {
    const stored = await here.delegate.client.access.getPolicy(policy(policyId));
    const { name, targets, permissions } = stored;
    const body = change({ name, targets: targets as never, permissions });
    return here.delegate.client.access.updatePolicy({ ...policy(policyId), body: body as never, ifMatch: stored.version });
  }
  async function ownerRole(): Promise<string> {
    const { items } = await here.profile.client.roles.listRoles({ params: here.params });
    const owner = items.find((role) => role.builtIn === "owner");
    if (!owner) throw new Error("there is no built-in role Owner");
    return owner.id;
  }
  function assign(roleId: string, assignee: { type: "run_user" | "group"; id: string }) {
    return here.delegate.client.roles.assignRole({ params: here.params, body: { roleId, assignee, reason: "attack" } });
  }
  async function aSupervisorsGroup(): Promise<string> {
    return (await here.profile.client.groups.createGroup({ params: here.params, body: { name: "Supervisors", tags: [supervisor] } })).id;
  }
  function join(groupId: string, userId: string) {
    return here.delegate.client.groups.changeGroupMembers({ params: { ...here.params, groupId }, body: { add: [userId] } });
  }
  function codeOf(call: () => Promise<unknown>): Promise<unknown> {
    return call().then(
      () => "allowed",
      (error: { code: string }) => error.code,
    );
  }
  async function mayDeleteDashboard(person: Person): Promise<boolean> {
    const { rights } = await latchkey
      .client(person.token)
      .profiles.getMyRights({ params: here.params })
      .catch(() => ({ rights: {} as Record<string, Record<string, string>> }));
    return rights["dashboard"]?.["delete"] === "all";
  }
});

describe("a limited administrator", () => {
  const membership = () => ({ profileIds: [here.profile.id], limitedProfileIds: [here.profile.id] });

  test("may do nothing before a role or a policy says so, and then exactly that", async () => {
    const limited = await make.anAdministrator(membership());
    const client = latchkey.client(limited.token);
    expect((await client.users.listUsers({ params: here.params })).items).toEqual([]);
    expect(await outcomeOf(() => client.access.listPolicies({ params: here.params }))).toBe("http.not_allowed");
    expect(await outcomeOf(() => client.profiles.getProfile({ params: here.params }))).toBe("http.not_allowed");

    const targets = [{ subject: "administrator" as const, match: "id" as const, id: limited.id }];
    await make.aPolicy(here.profile, {
      targets,
      permissions: [allow(["access"], { type: "run_user", match: "tag", key: "organization", value: "globex" })],
    });
    expect((await client.users.listUsers({ params: here.params })).items.map((user) => user.id)).toEqual([here.stranger.id]);
    expect(await client.profiles.getMyRights({ params: here.params })).toMatchObject({
      isUnrestricted: false,
      rights: { run_user: { access: "some", edit: "none" }, device: { access: "none" } },
    });
  });

  test("loses full access on the next request after a super administrator limits them, and has it back as soon", async () => {
    const { id, token } = await make.anAdministrator({ profileIds: [here.profile.id] });
    const root = latchkey.client((await make.anAdministrator({ isSuper: true })).token);
    const list = () => outcomeOf(() => latchkey.client(token).access.listPolicies({ params: here.params }));
    const limit = (limitedProfileIds: string[]) =>
      root.administrators.updateAdministrator({ params: { administratorId: id }, body: { limitedProfileIds } });

    expect(await list()).toBe("allowed");
    expect((await limit([here.profile.id])).profiles).toEqual([{ id: here.profile.id, name: here.profile.name, isLimited: true }]);
    expect(await list()).toBe("http.not_allowed");
    await limit([]);
    expect(await list()).toBe("allowed");
  });

  test("stays limited when somebody changes their other profiles", async () => {
    const { id } = await make.anAdministrator(membership());
    const other = await make.aProfile();
    const root = latchkey.client((await make.anAdministrator({ isSuper: true })).token);
    const changed = await root.administrators.updateAdministrator({
      params: { administratorId: id },
      body: { profileIds: [here.profile.id, other.id] },
    });
    expect(Object.fromEntries(changed.profiles.map((profile) => [profile.id, profile.isLimited]))).toEqual({
      [here.profile.id]: true,
      [other.id]: false,
    });
    const strange = root.administrators.updateAdministrator({
      params: { administratorId: id },
      body: { limitedProfileIds: ["e".repeat(24)] },
    });
    await expect(strange).rejects.toMatchObject({ status: 400, code: "administrators.limited_without_membership" });
  });

  test("cannot raise themselves: not by membership, role, policy or password", async () => {
    const limited = await make.anAdministrator(membership());
    const client = latchkey.client(limited.token);
    const mine = [{ subject: "administrator" as const, match: "id" as const, id: limited.id }];
    await make.aPolicy(here.profile, {
      targets: mine,
      permissions: [
        allow(["access", "create", "edit", "delete"], { type: "access_management", match: "any" }),
        allow(["access", "edit", "set_password"], { type: "run_user", match: "any" }),
      ],
    });
    const { items } = await client.roles.listRoles({ params: here.params });
    const owner = items.find((role) => role.builtIn === "owner")?.id ?? "";
    const administratorId = limited.id;
    const attacks: (() => Promise<unknown>)[] = [
      () => client.administrators.updateAdministrator({ params: { administratorId }, body: { limitedProfileIds: [] } }),
      () => client.administrators.updateAdministrator({ params: { administratorId }, body: { isSuper: true } }),
      () => client.administrators.createAdministratorPasswordLink({ params: { administratorId: here.profile.administrator.id } }),
      () =>
        client.access.createPolicy({
          params: here.params,
          body: { name: "Me", targets: mine, permissions: [allow(["access"], { type: "device", match: "any" })] },
        }),
      () => client.users.setUserPassword({ ...on(here.powerful), body: { password: aPassword } }),
      () => client.tokens.createToken({ params: here.params, body: { name: "T", permission: "full" } }),
    ];
    for (const attack of attacks) expect(await outcomeOf(attack)).toBe("http.not_allowed");

    const given = { roleId: owner, assignee: { type: "administrator" as const, id: limited.id }, reason: "attack" };
    expect(["http.not_allowed", "roles.unknown_assignee"]).toContain(
      await outcomeOf(() => client.roles.assignRole({ params: here.params, body: given })),
    );
  });
});

describe("the console", () => {
  const sessionUrl = () => `/api/v1/portal/${here.profile.slug}/console-session`;
  const start = (token: string) => latchkey.request({ method: "POST", url: sessionUrl(), headers: { authorization: `Bearer ${token}` } });

  test("opens for a run user who has something to do there, and says who they are", async () => {
    const answer = await start(here.delegate.token);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ profileId: here.profile.id });
    const cookie = answer.cookies.find((each) => each.name.endsWith("latchkey-console"));
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });

    const console_ = (url: string) => latchkey.request({ method: "GET", url, cookies: { [cookie?.name ?? ""]: cookie?.value ?? "" } });
    const me = await console_("/api/v1/session");
    expect(me.json()).toMatchObject({
      kind: "run_user",
      administrator: null,
      user: { id: here.delegate.id, profileId: here.profile.id, slug: here.profile.slug },
      profiles: [{ id: here.profile.id, name: here.profile.name, isLimited: true }],
    });
    expect((await console_("/api/v1/profiles")).json().items.map((each: { id: string }) => each.id)).toEqual([here.profile.id]);
    expect((await console_(`/api/v1/profiles/${here.profile.id}/users`)).json().total.count).toBe(3);
    expect((await console_("/api/v1/administrators")).statusCode).toBe(403);
  });

  test("is renewed by no session of its own: each ends when the one it came from does", async () => {
    const sessionOf = async (token: string) => {
      const cookie = (await start(token)).cookies.find((each) => each.name.endsWith("latchkey-console"));
      const me = await latchkey.client(cookie?.value ?? "").portal.getPortalMe({ params: { slug: here.profile.slug } });
      return { token: cookie?.value ?? "", expiresAt: me.session.expiresAt };
    };
    const first = await sessionOf(here.delegate.token);
    latchkey.clock.advance({ hours: 1 });
    expect((await sessionOf(first.token)).expiresAt).toBe(first.expiresAt);
    expect((await sessionOf(here.delegate.token)).expiresAt > first.expiresAt).toBe(true);
  });

  test("stays closed for everybody else", async () => {
    expect((await start(here.colleague.token)).statusCode).toBe(403);
    const portal = latchkey.client(here.colleague.token).portal;
    expect(await portal.getConsoleSession({ params: { slug: here.profile.slug } })).toEqual({ isAvailable: false });
    const me = await latchkey.request({
      method: "GET",
      url: "/api/v1/session",
      headers: { authorization: `Bearer ${here.colleague.token}` },
    });
    expect(me.statusCode).toBe(403);
  });

  test("closes on the next request after the right is gone", async () => {
    const answer = await start(here.delegate.token);
    const cookie = answer.cookies.find((each) => each.name.endsWith("latchkey-console"));
    const me = () => latchkey.request({ method: "GET", url: "/api/v1/session", cookies: { [cookie?.name ?? ""]: cookie?.value ?? "" } });
    expect((await me()).statusCode).toBe(200);
    await here.profile.client.users.updateUser({ ...on(here.delegate), body: { tags: [acme], reason: "another duty" } });
    expect((await me()).statusCode).toBe(403);
    await here.profile.client.users.suspendUser({ ...on(here.delegate), body: {} });
    expect((await me()).statusCode).toBe(401);
  });

  test("shows no sign-up fields to whoever may not read the profile's settings", async () => {
    const fields = [{ type: "hidden" as const, name: "level", value: "guest" }];
    await here.profile.client.profiles.updateProfile({ params: here.params, body: { signup: { isEnabled: true, fields } } });
    const { items } = await here.delegate.client.profiles.listProfiles({});
    expect(items.map((profile) => profile.signup)).toEqual([{ isEnabled: true, verification: "none", fields: [] }]);
    expect(await outcomeOf(() => here.delegate.client.profiles.getProfile({ params: here.params }))).toBe("http.not_allowed");
  });
});

describe("tags of a user", () => {
  const letEdit = (permissions: Permission[]) => make.aPolicy(here.profile, { targets: carrying("duty", "tags"), permissions });
  const anEditor = async () => latchkey.client((await make.aUser(here.profile, { tags: [tag("duty", "tags")] })).token);

  test("may be changed, and nothing else, by whoever may edit tags alone", async () => {
    await letEdit([allow(["access", "edit_tags"], { type: "run_user", match: "any" })]);
    const { users } = await anEditor();
    expect(await outcomeOf(() => users.updateUser({ ...on(here.colleague), body: { name: "X" } }))).toBe("http.not_allowed");
    expect(await outcomeOf(() => users.updateUser({ ...on(here.colleague), body: { name: "X", tags: [acme] } }))).toBe("http.not_allowed");
    expect(await outcomeOf(() => users.updateUser({ ...on(here.colleague), body: { tags: [acme, tag("floor", "1")] } }))).toBe("allowed");
  });

  test("may be changed by whoever may edit the user, unless a rule denies it", async () => {
    await letEdit([allow(["access", "edit"], { type: "run_user", match: "any" })]);
    const { users } = await anEditor();
    expect(await outcomeOf(() => users.updateUser({ ...on(here.colleague), body: { tags: [acme, tag("floor", "1")] } }))).toBe("allowed");
    await letEdit([deny(["edit_tags"], { type: "run_user", match: "any" })]);
    expect(await outcomeOf(() => users.updateUser({ ...on(here.colleague), body: { tags: [acme] } }))).toBe("http.not_allowed");
    expect(await outcomeOf(() => users.updateUser({ ...on(here.colleague), body: { name: "Renamed" } }))).toBe("allowed");
  });
});

test("people change their own name and password without any policy, until one denies it", async () => {
  const { portal, signIn } = latchkey.client(here.colleague.token);
  const params = { slug: here.profile.slug };
  expect(await outcomeOf(() => portal.updatePortalMe({ params, body: { name: "Me" } }))).toBe("allowed");
  await make.aPolicy(here.profile, { targets: everybody, permissions: [deny(["edit"], { type: "own_settings", match: "any" })] });
  expect(await outcomeOf(() => portal.updatePortalMe({ params, body: { name: "I" } }))).toBe("http.not_allowed");
  const passwords = { currentPassword: aPassword, newPassword: "purple monkey dishwasher 42" };
  expect(await outcomeOf(() => signIn.changeOwnPassword({ params: { place: portalPlace(params.slug) }, body: passwords }))).toBe(
    "http.not_allowed",
  );
});
