import type { PolicyBody } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "./makers.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let foreign: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  foreign = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});

const params = () => ({ profileId: profile.id });
const everyUser = { subject: "run_user" as const, match: "any" as const };
const onEveryDashboard = { effect: "allow" as const, actions: ["access"], resource: { type: "dashboard", match: "any" as const } };
const nobody = "f".repeat(24);

const create = (rules: Pick<PolicyBody, "targets" | "permissions">) =>
  profile.client.access.createPolicy({ params: params(), body: { name: "P", confirmName: "P", ...rules } });

const refusalOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: { status: number; problem: Record<string, unknown> }) => thrown,
  );
  const { requestId: _requestId, ...problem } = error?.problem ?? {};
  return { status: error?.status, problem };
};

describe("class 10: an id of another profile answers exactly as one that nothing has", () => {
  test("in the targets and permissions of a policy", async () => {
    const [user, dashboard] = [await latchkey.make.aUser(foreign), await latchkey.make.aDashboard(foreign)];
    const group = await foreign.client.groups.createGroup({ params: { profileId: foreign.id }, body: { name: "Crew" } });
    const role = await foreign.client.roles.createRole({ params: { profileId: foreign.id }, body: { name: "Guest" } });
    const targeting = (match: "id" | "group" | "role", id: string) =>
      create({ targets: [{ subject: "run_user", match, id }], permissions: [onEveryDashboard] });
    const naming = (id: string) =>
      create({ targets: [everyUser], permissions: [{ ...onEveryDashboard, resource: { type: "dashboard", match: "id", id } }] });

    expect(await refusalOf(targeting("id", user.id))).toEqual(await refusalOf(targeting("id", nobody)));
    expect(await refusalOf(targeting("group", group.id))).toEqual(await refusalOf(targeting("group", nobody)));
    expect(await refusalOf(targeting("role", role.id))).toEqual(await refusalOf(targeting("role", nobody)));
    expect(await refusalOf(naming(dashboard.id))).toEqual(await refusalOf(naming(nobody)));
    expect((await refusalOf(naming(nobody))).status).toBe(400);
  });

  test("in roles, assignments, explain, who can and impact", async () => {
    const [own, top] = [await latchkey.make.aUser(profile), await latchkey.make.aDashboard(profile)];
    const [user, dashboard] = [await latchkey.make.aUser(foreign), await latchkey.make.aDashboard(foreign)];
    const role = await profile.client.roles.createRole({ params: params(), body: { name: "Guest" } });
    const assign = (id: string) =>
      profile.client.roles.assignRole({
        params: params(),
        body: { roleId: role.id, assignee: { type: "run_user", id }, reason: "x" },
      });
    const explain = (userId: string, dashboardId: string) =>
      profile.client.access.explain({
        params: params(),
        body: { subject: { type: "run_user", id: userId }, action: "access", resource: { type: "dashboard", id: dashboardId } },
      });
    const whoCan = (id: string) =>
      profile.client.whoCan.listWhoCan({ params: params(), body: { resource: { type: "dashboard", id }, action: "access" } });
    const impact = (policyId: string) =>
      profile.client.impact.previewImpact({ params: params(), body: { changes: [{ kind: "delete_policy", policyId }] } });
    const policy = await latchkey.make.aPolicy(foreign, { targets: [everyUser], permissions: [onEveryDashboard] });

    expect(await refusalOf(assign(user.id))).toEqual(await refusalOf(assign(nobody)));
    expect(await refusalOf(explain(user.id, top.id))).toEqual(await refusalOf(explain(nobody, top.id)));
    expect(await refusalOf(explain(own.id, dashboard.id))).toEqual(await refusalOf(explain(own.id, nobody)));
    expect(await refusalOf(whoCan(dashboard.id))).toEqual(await refusalOf(whoCan(nobody)));
    expect(await refusalOf(impact(policy.id))).toEqual(await refusalOf(impact(nobody)));
    expect((await refusalOf(explain(nobody, top.id))).status).toBe(404);
  });
});

describe("class 11: roles and groups", () => {
  test("a role cannot include itself, however long the way round", async () => {
    const make = (name: string, includes: string[]) => profile.client.roles.createRole({ params: params(), body: { name, includes } });
    const first = await make("A", []);
    const last = await make("C", [(await make("B", [first.id])).id]);
    await expect(
      profile.client.roles.updateRole({ params: { ...params(), roleId: first.id }, body: { name: "A", includes: [last.id] }, ifMatch: 1 }),
    ).rejects.toMatchObject({ status: 409, code: "roles.cycle" });
  });
});

describe("class 21: a policy that is too large or too clever", () => {
  test("with a million values is refused with the limit, and costs the server nothing", async () => {
    const targets = Array.from({ length: 201 }, (_, index) => ({
      subject: "run_user" as const,
      match: "tag" as const,
      key: "n",
      value: String(index),
    }));
    const refused = await refusalOf(create({ targets, permissions: [onEveryDashboard] }));
    expect(refused).toMatchObject({ status: 400, problem: { errors: [{ path: "body.targets" }] } });

    const million = JSON.stringify({ name: "P", targets: Array.from({ length: 1_000_000 }, () => everyUser), permissions: [] });
    const token = await latchkey.make.anApiToken(profile);
    const answer = await latchkey.request({
      method: "POST",
      url: `/api/v1/profiles/${profile.id}/policies`,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      payload: million,
    });
    expect(answer.statusCode).toBe(413);
  });

  test.each(["*", "%", ".*", "^n", "nor_h", "north|south", "(a+)+$", "\\", "{$ne: 1}"])(
    "the value %s is plain text: it matches itself and nothing else",
    async (value) => {
      const key = "region";
      await create({
        targets: [{ subject: "run_user", match: "tag", key, value }],
        permissions: [{ ...onEveryDashboard, resource: { type: "dashboard", match: "tag", key, value } }],
      });
      const [north, itself] = [
        await latchkey.make.aUser(profile, { tags: [{ key, value: "north" }] }),
        await latchkey.make.aUser(profile, { tags: [{ key, value }] }),
      ];
      await latchkey.make.aDashboard(profile, { tags: [{ key, value: "north" }] });
      const own = await latchkey.make.aDashboard(profile, { tags: [{ key, value }] });
      const seen = async (token: string) =>
        (await latchkey.client(token).dashboards.listPortalDashboards({ params: { slug: profile.slug } })).items.map(({ id }) => id);
      expect(await seen(north.token)).toEqual([]);
      expect(await seen(itself.token)).toEqual([own.id]);
    },
  );
});
