import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import { aPassword, type Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

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
const tagKeys = () => profile.client.tagKeys;
const byId = (tagKeyId: string) => ({ params: { ...params(), tagKeyId } });
const register = (body: Parameters<ReturnType<typeof tagKeys>["registerTagKey"]>[0]["body"]) =>
  tagKeys().registerTagKey({ params: params(), body });

describe("the registry", () => {
  test("keeps description, values and setter of a key", async () => {
    const created = await register({ key: "level", description: "Seniority", values: ["guest", "supervisor"] });
    expect(created).toMatchObject({ setBy: "analyses", isSetBySignUp: false, version: 1 });
    expect(await tagKeys().getRegisteredTagKey(byId(created.id))).toEqual(created);
    const saved = await tagKeys().updateRegisteredTagKey({ ...byId(created.id), ifMatch: 1, body: { setBy: "administrators" } });
    expect(saved).toMatchObject({ key: "level", values: null, setBy: "administrators", version: 2 });
    await register({ key: "Area" });
    expect((await tagKeys().listRegisteredTagKeys({ params: params() })).items.map((item) => item.key)).toEqual(["Area", "level"]);
    await tagKeys().unregisterTagKey(byId(created.id));
    await expect(tagKeys().getRegisteredTagKey(byId(created.id))).rejects.toMatchObject({ status: 404 });
  });

  test("refuses a key twice, a stale save, and keys of another profile", async () => {
    const { id } = await register({ key: "level" });
    const other = await latchkey.make.aProfile();
    const foreign = { params: { profileId: other.id, tagKeyId: id } };
    const changed = await changedTables(latchkey.db, async () => {
      await expect(register({ key: "level" })).rejects.toMatchObject({ status: 409, code: "tag_keys.already_registered" });
      await expect(tagKeys().updateRegisteredTagKey({ ...byId(id), ifMatch: 7, body: {} })).rejects.toMatchObject({
        status: 412,
        problem: { current: { version: 1 } },
      });
      await expect(other.client.tagKeys.getRegisteredTagKey(foreign)).rejects.toMatchObject({ status: 404 });
      await expect(other.client.tagKeys.updateRegisteredTagKey({ ...foreign, ifMatch: 1, body: {} })).rejects.toMatchObject({
        status: 404,
      });
      await expect(other.client.tagKeys.unregisterTagKey(foreign)).rejects.toMatchObject({ status: 404 });
      await expect(register({ key: "a=b" })).rejects.toMatchObject({ status: 400 });
      await expect(register({ key: "empty", values: [] })).rejects.toMatchObject({ status: 400 });
    });
    expect(changed).toEqual([]);
  });

  test("speaks along when keys and values are suggested", async () => {
    await register({ key: "level", description: "Seniority", values: ["guest", "supervisor"], setBy: "users" });
    await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "guest" }] });
    const query = { of: "run_user" } as const;
    expect((await profile.client.users.listTagKeys({ params: params(), query })).items).toEqual([
      {
        key: "level",
        count: 1,
        isSetByUsers: true,
        registered: { description: "Seniority", values: ["guest", "supervisor"], setBy: "users" },
      },
    ]);
    expect((await profile.client.users.listTagValues({ params: params(), query: { ...query, key: "level" } })).items).toEqual([
      { value: "guest", count: 1 },
      { value: "supervisor", count: 0 },
    ]);
  });
});

describe("values that a key does not take", () => {
  const wrong = { tags: [{ key: "level", value: "king" }] };
  beforeEach(async () => {
    await register({ key: "level", values: ["guest", "supervisor"] });
  });

  test("are refused wherever tags are set, naming the key and its values", async () => {
    const { client } = profile;
    const refused = (path = "body.tags.0.value") => ({
      status: 400,
      code: "tag_keys.value_not_allowed",
      problem: { errors: [{ path, message: "of level must be one of guest, supervisor" }] },
    });
    const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "guest" }] });
    const device = await latchkey.make.aDevice(profile);
    const dashboard = await latchkey.make.aDashboard(profile);
    const analysis = await latchkey.make.anAnalysis(profile);
    await client.profiles.updateProfile({
      params: params(),
      body: { signup: { isEnabled: true, fields: [{ type: "text", name: "level", label: "Level" }] } },
    });

    const email = "new@latchkey.test";
    const changed = await changedTables(latchkey.db, async () => {
      await expect(client.users.createUser({ params: params(), body: { name: "New", email, ...wrong } })).rejects.toMatchObject(refused());
      await expect(client.users.updateUser({ params: { ...params(), userId: user.id }, body: wrong })).rejects.toMatchObject(refused());
      await expect(client.users.createAnonymousUser({ params: params(), body: wrong })).rejects.toMatchObject(refused());
      await expect(client.devices.createDevice({ params: params(), body: { name: "New", ...wrong } })).rejects.toMatchObject(refused());
      await expect(client.devices.updateDevice({ params: { ...params(), deviceId: device.id }, body: wrong })).rejects.toMatchObject(
        refused(),
      );
      await expect(client.dashboards.createDashboard({ params: params(), body: { name: "New", ...wrong } })).rejects.toMatchObject(
        refused(),
      );
      await expect(
        client.dashboards.updateDashboard({ params: { ...params(), dashboardId: dashboard.id }, body: wrong }),
      ).rejects.toMatchObject(refused());
      await expect(client.analyses.createAnalysis({ params: params(), body: { name: "New", ...wrong } })).rejects.toMatchObject(refused());
      await expect(client.analyses.updateAnalysis({ params: { ...params(), analysisId: analysis.id }, body: wrong })).rejects.toMatchObject(
        refused(),
      );
      await expect(
        latchkey.client().portal.signUp({
          params: { slug: profile.slug },
          body: { name: "New", email, password: aPassword, answers: { level: "king" } },
        }),
      ).rejects.toMatchObject(refused("body.answers.level"));
    });
    expect(changed).toEqual([]);
  });

  test("may stay where they were set before, and other keys take anything", async () => {
    const [entry] = (await tagKeys().listRegisteredTagKeys({ params: params() })).items;
    const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "guest" }] });
    const body = { values: ["supervisor"] };
    await tagKeys().updateRegisteredTagKey({ ...byId(entry?.id ?? ""), ifMatch: 1, body });
    const tags = [
      { key: "level", value: "guest" },
      { key: "team", value: "blue" },
    ];
    await expect(profile.client.users.updateUser({ params: { ...params(), userId: user.id }, body: { tags } })).resolves.toMatchObject({
      tags,
    });
  });
});

test("an analysis sets what analyses may set, and nothing that only administrators may", async () => {
  const analysis = await latchkey.make.anAnalysis(profile);
  const dashboard = await latchkey.make.aDashboard(profile, { tags: [{ key: "tier", value: "gold" }] });
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "analysis", match: "id", id: analysis.id }],
    permissions: [{ effect: "allow", actions: ["access", "edit"], resource: { type: "dashboard", match: "any" } }],
  });
  await register({ key: "tier", setBy: "administrators" });
  await register({ key: "load", setBy: "analyses" });
  const set = (tags: { key: string; value: string }[]) =>
    latchkey.client(analysis.token).dashboards.updateDashboard({ params: { ...params(), dashboardId: dashboard.id }, body: { tags } });

  const gold = { key: "tier", value: "gold" };
  await expect(set([gold, { key: "load", value: "high" }])).resolves.toMatchObject({ id: dashboard.id });
  const refused = { status: 403, problem: { detail: expect.stringContaining('"tier"') } };
  await expect(set([{ key: "tier", value: "silver" }])).rejects.toMatchObject(refused);
  await expect(set([])).rejects.toMatchObject(refused);
});
