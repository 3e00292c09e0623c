import { portalPlace } from "@latchkey/contract";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "@latchkey/client";
import { aPassword, type Makers } from "../../../test/makers.ts";
import { everyRoute, rightfulToken, toRequest } from "../../../test/every-route.ts";
import { sampleCalls } from "../../../test/sample-calls.ts";
import { aScene, fragmentOf, seeEveryDashboard } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { createLog } from "../../platform/log.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let logged = "";
beforeAll(async () => {
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => (logged += chunk.toString()));
  latchkey = await startTestApp({ log: createLog({ level: "debug", format: "json", stream }) });
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
type Query = NonNullable<Parameters<ApiClient["audit"]["listAudit"]>[0]["query"]>;
const list = async (query: Query = {}) => (await profile.client.audit.listAudit({ params: params(), query })).items;

describe("an entry", () => {
  test("names who, what, on which object, from where, and by which request", async () => {
    const answer = await latchkey.request({
      method: "POST",
      url: `/api/v1/profiles/${profile.id}/devices`,
      payload: { name: "Boiler" },
      remoteAddress: "203.0.113.7",
      headers: { authorization: `Bearer ${profile.administrator.token}`, "user-agent": `Firefox ${"x".repeat(1000)}` },
    });
    const [entry] = await list({ objectId: answer.json().id });
    expect(entry).toMatchObject({
      at: latchkey.clock.now().toISOString(),
      actor: { type: "administrator", id: profile.administrator.id },
      action: "device.created",
      object: { type: "device", id: answer.json().id, name: "Boiler" },
      result: "ok",
      reason: null,
      before: null,
      after: { name: "Boiler", tags: [] },
      ip: "203.0.113.7",
      requestId: answer.headers["x-request-id"],
    });
    expect(entry?.userAgent).toHaveLength(500);
  });

  test("of a change holds the changed fields only, before and after", async () => {
    const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "guest" }] });
    await profile.client.users.updateUser({
      params: { ...params(), userId: user.id },
      body: { name: "Renamed", tags: [{ key: "level", value: "guest" }] },
    });
    const [entry] = await list({ objectId: user.id, action: ["user.updated"] });
    expect(entry).toMatchObject({ before: { name: user.name }, after: { name: "Renamed" } });
    expect(Object.keys(entry?.before as object)).toEqual(["name"]);
  });

  test("of a removal keeps what was removed", async () => {
    const policy = await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "any" }],
      permissions: seeEveryDashboard,
    });
    await profile.client.access.deletePolicy({ params: { ...params(), policyId: policy.id } });
    const [entry] = await list({ objectId: policy.id, action: ["policy.deleted"] });
    expect(entry).toMatchObject({
      before: { name: policy.name, permissions: seeEveryDashboard },
      after: null,
      object: { name: policy.name },
    });
  });

  test("keeps the name its actor had then", async () => {
    const bob = await latchkey.make.anAdministrator({ profileIds: [profile.id], name: "Bob" });
    const { id } = await latchkey.client(bob.token).devices.createDevice({ params: params(), body: { name: "Bob's" } });
    await latchkey.client(bob.token).administrators.updateMe({ body: { name: "Robert" } });
    expect((await list({ objectId: id }))[0]?.actor.name).toBe("Bob");
  });

  test("tells scripts, devices' forms and people apart", async () => {
    const token = await latchkey.make.anApiToken(profile);
    const { id } = await latchkey.client(token).devices.createDevice({ params: params(), body: { name: "By token" } });
    expect((await list({ objectId: id }))[0]?.actor).toMatchObject({ type: "api_token", name: expect.stringMatching(/^Token/) });
  });

  test("carries the reason that was given", async () => {
    const user = await latchkey.make.aUser(profile);
    await profile.client.users.suspendUser({ params: { ...params(), userId: user.id }, body: { reason: "left the company" } });
    expect(await list({ objectId: user.id, action: ["user.suspended"] })).toMatchObject([{ reason: "left the company" }]);
  });
});

describe("the log", () => {
  let own: typeof profile;
  const onOwn = (query: Query = {}) => own.client.audit.listAudit({ params: { profileId: own.id }, query });
  const actions = async (query: Query) => (await onOwn(query)).items.map((entry) => entry.action);
  let half: string;
  beforeAll(async () => {
    own = await latchkey.make.aProfile();
    const device = await latchkey.make.aDevice(own, { name: "Boiler 100%" });
    await own.client.devices.updateDevice({ params: { profileId: own.id, deviceId: device.id }, body: { name: "Heater" } });
    latchkey.clock.advance({ hours: 1 });
    half = latchkey.clock.now().toISOString();
    await latchkey.make.aUser(own, { name: "Ann", email: "ann@latchkey.test" });
    await latchkey
      .client()
      .signIn.signInWithPassword({ params: { place: portalPlace(own.slug) }, body: { email: "ann@latchkey.test", password: "wrong" } })
      .catch(() => {});
  });

  test("is newest first and of this profile alone", async () => {
    const { items, total } = await onOwn();
    expect(items.map((entry) => entry.action).toSorted()).toEqual([
      "device.created",
      "device.updated",
      "session.started",
      "session.started",
      "user.created",
    ]);
    expect(items.map((entry) => entry.at)).toEqual(
      items
        .map((entry) => entry.at)
        .toSorted()
        .toReversed(),
    );
    expect(total).toEqual({ count: 5, isCapped: false });
  });

  test("is filtered by action, prefix, result, object, actor, time and name", async () => {
    expect(await actions({ action: ["device.created"] })).toEqual(["device.created"]);
    expect((await actions({ action: ["device."] })).toSorted()).toEqual(["device.created", "device.updated"]);
    expect((await actions({ action: ["user.", "device.created"] })).toSorted()).toEqual(["device.created", "user.created"]);
    expect(await actions({ action: ["devic"] })).toEqual([]);
    expect(await actions({ result: "refused" })).toEqual(["session.started"]);
    expect(await actions({ objectType: "device", from: half })).toEqual([]);
    expect((await actions({ objectType: "device", to: half })).length).toBe(2);
    expect(await actions({ search: "boiler 100%" })).toEqual(["device.created"]);
    expect(await actions({ search: "%" })).toEqual(["device.created"]);
    expect(await actions({ search: "ANN@", result: "refused" })).toEqual(["session.started"]);
    expect(await actions({ actorId: own.administrator.id })).toEqual(["device.updated"]);
  });

  test("is read page by page without repeat or loss, while entries are added and at one moment", async () => {
    const device = await latchkey.make.aDevice(own);
    const rename = (index: number) =>
      own.client.devices.updateDevice({ params: { profileId: own.id, deviceId: device.id }, body: { name: `Name ${index}` } });
    for (let index = 0; index < 23; index += 1) await rename(index);
    const before = (await onOwn({ objectId: device.id, limit: 200 })).items.map((entry) => entry.id);

    latchkey.clock.advance({ minutes: 1 });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await onOwn({ objectId: device.id, limit: 5, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((entry) => entry.id));
      cursor = page.nextCursor ?? undefined;
      await rename(1000 + seen.length);
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(before);
  });

  test.each<[string, string]>([
    ["from", "yesterday"],
    ["to", "2026-13-01T00:00:00Z"],
    ["actorId", "x"],
    ["objectId", "x".repeat(201)],
    ["result", "maybe"],
    ["limit", "500"],
  ])("refuses %s=%s", async (name, value) => {
    await expect(onOwn({ [name]: value })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: `query.${name}` }] } });
  });

  test("of the deployment tells of administrators and profiles, and is for super administrators only", async () => {
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    const entries = await latchkey.client(root.token).audit.listDeploymentAudit({ query: { limit: 200 } });
    const prefixes = new Set(entries.items.map((entry) => entry.action.split(".")[0]));
    expect(prefixes).toEqual(new Set(["administrator", "profile", "session"]));
    await expect(latchkey.client(own.administrator.token).audit.listDeploymentAudit({})).rejects.toMatchObject({ status: 403 });
  });

  test("has no route that changes or removes an entry", () => {
    expect(everyRoute.filter(({ spec }) => spec.path.includes("/audit") && spec.method !== "GET")).toEqual([]);
  });
});

test("no password, token, link or hash is ever in the audit log, in the server's own log, or in an answer that lists things", async () => {
  const secrets = new Set<string>([aPassword, "purple monkey dishwasher 42"]);
  const remember = (value: unknown) => {
    if (typeof value === "string" && value.length > 20) secrets.add(fragmentOf(value));
  };
  // Reading leaves a scene as it was; everything else gets one of its own.
  const shared = await aScene(latchkey);
  for (const route of everyRoute.filter(({ name }) => name !== "administrators.completeSetup")) {
    const scene = route.spec.method === "GET" ? shared : await aScene(latchkey);
    for (const token of [...Object.values(scene.tokens), ...Object.values(scene.links)]) remember(token);
    await sampleCalls[route.name].before?.(latchkey, scene);
    const answer = await latchkey.request(toRequest(route, scene, { token: rightfulToken(route, scene) }));
    if (answer.statusCode === 201) {
      const body = answer.json();
      for (const value of [body.token, body.url, body.passwordLink?.url]) remember(value);
    }
    remember(/=([cu]-[^;]+)/.exec(String(answer.headers["set-cookie"]))?.[1]);
    if (route.spec.method === "GET")
      for (const secret of secrets)
        expect({ route: route.name, leaks: answer.body.includes(secret) }).toEqual({ route: route.name, leaks: false });
  }

  const hashes = (await latchkey.db.selectFrom("passwords").select("hash").execute()).map((row) => row.hash);
  const audit = JSON.stringify(await latchkey.db.selectFrom("audit_entries").selectAll().execute());
  expect(secrets.size).toBeGreaterThan(100);
  for (const secret of [...secrets, ...hashes, "$argon2"])
    expect({ inAudit: audit.includes(secret), inLog: logged.includes(secret) }).toEqual({ inAudit: false, inLog: false });
  expect(logged).toContain('"msg":"request"');
}, 300_000);
