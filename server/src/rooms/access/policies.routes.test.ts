import { catalogue as builtIn, type Permission, type PolicyBody, type Target } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { Makers } from "../../../test/makers.ts";
import { seeEveryDashboard } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const access = () => profile.client.access;
const byId = (policyId: string) => ({ params: { ...params(), policyId } });
const anybody: Target[] = [{ subject: "run_user", match: "any" }];
const bodyOf = (change: Partial<PolicyBody> = {}) => ({
  name: "Policy",
  confirmName: change.name ?? "Policy",
  reason: "A test needs it.",
  targets: anybody,
  permissions: seeEveryDashboard as Permission[],
  ...change,
});
const aPolicy = (change: Partial<PolicyBody> = {}) => access().createPolicy({ params: params(), body: bodyOf(change) });

describe("a policy", () => {
  test("is created active at version 1 and read back whole", async () => {
    const created = await aPolicy({
      name: "Everybody sees everything",
      description: "For the demo",
      tags: [{ key: "team", value: "blue" }],
    });
    expect(created).toMatchObject({ status: "active", version: 1, description: "For the demo", tags: [{ key: "team", value: "blue" }] });
    expect(created.updatedBy).toMatch(/^Administrator/);
    expect(await access().getPolicy(byId(created.id))).toEqual(created);
  });

  test("is replaced as a whole, counting its saves", async () => {
    const { id } = await aPolicy({ tags: [{ key: "team", value: "blue" }] });
    const saved = await access().updatePolicy({ ...byId(id), ifMatch: 1, body: bodyOf({ name: "Renamed", status: "draft" }) });
    expect(saved).toMatchObject({ name: "Renamed", status: "draft", version: 2, tags: [] });
  });

  test("is deleted, and then not found", async () => {
    const { id } = await aPolicy();
    await access().deletePolicy(byId(id));
    await expect(access().getPolicy(byId(id))).rejects.toMatchObject({ status: 404 });
    await expect(access().deletePolicy(byId(id))).rejects.toMatchObject({ status: 404 });
    await expect(access().updatePolicy({ ...byId(id), ifMatch: 1, body: bodyOf() })).rejects.toMatchObject({ status: 404 });
  });

  test.each<[string, unknown]>([
    ["no target", { targets: [] }],
    ["no permission", { permissions: [] }],
    ["no name", { name: " " }],
    ["an unknown effect", { permissions: [{ effect: "maybe", actions: ["access"], resource: { type: "dashboard", match: "any" } }] }],
    ["an unknown resource", { permissions: [{ effect: "allow", actions: ["access"], resource: { type: "server", match: "any" } }] }],
    ["no action", { permissions: [{ effect: "allow", actions: [], resource: { type: "dashboard", match: "any" } }] }],
    ["an unknown subject", { targets: [{ subject: "device", match: "any" }] }],
    ["a tag without its value", { targets: [{ subject: "run_user", match: "tag", key: "level" }] }],
    ["a value where the form has none", { targets: [{ subject: "run_user", match: "any", value: "x" }] }],
    ["an unknown match form", { targets: [{ subject: "run_user", match: "regex", key: ".*" }] }],
    ["an unknown status", { status: "paused" }],
    ["a version of its own", { version: 99 }],
    ["201 targets", { targets: Array.from({ length: 201 }, () => anybody[0]) }],
  ])("with %s is refused, and nothing is written", async (_title, change) => {
    const changed = await changedTables(latchkey.db, () =>
      expect(aPolicy(change as Partial<PolicyBody>)).rejects.toMatchObject({ status: 400 }),
    );
    expect(changed).toEqual([]);
  });
});

describe("a rule that can never fire", () => {
  const dead: [string, Partial<PolicyBody>, string][] = [
    [
      "an analysis's right to edit its own settings",
      {
        targets: [{ subject: "analysis", match: "any" }],
        permissions: [{ effect: "allow", actions: ["edit"], resource: { type: "own_settings", match: "any" } }],
      },
      "permissions.0",
    ],
    [
      "the creation of what already has an id",
      {
        targets: [{ subject: "analysis", match: "any" }],
        permissions: [
          ...seeEveryDashboard,
          { effect: "allow", actions: ["create"], resource: { type: "dashboard", match: "id", id: "a".repeat(24) } },
        ],
      },
      "permissions.1",
    ],
    [
      "an action that the resource does not have",
      { permissions: [{ effect: "allow", actions: ["fly"], resource: { type: "dashboard", match: "any" } }] },
      "permissions.0",
    ],
  ];

  test.each(dead)("(%s) is refused with its place and reason, on creation and on change", async (_title, change, place) => {
    const { id } = await aPolicy();
    const refused = {
      status: 400,
      code: "access.dead_rule",
      problem: {
        errors: expect.arrayContaining([{ path: expect.stringContaining(`body.${place}`), message: expect.stringMatching(/\w{3}/) }]),
      },
    };
    const changed = await changedTables(latchkey.db, async () => {
      await expect(aPolicy(change)).rejects.toMatchObject(refused);
      await expect(access().updatePolicy({ ...byId(id), ifMatch: 1, body: bodyOf(change) })).rejects.toMatchObject(refused);
    });
    expect(changed).toEqual([]);
  });

  test("on an id of another profile is refused exactly as on one that does not exist", async () => {
    const other = await latchkey.make.aProfile();
    const foreign = { user: await latchkey.make.aUser(other), dashboard: await latchkey.make.aDashboard(other) };
    const problemOf = async (change: Partial<PolicyBody>) => {
      const { requestId: _id, ...problem } = await aPolicy(change)
        .then(() => ({ requestId: "", code: "saved" }))
        .catch((error) => error.problem);
      return problem;
    };
    const target = (id: string): Partial<PolicyBody> => ({ targets: [{ subject: "run_user", match: "id", id }] });
    const permission = (id: string): Partial<PolicyBody> => ({
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id } }],
    });

    const changed = await changedTables(latchkey.db, async () => {
      expect(await problemOf(target(foreign.user.id))).toEqual(await problemOf(target("a".repeat(24))));
      expect(await problemOf(permission(foreign.dashboard.id))).toEqual(await problemOf(permission("a".repeat(24))));
      expect(await problemOf(target(foreign.user.id))).toMatchObject({ code: "access.dead_rule", errors: [{ path: "body.targets.0.id" }] });
      expect(await problemOf(permission(foreign.dashboard.id))).toMatchObject({ errors: [{ path: "body.permissions.0.resource.id" }] });
    });
    expect(changed).toEqual([]);
  });
});

describe("two who save the same policy", () => {
  test("without saying which version was read is refused with 428", async () => {
    const { id } = await aPolicy();
    const changed = await changedTables(latchkey.db, async () => {
      for (const header of [undefined, "*", "1", '"one"', '"-1"', ""]) {
        const answer = await latchkey.request({
          method: "PUT",
          url: `/api/v1/profiles/${profile.id}/policies/${id}`,
          payload: bodyOf(),
          headers: { authorization: `Bearer ${profile.administrator.token}`, ...(header === undefined ? {} : { "if-match": header }) },
        });
        expect({ header, status: answer.statusCode, code: answer.json().code }).toEqual({
          header,
          status: 428,
          code: "http.precondition_required",
        });
      }
    });
    expect(changed).toEqual([]);
  });

  test("the second gets a conflict with what is stored and who saved it, and overwrites nothing", async () => {
    const { id } = await aPolicy();
    const colleague = await latchkey.make.anAdministrator({ profileIds: [profile.id], name: "Grace" });
    const theirs = await latchkey
      .client(colleague.token)
      .access.updatePolicy({ ...byId(id), ifMatch: 1, body: bodyOf({ name: "Theirs" }) });

    const changed = await changedTables(latchkey.db, () =>
      expect(access().updatePolicy({ ...byId(id), ifMatch: 1, body: bodyOf({ name: "Mine" }) })).rejects.toMatchObject({
        status: 412,
        code: "access.version_conflict",
        problem: { current: theirs, changedBy: "Grace" },
      }),
    );
    expect(changed).toEqual([]);
    expect(await access().getPolicy(byId(id))).toEqual(theirs);
    await expect(access().updatePolicy({ ...byId(id), ifMatch: theirs.version, body: bodyOf({ name: "Merged" }) })).resolves.toMatchObject({
      version: 3,
    });
  });

  test("at the very same moment: exactly one wins, on one node or two", async () => {
    const second = await latchkey.anotherNode();
    const { id } = await aPolicy();
    const colleague = latchkey.client(profile.administrator.token);
    const other = second.client(profile.administrator.token);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? colleague : other).access.updatePolicy({ ...byId(id), ifMatch: 1, body: bodyOf({ name: `Save ${index}` }) }),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ status: 412 });
    expect(await access().getPolicy(byId(id))).toMatchObject({ version: 2 });
  });
});

describe("the list and the preview", () => {
  let own: typeof profile;
  const on = () => ({ profileId: own.id });
  beforeAll(async () => {
    own = await latchkey.make.aProfile();
    await own.client.profiles.updateProfile({
      params: on(),
      body: {
        signup: {
          isEnabled: true,
          fields: [
            { type: "text", name: "company", label: "Company" },
            { type: "hidden", name: "plan", value: "free" },
          ],
        },
      },
    });
    const tagged = (key: string, value: string) => ({ tags: [{ key, value }] });
    for (const name of ["Ann", "Bob", "Cem"]) await latchkey.make.aUser(own, { name, ...tagged("level", "supervisor") });
    const suspended = await latchkey.make.aUser(own, { name: "Dee", ...tagged("level", "supervisor") });
    await own.client.users.suspendUser({ params: { ...on(), userId: suspended.id }, body: {} });
    const deleted = await latchkey.make.aUser(own, { name: "Eve", ...tagged("level", "supervisor") });
    await own.client.users.deleteUser({ params: { ...on(), userId: deleted.id } });
    await latchkey.make.aUser(own, {
      name: "Fay",
      tags: [
        { key: "level", value: "viewer" },
        { key: "company", value: "acme" },
      ],
    });
    for (const state of ["NY", "MA", "TX"]) await latchkey.make.aDashboard(own, { name: `Sales ${state}`, ...tagged("state", state) });
  });
  const preview = (targets: Target[], permissions: Permission[]) =>
    own.client.access.previewPolicy({ params: on(), body: { targets, permissions } });
  const supervisors: Target = { subject: "run_user", match: "tag", key: "level", value: "supervisor" };
  const inState = (value: string): Permission => ({
    effect: "allow",
    actions: ["access"],
    resource: { type: "dashboard", match: "tag", key: "state", value },
  });

  test("count and sample who and what each rule matches now, the deleted left out, each counted once in all", async () => {
    const result = await preview(
      [supervisors, { subject: "run_user", match: "tag_match", key: "level" }],
      [inState("NY"), { ...inState("NY"), resource: { type: "dashboard", match: "tag_match", key: "state" } }],
    );
    expect(result.targets.map((target) => [target.count, target.samples.map((sample) => sample.name)])).toEqual([
      [4, ["Ann", "Bob", "Cem", "Dee"]],
      [5, ["Ann", "Bob", "Cem", "Dee", "Fay"]],
    ]);
    expect(result.permissions.map((permission) => permission.count)).toEqual([1, 3]);
    expect(result).toMatchObject({ subjectCount: 5, resourceCount: 3, warnings: [], errors: [] });
  });

  test("warn of Any, of keys that users set themselves, and of rules that match nothing yet", async () => {
    const own_ = async (targets: Target[], permissions: Permission[]) => (await preview(targets, permissions)).warnings;
    const anyDashboard: Permission = { effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } };
    expect(await own_(anybody, [anyDashboard])).toEqual([
      { code: "any_subject", path: "targets.0" },
      { code: "any_resource", path: "permissions.0" },
    ]);
    expect(await own_([supervisors], [{ ...anyDashboard, effect: "deny" }])).toEqual([]);
    expect(await own_([supervisors, { subject: "run_user", match: "tag", key: "company", value: "acme" }], [inState("NY")])).toEqual([
      { code: "self_settable_key", path: "targets.1", key: "company" },
    ]);
    // A hidden field is filled by the server, so nobody chooses its value.
    expect(
      (await own_([supervisors, { subject: "run_user", match: "tag_match", key: "plan" }], [inState("NY")])).map((warning) => warning.code),
    ).toEqual([]);
    expect(await own_([{ subject: "run_user", match: "tag", key: "level", value: "nobody" }], [inState("XX")])).toEqual([
      { code: "matches_no_subject", path: "targets" },
      { code: "matches_no_resource", path: "permissions" },
    ]);
  });

  test("say why a draft could not be saved, without writing anything", async () => {
    let errors: { path: string }[] = [];
    const changed = await changedTables(latchkey.db, async () => {
      ({ errors } = await preview(
        [{ subject: "run_user", match: "id", id: "a".repeat(24) }],
        [{ effect: "allow", actions: ["fly"], resource: { type: "device", match: "any" } }],
      ));
    });
    expect(changed).toEqual([]);
    expect(errors.map((error) => error.path)).toEqual(expect.arrayContaining(["targets.0.id"]));
    expect(errors.length).toBeGreaterThan(1);
  });

  test("take a draft that has nothing in it yet", async () => {
    expect(await preview([], [])).toEqual({
      targets: [],
      permissions: [],
      subjectCount: 0,
      resourceCount: 0,
      warnings: [],
      errors: expect.any(Array),
    });
  });

  test("list policies by name and status, with the same counts and warnings", async () => {
    const make = (name: string, status: "active" | "draft") =>
      own.client.access.createPolicy({
        params: on(),
        body: { name, status, targets: [supervisors], permissions: [inState("NY"), inState("TX")] },
      });
    await make("beta", "active");
    await make("Alpha", "draft");
    const page = await own.client.access.listPolicies({ params: on() });
    expect(page.items.map((item) => [item.name, item.status, item.subjectCount, item.resourceCount])).toEqual([
      ["Alpha", "draft", 4, 2],
      ["beta", "active", 4, 2],
    ]);
    const names = async (query: NonNullable<Parameters<typeof own.client.access.listPolicies>[0]["query"]>) =>
      (await own.client.access.listPolicies({ params: on(), query })).items.map((item) => item.name);
    expect(await names({ status: ["active"] })).toEqual(["beta"]);
    expect(await names({ search: "ALP" })).toEqual(["Alpha"]);
    expect(await names({ sort: "-name" })).toEqual(["beta", "Alpha"]);
  });
});

test("the catalogue lists what each resource can be asked for", async () => {
  const catalogue = await access().getCatalogue({ params: params() });
  expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(builtIn).toSorted());
  expect(catalogue["dashboard"]?.["access"]).toMatchObject({ subjects: ["run_user", "analysis", "administrator"] });
  expect(catalogue["device"]?.["create"]?.matchForms).not.toContain("id");
});
