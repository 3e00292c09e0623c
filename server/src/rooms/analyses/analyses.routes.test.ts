import type { Permission, Tag } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { Makers } from "../../../test/makers.ts";
import { aScene, everything, type Scene } from "../../../test/scene.ts";
import { everyRoute, toRequest } from "../../../test/every-route.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const analyses = () => profile.client.analyses;
const byId = (analysisId: string) => ({ params: { ...params(), analysisId } });

/** An analysis that policies allow exactly this. */
async function governed(permissions: Permission[], tags: Tag[] = []) {
  const analysis = await latchkey.make.anAnalysis(profile, { tags });
  await latchkey.make.aPolicy(profile, { targets: [{ subject: "analysis", match: "id", id: analysis.id }], permissions });
  return { ...analysis, client: latchkey.client(analysis.token) };
}
const allow = (actions: string[], resource: Permission["resource"]): Permission => ({ effect: "allow", actions, resource });
const deny = (actions: string[], resource: Permission["resource"]): Permission => ({ effect: "deny", actions, resource });

describe("an analysis", () => {
  test("is registered with a token that its answer alone shows", async () => {
    const { token, ...created } = await analyses().createAnalysis({
      params: params(),
      body: { name: "Upload", description: "Every night" },
    });
    expect(token).toMatch(/^a-[\w-]{43}$/);
    expect(created).toMatchObject({ name: "Upload", description: "Every night", isActive: true, lastUsedAt: null });
    expect(await analyses().getAnalysis(byId(created.id))).toEqual(created);
    expect(JSON.stringify(await analyses().listAnalyses({ params: params() }))).not.toContain(token.slice(6));
  });

  test("that is switched off is refused with its token at once, and let in again when switched on", async () => {
    const analysis = await governed(everything);
    const ask = () => analysis.client.devices.listDevices({ params: params() });
    await ask();
    await analyses().updateAnalysis({ ...byId(analysis.id), body: { isActive: false } });
    await expect(ask()).rejects.toMatchObject({ status: 401 });
    await analyses().updateAnalysis({ ...byId(analysis.id), body: { isActive: true } });
    await expect(ask()).resolves.toBeDefined();
  });

  test.each([
    ["renewed", (id: string) => analyses().renewAnalysisToken(byId(id))],
    ["deleted", (id: string) => analyses().deleteAnalysis(byId(id))],
  ])("whose token was %s is refused with the old one at once", async (_title, act) => {
    const analysis = await governed(everything);
    await analysis.client.devices.listDevices({ params: params() });
    await act(analysis.id);
    await expect(analysis.client.devices.listDevices({ params: params() })).rejects.toMatchObject({ status: 401 });
  });

  test("that does not exist is not found", async () => {
    const nowhere = byId("a".repeat(24));
    await expect(analyses().getAnalysis(nowhere)).rejects.toMatchObject({ status: 404 });
    await expect(analyses().updateAnalysis({ ...nowhere, body: { name: "X" } })).rejects.toMatchObject({ status: 404 });
    await expect(analyses().deleteAnalysis(nowhere)).rejects.toMatchObject({ status: 404 });
    await expect(analyses().renewAnalysisToken(nowhere)).rejects.toMatchObject({ status: 404 });
  });
});

describe("example 4 of Access Management: an analysis tagged script = device_upload may create devices, and nothing else", () => {
  let scene: Scene;
  let token: string;
  beforeAll(async () => {
    scene = await aScene(latchkey);
    const analysis = await latchkey.make.anAnalysis(scene.profile, { tags: [{ key: "script", value: "device_upload" }] });
    token = analysis.token;
    await latchkey.make.aPolicy(scene.profile, {
      targets: [{ subject: "analysis", match: "tag", key: "script", value: "device_upload" }],
      permissions: [allow(["create"], { type: "device", match: "any" })],
    });
  });

  test("it creates devices", async () => {
    const created = await latchkey
      .client(token)
      .devices.createDevice({ params: { profileId: scene.profile.id }, body: { name: "Uploaded" } });
    expect(created.name).toBe("Uploaded");
  });

  test("every other route refuses it or shows it an empty list, and nothing is written", async () => {
    const others = everyRoute.filter(({ name, spec }) => name !== "devices.createDevice" && spec.guard.who !== "public");
    const answers: string[] = [];
    const changed = await changedTables(latchkey.db, async () => {
      for (const route of others) {
        const answer = await latchkey.request(toRequest(route, scene, { token }));
        const isNothing = answer.statusCode === 200 && answer.json().items?.length === 0;
        if (!isNothing && ![401, 403, 404].includes(answer.statusCode)) answers.push(`${route.name} ${answer.statusCode}`);
      }
    });
    expect(answers).toEqual([]);
    expect(changed).toEqual([]);
  });

  test("another analysis without the tag may not create devices", async () => {
    const create = latchkey
      .client(scene.tokens.analysis)
      .devices.createDevice({ params: { profileId: scene.profile.id }, body: { name: "No" } });
    await expect(create).rejects.toMatchObject({ status: 403 });
  });

  test("a run user with the same tag gains nothing by it", async () => {
    const user = await latchkey.make.aUser(scene.profile, { tags: [{ key: "script", value: "device_upload" }] });
    const create = latchkey.client(user.token).devices.createDevice({ params: { profileId: scene.profile.id }, body: { name: "No" } });
    await expect(create).rejects.toMatchObject({ status: 404 });
  });
});

describe("what policies give an analysis", () => {
  const site = (value: string): Tag => ({ key: "site", value });

  test("lists exactly what it may access, and totals count no more", async () => {
    const own = await latchkey.make.aProfile();
    const [north] = [
      await latchkey.make.aDevice(own, { tags: [site("north")] }),
      await latchkey.make.aDevice(own, { tags: [site("south")] }),
    ];
    const analysis = await latchkey.make.anAnalysis(own);
    await latchkey.make.aPolicy(own, {
      targets: [{ subject: "analysis", match: "any" }],
      permissions: [allow(["access"], { type: "device", match: "tag", key: "site", value: "north" })],
    });
    const page = await latchkey.client(analysis.token).devices.listDevices({ params: { profileId: own.id } });
    expect(page.items.map((device) => device.id)).toEqual([north.id]);
    expect(page.total).toEqual({ count: 1, isCapped: false });
  });

  test("403 is for what it may see but not do, 404 for what it may not see", async () => {
    const [seen, hidden] = [await latchkey.make.aDevice(profile, { tags: [site("north")] }), await latchkey.make.aDevice(profile)];
    const analysis = await governed([allow(["access"], { type: "device", match: "tag", key: "site", value: "north" })]);
    const rename = (deviceId: string) =>
      analysis.client.devices.updateDevice({ params: { ...params(), deviceId }, body: { name: "Mine" } });
    const changed = await changedTables(latchkey.db, async () => {
      await expect(rename(seen.id)).rejects.toMatchObject({ status: 403, code: "http.not_allowed" });
      await expect(rename(hidden.id)).rejects.toMatchObject({ status: 404, code: "http.not_found" });
    });
    expect(changed).toEqual([]);
  });

  test("creation is judged by the tags that are sent", async () => {
    const analysis = await governed([allow(["create"], { type: "device", match: "tag", key: "site", value: "north" })]);
    const create = (tags: Tag[]) => analysis.client.devices.createDevice({ params: params(), body: { name: "New", tags } });
    await expect(create([site("north")])).resolves.toBeDefined();
    for (const tags of [[], [site("South")], [site("North")]]) await expect(create(tags)).rejects.toMatchObject({ status: 403 });
  });

  test("nothing can be moved out of, or into, its reach by a change of tags", async () => {
    const [mine, foreign] = [
      await latchkey.make.aDevice(profile, { tags: [site("mine")] }),
      await latchkey.make.aDevice(profile, { tags: [site("theirs")] }),
    ];
    const analysis = await governed([allow(["access", "edit"], { type: "device", match: "tag", key: "site", value: "mine" })]);
    const tag = (deviceId: string, tags: Tag[]) =>
      analysis.client.devices.updateDevice({ params: { ...params(), deviceId }, body: { tags } });
    const changed = await changedTables(latchkey.db, async () => {
      await expect(tag(mine.id, [site("theirs")])).rejects.toMatchObject({ status: 403 });
      await expect(tag(foreign.id, [site("mine")])).rejects.toMatchObject({ status: 404 });
    });
    expect(changed).toEqual([]);
    await expect(tag(mine.id, [site("mine"), site("theirs")])).resolves.toBeDefined();
  });

  test("a deny wins over whatever allows", async () => {
    const device = await latchkey.make.aDevice(profile, { tags: [{ key: "class", value: "secret" }] });
    const analysis = await governed([
      ...everything,
      deny(["access", "edit"], { type: "device", match: "tag", key: "class", value: "secret" }),
    ]);
    await expect(analysis.client.devices.getDevice({ params: { ...params(), deviceId: device.id } })).rejects.toMatchObject({
      status: 404,
    });
    const page = await analysis.client.devices.listDevices({ params: params(), query: { limit: 200 } });
    expect(page.items.map((item) => item.id)).not.toContain(device.id);
  });

  test("data rights are apart: reading, writing and the token each need their own", async () => {
    const device = await latchkey.make.aDevice(profile);
    const on = { params: { ...params(), deviceId: device.id } };
    const calls = {
      get_data: (client: ReturnType<TestApp["client"]>) => client.devices.listData(on),
      send_data: (client: ReturnType<TestApp["client"]>) => client.devices.sendData({ ...on, body: { variable: "v", value: 1 } }),
      token_access: (client: ReturnType<TestApp["client"]>) => client.devices.renewDeviceToken(on),
    };
    for (const action of Object.keys(calls) as (keyof typeof calls)[]) {
      const { client } = await governed([allow([action], { type: "device", match: "id", id: device.id })]);
      for (const [name, call] of Object.entries(calls)) {
        if (name === action) await expect(call(client)).resolves.toBeDefined();
        else await expect(call(client)).rejects.toMatchObject({ status: 404 });
      }
    }
  });

  test("a script shows no data of devices that it may not read by editing a dashboard", async () => {
    const device = await latchkey.make.aDevice(profile);
    const dashboard = await latchkey.make.aDashboard(profile);
    const { client } = await governed([allow(["access", "edit"], { type: "dashboard", match: "any" })]);
    const create = client.dashboards.createWidget({
      params: { ...params(), dashboardId: dashboard.id },
      body: { content: { type: "value", source: { deviceId: device.id, variable: "v" } } },
    });
    await expect(create).rejects.toMatchObject({ status: 400, code: "dashboards.unknown_device" });
  });

  test("users are governed too: created with allowed tags only, and never past the profile", async () => {
    const { client } = await governed([
      allow(["access", "create", "edit"], { type: "run_user", match: "tag", key: "team", value: "blue" }),
    ]);
    const team = (value: string) => [{ key: "team", value }];
    const { user } = await client.users.createUser({
      params: params(),
      body: { name: "Blue", email: "blue@latchkey.test", tags: team("blue") },
    });
    await expect(
      client.users.createUser({ params: params(), body: { name: "Red", email: "red@latchkey.test", tags: team("red") } }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(client.users.updateUser({ params: { ...params(), userId: user.id }, body: { tags: team("red") } })).rejects.toMatchObject({
      status: 403,
    });
    await expect(client.users.deleteUser({ params: { ...params(), userId: user.id } })).rejects.toMatchObject({ status: 403 });
    await expect(
      client.users.setUserPassword({ params: { ...params(), userId: user.id }, body: { password: "purple monkey dishwasher" } }),
    ).rejects.toMatchObject({ status: 403 });
  });
});
