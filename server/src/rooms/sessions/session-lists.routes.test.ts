import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aBrowser, type TestBrowser } from "../../../test/browser.ts";
import { changedTables } from "../../../test/database-state.ts";
import { aPassword, type Makers, type SignedIn } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let user: SignedIn & { email: string | null };
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const place = () => `portal-${profile.slug}`;
const own = (path = "") => `/api/v1/places/${place()}/account/sessions${path}`;

async function signedIn(options?: Parameters<typeof aBrowser>[1]): Promise<TestBrowser> {
  const browser = aBrowser(latchkey, options);
  const answer = await browser.signIn(place(), user.email ?? "", aPassword);
  expect(answer.json()).toMatchObject({ step: "signed_in" });
  return browser;
}

const sessionsOf = async (browser: TestBrowser) =>
  (await browser.request({ method: "GET", url: own() })).json<{ items: { id: string; isCurrent: boolean }[] }>().items;
const isIn = async (browser: TestBrowser) => (await browser.request({ method: "GET", url: own() })).statusCode;

describe("somebody's own sessions", () => {
  beforeAll(async () => {
    user = await latchkey.make.aUser(profile);
    await latchkey.db.deleteFrom("sessions").where("user_id", "=", user.id).execute();
  });

  test("are listed with device, address and method, the current one first", async () => {
    const chrome = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36";
    const laptop = await signedIn({ address: "198.51.100.7" });
    latchkey.clock.advance({ minutes: 1 });
    await signedIn({ userAgent: chrome, address: "::ffff:198.51.100.8" });

    const items = await sessionsOf(laptop);
    expect(items).toMatchObject([
      {
        isCurrent: true,
        place: "portal",
        method: "password",
        hasSecondFactor: false,
        address: "198.51.100.7",
        country: null,
        actingName: null,
        device: { browser: "Firefox 140", system: "Linux", kind: "desktop", name: null, isTrusted: false },
      },
      { isCurrent: false, address: "198.51.100.8", device: { browser: "Chrome 141", system: "Android 15", kind: "mobile" } },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/[cu]-[\w-]{43}/);
  });

  test("end one by one, from the next request on", async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const theirs = (await sessionsOf(there)).find((each) => each.isCurrent)?.id ?? "";
    expect((await here.request({ method: "DELETE", url: own(`/${theirs}`) })).statusCode).toBe(204);

    expect(await isIn(there)).toBe(401);
    expect(await isIn(here)).toBe(200);
    expect((await here.request({ method: "DELETE", url: own(`/${theirs}`) })).statusCode).toBe(404);
  });

  test("end everywhere else, and everywhere", async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const others = await here.request({ method: "DELETE", url: own() });
    expect(others.json<{ ended: number }>().ended).toBeGreaterThanOrEqual(1);
    expect([await isIn(here), await isIn(there)]).toEqual([200, 401]);

    expect((await here.request({ method: "DELETE", url: own("?which=all") })).json()).toEqual({ ended: 1 });
    expect(await isIn(here)).toBe(401);
  });

  test("ask for a recent proof before they end", async () => {
    const here = await signedIn();
    const there = await signedIn();
    latchkey.clock.advance({ minutes: 15 });
    for (const url of [own(), own("?which=all")]) {
      const refused = await here.request({ method: "DELETE", url });
      expect(refused.json()).toMatchObject({ code: "http.proof_needed" });
    }
    expect([await isIn(here), await isIn(there)]).toEqual([200, 200]);
  });

  test("are nobody else's: another person's session is not found and stays", async () => {
    const here = await signedIn();
    const stranger = await latchkey.make.aUser(profile);
    const sessionId = (await sessionsOf(here))[0]?.id ?? "";
    const changed = await changedTables(latchkey.db, () =>
      expect(latchkey.client(stranger.token).sessions.endOwnSession({ params: { place: place(), sessionId } })).rejects.toMatchObject({
        status: 404,
      }),
    );
    expect(changed).toEqual([]);
    expect(await isIn(here)).toBe(200);
  });
});

test("somebody's last sign-ins are listed, the refused ones too, and nobody else's", async () => {
  user = await latchkey.make.aUser(profile);
  await latchkey.make.aUser(profile);
  latchkey.clock.advance({ minutes: 1 });
  await aBrowser(latchkey, { address: "203.0.113.5" }).signIn(place(), user.email ?? "", "not the password");
  latchkey.clock.advance({ minutes: 1 });
  const browser = await signedIn();
  const { items } = (await browser.request({ method: "GET", url: `/api/v1/places/${place()}/account/sign-ins` })).json<{
    items: unknown[];
  }>();
  expect(items).toMatchObject([
    { isOk: true, method: "password", device: { browser: "Firefox 140" } },
    { isOk: false, method: null, address: "203.0.113.5" },
    { isOk: true, method: null },
  ]);
});

describe("administrators", () => {
  test("see and end sessions of run users, one or all, each with one audit entry", async () => {
    user = await latchkey.make.aUser(profile);
    const [one, other] = [await signedIn(), await signedIn()];
    const params = { profileId: profile.id, userId: user.id };
    const { items } = await profile.client.sessions.listUserSessions({ params });
    expect(items.map((each) => each.isCurrent)).toEqual([false, false, false]);

    const ofOne = (await sessionsOf(one)).find((each) => each.isCurrent)?.id ?? "";
    await profile.client.sessions.endUserSession({ params: { ...params, sessionId: ofOne } });
    expect([await isIn(one), await isIn(other)]).toEqual([401, 200]);
    expect(await profile.client.sessions.endUserSessions({ params })).toEqual({ ended: 2 });
    expect(await isIn(other)).toBe(401);

    const entries = await latchkey.db.selectFrom("audit_entries").selectAll().where("object_id", "=", user.id).execute();
    const ends = entries.filter(({ action }) => action.endsWith("ended"));
    expect(ends.map(({ action, actor_type, result }) => `${action} ${actor_type} ${result}`).toSorted()).toEqual([
      "session.all_ended administrator ok",
      "session.ended administrator ok",
    ]);
  });

  test("of the deployment end administrators' sessions; nobody else may", async () => {
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    const other = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
    const params = { administratorId: other.id };
    await expect(profile.client.sessions.listAdministratorSessions({ params })).rejects.toMatchObject({ status: 403 });

    const { sessions } = latchkey.client(root.token);
    expect((await sessions.listAdministratorSessions({ params })).items).toMatchObject([{ place: "console", isCurrent: false }]);
    expect(await sessions.endAdministratorSessions({ params })).toEqual({ ended: 1 });
    await expect(latchkey.client(other.token).administrators.getMe()).rejects.toMatchObject({ status: 401 });
    await expect(sessions.listAdministratorSessions({ params: { administratorId: "f".repeat(24) } })).rejects.toMatchObject({
      status: 404,
    });
  });
});
