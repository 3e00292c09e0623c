/** Streams, bodies, sizes, sign-up and passwords, as somebody tries them who means harm. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { aPassword, startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";
import { readMails } from "../../../test/read-mails.ts";
import { transact } from "../../database/transact.ts";
import { createLiveHub, liveBytesMax, publishLive } from "../live/index.ts";
import { authenticateApiToken } from "../tokens/index.ts";

let latchkey: SdkServer;
beforeAll(async () => (latchkey = await startSdkServer()));
afterAll(() => latchkey.close());

const platform = () => latchkey.app.commandLineContext().platform;

async function call(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  { token, payload }: { token?: string; payload?: object | string },
) {
  const headers = { ...(token === undefined ? {} : { token }), ...(payload === undefined ? {} : { "content-type": "application/json" }) };
  const answer = await latchkey.request({ method, url: `/tagoio${path}`, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.json<{ result: never; message?: string }>() };
}

/** The status of a stream that is closed again, or stays open until `signal`. */
/** A stream that nobody holds on to is closed as soon as memory is tidied up. */
const open: Response[] = [];

async function listen(channels: string, token: string, signal?: AbortSignal): Promise<number> {
  const answer = await fetch(`${latchkey.region.sse}?channels=${channels}&token=${token}`, signal ? { signal } : {});
  if (signal === undefined) await answer.body?.cancel();
  else open.push(answer);
  return answer.status;
}

describe("H4: the event stream", () => {
  test("a rule that denies a device by its tag counts, and reading data is needed", async () => {
    const profile = await latchkey.make.aProfile();
    const device = await latchkey.make.aDevice(profile, { tags: [{ key: "site", value: "south" }] });
    const user = await latchkey.make.aUser(profile);
    const targets = [{ subject: "run_user" as const, match: "any" as const }];
    const allow = (actions: string[]) => ({
      effect: "allow" as const,
      actions,
      resource: { type: "device" as const, match: "any" as const },
    });
    await latchkey.make.aPolicy(profile, { targets, permissions: [allow(["access"])] as never });
    expect(await listen(`device_data.${device.id}`, user.token)).toBe(401);
    await latchkey.make.aPolicy(profile, { targets, permissions: [allow(["get_data"])] as never });
    expect(await listen(`device_data.${device.id}`, user.token)).toBe(200);
    const south = { type: "device" as const, match: "tag" as const, key: "site", value: "south" };
    await latchkey.make.aPolicy(profile, { targets, permissions: [{ effect: "deny", actions: ["get_data"], resource: south }] });
    expect(await listen(`device_data.${device.id}`, user.token)).toBe(401);
  });

  test("a token that may only write hears nothing", async () => {
    const profile = await latchkey.make.aProfile();
    expect(await listen("notification", await latchkey.make.anApiToken(profile, "write"))).toBe(401);
    expect(await listen("notification", await latchkey.make.anApiToken(profile, "read"))).toBe(200);
  });

  test("M2: watching is no use of a token", async () => {
    const profile = await latchkey.make.aProfile();
    const token = await latchkey.make.anApiToken(profile);
    const uses = async () =>
      (await latchkey.db.selectFrom("api_tokens").select("last_used_at").where("profile_id", "=", profile.id).execute())[0]?.last_used_at;
    expect(await authenticateApiToken(latchkey.db, platform(), { token, isWatching: true })).not.toBeNull();
    expect(await uses()).toBeNull();
    await authenticateApiToken(latchkey.db, platform(), { token });
    expect(await uses()).not.toBeNull();
  });

  test("M3: one caller has 20 streams and no more", async () => {
    const profile = await latchkey.make.aProfile();
    const token = await latchkey.make.anApiToken(profile);
    const ending = new AbortController();
    const statuses = [];
    for (let n = 0; n < 21; n += 1) statuses.push(await listen("notification", token, ending.signal));
    ending.abort();
    await vi.waitFor(async () => expect(await listen("notification", token)).toBe(200), { timeout: 10_000 });
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("M3: live messages", () => {
  test("none is lost, however many come at once; what came before is not told", async () => {
    const profile = await latchkey.make.aProfile();
    const hub = createLiveHub({ db: latchkey.db, platform: platform() });
    const publish = (payload: unknown) =>
      transact(latchkey.db, (tx) => publishLive(tx, { platform: platform() }, { profileId: profile.id, channel: "ui", payload }));
    const heard: unknown[] = [];
    await publish("before");
    latchkey.clock.advance({ minutes: 1 });
    const stop = hub.listen(profile.id, ["ui"], ({ payload }) => heard.push(payload));
    await transact(latchkey.db, async (tx) => {
      for (let n = 0; n < 5200; n += 1)
        await publishLive(tx, { platform: platform() }, { profileId: profile.id, channel: "ui", payload: n });
    });
    await hub.poll();
    stop();
    expect(new Set(heard).size).toBe(5200);
    expect(await publish("x".repeat(liveBytesMax))).toBe(false);
  }, 60_000);
});

describe("M4: sizes", () => {
  test.each([
    ["company", "x".repeat(201)],
    ["phone", { a: 1 }],
    ["newsletter", "yes"],
    ["options", { a: "x".repeat(10_001) }],
    ["custom_preferences", ["x".repeat(10_001)]],
  ])("%s of one's own account", async (name, value) => {
    const profile = await latchkey.make.aProfile();
    const user = await latchkey.make.aUser(profile);
    expect((await call("PUT", `/run/${profile.slug}/info`, { token: user.token, payload: { [name]: value } })).status).toBe(400);
  });

  test("an object in all, and the keys of a user", async () => {
    const profile = await latchkey.make.aProfile();
    const token = await latchkey.make.anApiToken(profile);
    const large = { label: "D", type: "dashboard", theme: { a: "x".repeat(260_000) } };
    expect((await call("POST", "/dashboard", { token, payload: large })).status).toBe(400);
    expect((await call("GET", "/dashboard", { token })).body.result).toEqual([]);

    const user = await latchkey.make.aUser(profile);
    const store = async (key: string) => (await call("POST", `/run/${profile.slug}/sdb/${key}`, { token: user.token, payload: {} })).status;
    for (let n = 0; n < 100; n += 1) expect(await store(`key-${n}`)).toBe(200);
    expect([await store("key-7"), await store("key-100")]).toEqual([200, 400]);
  });
});

describe("M5, L6: sign-up", () => {
  test("takes what the contract takes, and tells no id of anybody else", async () => {
    const profile = await latchkey.make.aProfile();
    const fields = [{ type: "text" as const, name: "site", label: "Site", isRequired: false }];
    const signup = { isEnabled: true, verification: "none" as const, fields };
    await profile.client.profiles.updateProfile({ params: { profileId: profile.id }, body: { signup } });
    const known = await latchkey.make.aUser(profile);
    const signUp = (body: object) =>
      call("POST", `/run/${profile.slug}/signup`, { payload: { name: "Ann", email: "new@latchkey.test", password: aPassword, ...body } });
    expect((await signUp({ site: "x".repeat(5000) })).status).toBe(400);

    const again = await signUp({ email: known.email });
    expect(again.status).toBe(200);
    expect((again.body.result as { user: string }).user).not.toBe(known.id);
    const first = (await signUp({})).body.result as { user: string };
    const users = await profile.client.users.listUsers({ params: { profileId: profile.id }, query: {} });
    expect(users.items.map(({ id }) => id)).toContain(first.user);
  });
});

describe("M6: bodies", () => {
  test("strangers are refused before theirs is read, and have little room where they may send", async () => {
    const long = JSON.stringify({ a: "x".repeat(5_000_000) });
    expect((await call("POST", "/device", { payload: long })).status).toBe(401);
    const profile = await latchkey.make.aProfile();
    expect((await call("POST", `/run/${profile.slug}/login`, { payload: JSON.stringify({ email: "x".repeat(70_000) }) })).status).toBe(413);
  });

  test.each([
    ["nested too deep", `{"label":"D","a":${"[".repeat(60)}${"]".repeat(60)}}`],
    ["with a prototype", '{"label":"D","__proto__":{"a":1}}'],
    ["with half a character", String.raw`{"label":"D","a":"\ud800"}`],
    ["with a character that cannot be stored", String.raw`{"label":"D","a":"\u0000"}`],
    ["that is no JSON", "{"],
  ])("one %s is refused", async (_title, payload) => {
    const token = await latchkey.make.anApiToken(await latchkey.make.aProfile());
    expect((await call("POST", "/dashboard", { token, payload })).status).toBe(400);
  });
});

test("L4: a test mail goes to an administrator, whatever address was stored", async () => {
  const profile = await latchkey.make.aProfile();
  const token = await latchkey.make.anApiToken(profile);
  await call("PUT", "/run", { token, payload: { owner_email: "victim@example.com" } });
  const { status, body } = await call("POST", "/run/email_test", { token, payload: { subject: "Hello" } });
  expect([status, String(body.result).includes("victim")]).toEqual([200, false]);
  expect(await readMails(latchkey, "victim@example.com")).toEqual([]);
});

describe("L5: passwords", () => {
  test("a wrong one before a new factor is written down", async () => {
    const profile = await latchkey.make.aProfile();
    const user = await latchkey.make.aUser(profile);
    const payload = { email: user.email, password: "wrong" };
    expect((await call("POST", `/run/${profile.slug}/otp/email/enable`, { token: user.token, payload })).status).toBe(401);
    const refused = await latchkey.db
      .selectFrom("audit_entries")
      .selectAll()
      .where("profile_id", "=", profile.id)
      .where("result", "=", "refused")
      .execute();
    expect(refused).toMatchObject([{ action: "session.started", reason: "wrong_password" }]);
  });
});
