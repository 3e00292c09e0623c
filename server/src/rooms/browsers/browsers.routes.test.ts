import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aBrowser, type TestBrowser } from "../../../test/browser.ts";
import { changedTables } from "../../../test/database-state.ts";
import { aPassword, type Makers, type SignedIn } from "../../../test/makers.ts";
import { readMails } from "../../../test/read-mails.ts";
import { changeSecurity } from "../../../test/security-settings.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let user: SignedIn & { email: string | null };
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
  user = await latchkey.make.aUser(profile);
});

const place = () => `portal-${profile.slug}`;
const url = (path = "") => `/api/v1/places/${place()}/account/devices${path}`;
const signIn = (browser: TestBrowser) => browser.signIn(place(), user.email ?? "", aPassword);
const devicesOf = async (browser: TestBrowser) =>
  (await browser.request({ method: "GET", url: url() })).json<{
    items: { id: string; isCurrent: boolean; status: string; trustedUntil: string | null }[];
  }>().items;
const isIn = async (browser: TestBrowser) => (await browser.request({ method: "GET", url: url() })).statusCode;
const mailsTo = async (email: string | null) => (await readMails(latchkey, email ?? "")).map((each) => each.template);
const currentId = async (browser: TestBrowser) => (await devicesOf(browser)).find((each) => each.isCurrent)?.id ?? "";

describe("a device", () => {
  test("is known again by its cookie, at every sign-in and whatever it says it is", async () => {
    const browser = aBrowser(latchkey);
    await signIn(browser);
    const cookie = browser.cookies.get(`latchkey-device-${place()}`);
    expect(cookie).toMatch(/^b-[\w-]{43}$/);
    await browser.request({ method: "DELETE", url: `/api/v1/portal/${profile.slug}/session` });
    latchkey.clock.advance({ minutes: 5 });
    await browser.request({
      method: "POST",
      url: `/api/v1/places/${place()}/sign-in/password`,
      payload: { email: user.email, password: aPassword },
      headers: { "user-agent": "Something else/9.9" },
    });

    expect(await devicesOf(browser)).toMatchObject([
      { isCurrent: true, status: "known", trustedUntil: null, browser: null, kind: "other" },
    ]);
    expect(browser.cookies.get(`latchkey-device-${place()}`)).toBe(cookie);
  });

  test("that is new is told to the person by mail; the very first one is not, nor one that is known", async () => {
    const [first, second] = [aBrowser(latchkey), aBrowser(latchkey, { address: "198.51.100.9" })];
    await signIn(first);
    expect(await mailsTo(user.email)).toEqual([]);
    await signIn(second);
    await signIn(second);
    await signIn(first);

    const mails = await readMails(latchkey, user.email ?? "");
    expect(mails.map((each) => each.template)).toEqual(["new_device"]);
    expect(mails[0]?.data).toMatchObject({ device: "Firefox 140 on Linux", address: "198.51.100.9" });
  });

  test("is told by no mail where the profile wants none", async () => {
    await changeSecurity(profile.client, profile.id, { devices: { mailNewDevice: false } });
    for (const browser of [aBrowser(latchkey), aBrowser(latchkey)]) await signIn(browser);
    expect(await mailsTo(user.email)).toEqual([]);
  });

  test("that two people share is a device of each, and what one does with it is nothing to the other", async () => {
    const browser = aBrowser(latchkey);
    const other = await latchkey.make.aUser(profile);
    await signIn(browser);
    const mine = await currentId(browser);
    await browser.request({ method: "PUT", url: url(`/${mine}/trust`) });
    await browser.signIn(place(), other.email ?? "", aPassword);

    const theirs = await devicesOf(browser);
    expect(theirs).toMatchObject([{ isCurrent: true, trustedUntil: null }]);
    expect(theirs[0]?.id).not.toBe(mine);
    for (const call of [
      { method: "DELETE" as const, path: `/${mine}` },
      { method: "PUT" as const, path: `/${mine}/trust` },
    ]) {
      expect((await browser.request({ method: call.method, url: url(call.path) })).statusCode).toBe(404);
    }
    await signIn(browser);
    expect(await currentId(browser)).toBe(mine);
  });

  test("cannot be planted: whoever signs in with another's cookie gets a token of their own", async () => {
    const attacker = await latchkey.make.aUser(profile);
    const attackers = aBrowser(latchkey);
    await attackers.signIn(place(), attacker.email ?? "", aPassword);
    const name = `latchkey-device-${place()}`;
    const planted = attackers.cookies.get(name) ?? "";
    const victims = aBrowser(latchkey);
    victims.cookies.set(name, planted);
    await signIn(victims);
    await victims.request({ method: "PUT", url: url(`/${await currentId(victims)}/trust`) });

    expect(victims.cookies.get(name)).not.toBe(planted);
    await signIn(attackers);
    expect((await devicesOf(attackers)).find((each) => each.isCurrent)?.trustedUntil).toBeNull();
  });

  test("gets a name, and is forgotten with all that is signed in with it", async () => {
    const [here, there] = [aBrowser(latchkey), aBrowser(latchkey)];
    await signIn(here);
    await signIn(there);
    const lost = await currentId(there);
    const renamed = await here.request({ method: "PATCH", url: url(`/${lost}`), payload: { name: "  Old phone " } });
    expect(renamed.json()).toMatchObject({ id: lost, name: "Old phone" });
    expect((await here.request({ method: "PATCH", url: url(`/${lost}`), payload: { name: "a\u0000b" } })).statusCode).toBe(400);

    expect((await here.request({ method: "DELETE", url: url(`/${lost}`) })).statusCode).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([200, 401]);
    expect((await here.request({ method: "DELETE", url: url(`/${lost}`) })).statusCode).toBe(404);
  });
});

describe("a trusted device", () => {
  const policy = () => ({
    targets: [{ subject: "run_user" as const, match: "any" as const }],
    permissions: [{ effect: "allow" as const, actions: ["access"], resource: { type: "dashboard" as const, match: "any" as const } }],
    conditions: { trustedDevice: true as const },
  });
  const sees = async (browser: TestBrowser) =>
    (await browser.request({ method: "GET", url: `/api/v1/portal/${profile.slug}/dashboards` })).json<{ items: unknown[] }>().items.length;

  test("may do what rules allow on trusted devices, from the next request on and until the trust ends", async () => {
    await latchkey.make.aPolicy(profile, policy());
    await latchkey.make.aDashboard(profile);
    await changeSecurity(profile.client, profile.id, { devices: { trustDays: 1 } });
    const [trusted, another] = [aBrowser(latchkey), aBrowser(latchkey)];
    await signIn(trusted);
    await signIn(another);
    expect(await sees(trusted)).toBe(0);

    const id = await currentId(trusted);
    expect((await trusted.request({ method: "PUT", url: url(`/${id}/trust`) })).statusCode).toBe(200);
    expect([await sees(trusted), await sees(another)]).toEqual([1, 0]);
    await trusted.request({ method: "DELETE", url: url(`/${id}/trust`) });
    expect(await sees(trusted)).toBe(0);

    await trusted.request({ method: "PUT", url: url(`/${id}/trust`) });
    latchkey.clock.advance({ days: 1, minutes: -1 / 60_000 });
    expect(await sees(trusted)).toBe(1);
    latchkey.clock.advance({ minutes: 1 / 60_000 });
    expect(await sees(trusted)).toBe(0);
  });

  test("asks for a recent proof of who somebody is", async () => {
    const browser = aBrowser(latchkey);
    await signIn(browser);
    const id = await currentId(browser);
    latchkey.clock.advance({ minutes: 15 });
    const answer = await browser.request({ method: "PUT", url: url(`/${id}/trust`) });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, "http.proof_needed"]);
  });

  test("is not for people to mark where the profile says so, but for administrators", async () => {
    await changeSecurity(profile.client, profile.id, { devices: { mayTrust: false } });
    const browser = aBrowser(latchkey);
    await signIn(browser);
    const browserId = await currentId(browser);
    const answer = await browser.request({ method: "PUT", url: url(`/${browserId}/trust`) });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, "browsers.trust_not_allowed"]);

    const params = { profileId: profile.id, userId: user.id, browserId };
    const trusted = await profile.client.browsers.trustUserBrowser({ params });
    expect(trusted.trustedUntil).not.toBeNull();
    expect((await profile.client.browsers.distrustUserBrowser({ params })).trustedUntil).toBeNull();
    await profile.client.browsers.revokeUserBrowser({ params });
    expect(await isIn(browser)).toBe(401);
  });

  test("is not for somebody to mark who may edit the person but do less than the person on it", async () => {
    await latchkey.make.aPolicy(profile, policy());
    const delegate = await latchkey.make.aUser(profile);
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: delegate.id }],
      permissions: [{ effect: "allow", actions: ["access", "edit"], resource: { type: "run_user", match: "any" } }],
    });
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: user.id }],
      permissions: [{ effect: "allow", actions: ["access", "edit"], resource: { type: "device", match: "any" } }],
    });
    const browser = aBrowser(latchkey);
    await signIn(browser);
    const params = { profileId: profile.id, userId: user.id, browserId: await currentId(browser) };
    await expect(latchkey.client(delegate.token).browsers.trustUserBrowser({ params })).rejects.toMatchObject({ status: 403 });
  });
});

describe("where only approved devices may sign in", () => {
  const approvedOnly = () => changeSecurity(profile.client, profile.id, { devices: { onlyApproved: true } });
  const queue = () => profile.client.browsers.listPendingBrowsers({ params: { profileId: profile.id } });

  test("a new one waits; administrators are told, approve, the person is told and comes in", async () => {
    await approvedOnly();
    const browser = aBrowser(latchkey);
    const step = (await signIn(browser)).json<{ step: string; reference: string }>();
    expect(step.step).toBe("wait_for_device");
    expect([...browser.cookies.keys()]).toEqual([`latchkey-device-${place()}`]);
    const { items, total } = await queue();
    expect(items).toMatchObject([
      { id: step.reference, status: "pending", browser: "Firefox 140", user: { id: user.id, email: user.email } },
    ]);
    expect(total.count).toBe(1);
    const administrator = await latchkey.db
      .selectFrom("users")
      .select("email")
      .where("id", "=", profile.administrator.id)
      .executeTakeFirstOrThrow();
    expect(await mailsTo(administrator.email)).toEqual(["device_waiting"]);

    // Trying again neither fills the queue nor the mailbox.
    await signIn(browser);
    expect((await queue()).items).toHaveLength(1);
    expect(await mailsTo(administrator.email)).toHaveLength(1);

    const params = { profileId: profile.id, browserId: step.reference };
    const approved = await profile.client.browsers.approveBrowser({ params, body: { reason: "Called me" } });
    expect(approved).toMatchObject({ status: "approved", decidedBy: expect.stringContaining("Administrator") });
    expect(await mailsTo(user.email)).toEqual(["device_approved"]);
    expect((await signIn(browser)).json()).toMatchObject({ step: "signed_in" });
    expect(await isIn(browser)).toBe(200);
    await expect(profile.client.browsers.approveBrowser({ params, body: {} })).rejects.toMatchObject({
      status: 409,
      code: "browsers.not_pending",
    });
  });

  test("one that was rejected is kept out, and one that is rejected later is signed out at once", async () => {
    await approvedOnly();
    const browser = aBrowser(latchkey);
    const { reference: browserId } = (await signIn(browser)).json<{ reference: string }>();
    const params = { profileId: profile.id, browserId };
    await profile.client.browsers.approveBrowser({ params, body: {} });
    await signIn(browser);
    expect(await isIn(browser)).toBe(200);

    await profile.client.browsers.rejectBrowser({ params, body: {} });
    expect(await isIn(browser)).toBe(401);
    const refused = await signIn(browser);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([403, "sessions.device_rejected"]);
  });

  test("the rule counts from the next request on, for who is signed in already, and so does its end", async () => {
    const browser = aBrowser(latchkey);
    await signIn(browser);
    await approvedOnly();
    expect(await isIn(browser)).toBe(401);
    expect((await signIn(browser)).json()).toMatchObject({ step: "wait_for_device" });

    await changeSecurity(profile.client, profile.id, { devices: { onlyApproved: false } });
    expect((await signIn(browser)).json()).toMatchObject({ step: "signed_in" });
    expect((await queue()).items).toEqual([]);
  });

  test("another browser with the same words is another device", async () => {
    await approvedOnly();
    const [approved, thief] = [aBrowser(latchkey), aBrowser(latchkey)];
    const { reference: browserId } = (await signIn(approved)).json<{ reference: string }>();
    await profile.client.browsers.approveBrowser({ params: { profileId: profile.id, browserId }, body: {} });
    expect((await signIn(thief)).json()).toMatchObject({ step: "wait_for_device" });
  });

  test("nobody decides about devices of another profile, or lists them", async () => {
    await approvedOnly();
    const { reference: browserId } = (await signIn(aBrowser(latchkey))).json<{ reference: string }>();
    const abroad = await latchkey.make.aProfile();
    const changed = await changedTables(latchkey.db, async () => {
      const params = { profileId: abroad.id, browserId };
      await expect(abroad.client.browsers.approveBrowser({ params, body: {} })).rejects.toMatchObject({ status: 404 });
      await expect(abroad.client.browsers.rejectBrowser({ params, body: {} })).rejects.toMatchObject({ status: 404 });
    });
    expect(changed).toEqual([]);
    expect((await abroad.client.browsers.listPendingBrowsers({ params: { profileId: abroad.id } })).items).toEqual([]);
  });
});
