import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aBrowser, type TestBrowser } from "../../../test/browser.ts";
import { aPassword, type Makers } from "../../../test/makers.ts";
import { changeSecurity } from "../../../test/security-settings.ts";
import { startTestApp, type TestApp, type TestNode } from "../../../test/test-app.ts";
import { deploymentId } from "../../platform/ids.ts";
import { findUser } from "../users/index.ts";
import { startSession } from "./index.ts";

let latchkey: TestApp;
let other: TestNode;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  other = await latchkey.anotherNode();
});
afterAll(() => latchkey.close());

const place = () => `portal-${profile.slug}`;
const limit = (sessions: Parameters<typeof changeSecurity>[2]["sessions"]) =>
  changeSecurity(profile.client, profile.id, { sessions: sessions ?? {} });
const aUser = () => latchkey.make.aUser(profile);

/** Asks the other node, so that nothing can hang on what the first one remembers. */
const isIn = (token: string) =>
  other
    .client(token)
    .sessions.listOwnSessions({ params: { place: place() } })
    .then(
      () => true,
      () => false,
    );

async function signIn(email: string | null): Promise<TestBrowser & { answer: { statusCode: number; code?: string } }> {
  const browser = aBrowser(latchkey);
  const answer = await browser.signIn(place(), email ?? "", aPassword);
  return { ...browser, answer: { statusCode: answer.statusCode, code: answer.json<{ code?: string }>().code ?? "" } };
}

async function startFor(userId: string): Promise<string> {
  const user = await findUser(latchkey.db, profile.id, userId, { kind: "all" });
  if (!user) throw new Error("no such user");
  return (await latchkey.db.transaction().execute((tx) => startSession(tx, latchkey.app.commandLineContext(profile.id), user))).token;
}

describe("a session's length", () => {
  test("counts from the next request on, for sessions that are open already, on every node", async () => {
    profile = await latchkey.make.aProfile();
    const user = await aUser();
    latchkey.clock.advance({ hours: 8 });
    expect(await isIn(user.token)).toBe(true);

    await limit({ absoluteHours: 8 });
    expect(await isIn(user.token)).toBe(false);
    await limit({ absoluteHours: 9 });
    expect(await isIn(user.token)).toBe(true);
  });

  test("ends exactly: a millisecond earlier it is good, then no more", async () => {
    profile = await latchkey.make.aProfile();
    await limit({ absoluteHours: 8 });
    const user = await aUser();
    latchkey.clock.advance({ hours: 8, minutes: -1 / 60_000 });
    expect(await isIn(user.token)).toBe(true);
    latchkey.clock.advance({ minutes: 1 / 60_000 });
    expect(await isIn(user.token)).toBe(false);
  });

  test("of idling ends exactly, and every request puts it off", async () => {
    profile = await latchkey.make.aProfile();
    await limit({ idleMinutes: 30 });
    const user = await aUser();
    for (let count = 0; count < 5; count += 1) {
      latchkey.clock.advance({ minutes: 29 });
      expect(await isIn(user.token)).toBe(true);
    }
    latchkey.clock.advance({ minutes: 30 - 1 / 60_000 });
    expect(await isIn(user.token)).toBe(true);
    latchkey.clock.advance({ minutes: 30 });
    expect(await isIn(user.token)).toBe(false);
  });

  test("is the strictest of the profile's and those of roles, of a group's role too, as long as they are held", async () => {
    profile = await latchkey.make.aProfile();
    const params = { profileId: profile.id };
    const role = await profile.client.roles.createRole({ params, body: { name: "Guards", permissions: [] } });
    const group = await profile.client.groups.createGroup({ params, body: { name: "Night shift" } });
    const [direct, member, free] = [await aUser(), await aUser(), await aUser()];
    await limit({ byRole: [{ roleId: role.id, absoluteHours: 2, idleMinutes: null }] });
    const give = (type: "run_user" | "group", id: string) =>
      profile.client.roles.assignRole({ params, body: { roleId: role.id, assignee: { type, id }, reason: "A test" } });
    const assignment = await give("run_user", direct.id);
    await give("group", group.id);
    await profile.client.groups.changeGroupMembers({ params: { ...params, groupId: group.id }, body: { add: [member.id] } });

    latchkey.clock.advance({ hours: 2 });
    expect([await isIn(direct.token), await isIn(member.token), await isIn(free.token)]).toEqual([false, false, true]);
    await profile.client.roles.endAssignment({ params: { ...params, assignmentId: assignment.id }, body: { reason: "over" } });
    expect(await isIn(direct.token)).toBe(true);
  });

  test("is listed as it holds, to the person and to administrators, whatever it was when the session began", async () => {
    profile = await latchkey.make.aProfile();
    const params = { profileId: profile.id };
    const user = await aUser();
    const role = await profile.client.roles.createRole({ params, body: { name: "Guards", permissions: [] } });
    const give = () =>
      profile.client.roles.assignRole({
        params,
        body: { roleId: role.id, assignee: { type: "run_user", id: user.id }, reason: "A test" },
      });
    const ends = async () => {
      const own = await other.client(user.token).sessions.listOwnSessions({ params: { place: place() } });
      const seen = await profile.client.sessions.listUserSessions({ params: { ...params, userId: user.id } });
      const { session } = await other.client(user.token).portal.getPortalMe({ params: { slug: profile.slug } });
      return [own.items[0], seen.items[0], session].map((each) => inHours(each?.expiresAt));
    };
    const inHours = (at: string | undefined) => (Date.parse(at ?? "") - latchkey.clock.now().getTime()) / 3_600_000;

    expect(await ends()).toEqual([720, 720, 720]);
    await limit({ byRole: [{ roleId: role.id, absoluteHours: 2, idleMinutes: null }] });
    expect(await ends()).toEqual([720, 720, 720]);
    const assignment = await give();
    expect(await ends()).toEqual([2, 2, 2]);
    await profile.client.roles.endAssignment({ params: { ...params, assignmentId: assignment.id }, body: { reason: "over" } });
    await limit({ absoluteHours: 10 });
    expect(await ends()).toEqual([10, 10, 10]);

    await limit({ absoluteHours: null });
    await give();
    latchkey.clock.advance({ hours: 2 });
    expect((await profile.client.sessions.listUserSessions({ params: { ...params, userId: user.id } })).items).toEqual([]);
  });

  test("is listed with the end for those who do not use it, which moves with each use and is told only where it comes first", async () => {
    profile = await latchkey.make.aProfile();
    const params = { profileId: profile.id };
    const user = await aUser();
    const ends = async () => {
      const [own] = (await other.client(user.token).sessions.listOwnSessions({ params: { place: place() } })).items;
      const [seen] = (await profile.client.sessions.listUserSessions({ params: { ...params, userId: user.id } })).items;
      return [own, seen].map((each) => (each?.idleEndsAt == null ? null : inMinutes(each.idleEndsAt)));
    };
    const inMinutes = (at: string) => (Date.parse(at) - latchkey.clock.now().getTime()) / 60_000;

    expect(await ends()).toEqual([null, null]);
    await limit({ idleMinutes: 480 });
    expect(await ends()).toEqual([480, 480]);
    latchkey.clock.advance({ hours: 1 });
    const [seen] = (await profile.client.sessions.listUserSessions({ params: { ...params, userId: user.id } })).items;
    expect(inMinutes(seen?.idleEndsAt ?? "")).toBe(420);
    expect(await isIn(user.token)).toBe(true);
    expect(await ends()).toEqual([480, 480]);
    await limit({ idleMinutes: 480, absoluteHours: 9 });
    expect(await ends()).toEqual([null, null]);
  });

  test("of an administrator whom roles limit is listed as it holds too", async () => {
    profile = await latchkey.make.aProfile();
    const params = { profileId: profile.id };
    const root = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
    const limited = await latchkey.make.anAdministrator({ profileIds: [profile.id], limitedProfileIds: [profile.id] });
    const role = await profile.client.roles.createRole({ params, body: { name: "Auditors", permissions: [] } });
    const assignee = { type: "administrator" as const, id: limited.id };
    await profile.client.roles.assignRole({ params, body: { roleId: role.id, assignee, reason: "A test" } });
    const { version, settings } = await root.security.getDeploymentSecurity();
    const byRole = [{ roleId: role.id, absoluteHours: 3, idleMinutes: null }];
    await root.security.updateDeploymentSecurity({
      ifMatch: version,
      body: { settings: { ...settings, sessions: { ...settings.sessions, byRole } } },
    });
    const { items } = await root.sessions.listAdministratorSessions({ params: { administratorId: limited.id } });
    expect(items.map(({ createdAt, expiresAt }) => (Date.parse(expiresAt) - Date.parse(createdAt)) / 3_600_000)).toEqual([3]);
    await latchkey.db.deleteFrom("security_settings").where("profile_id", "=", deploymentId).execute();
  });

  test("of the console follows the deployment's settings", async () => {
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    const me = () => other.client(root.token).administrators.getMe();
    const { version, settings } = await latchkey.client(root.token).security.getDeploymentSecurity();
    const sessions = { ...settings.sessions, idleMinutes: 15 };
    await latchkey
      .client(root.token)
      .security.updateDeploymentSecurity({ ifMatch: version, body: { settings: { ...settings, sessions } } });
    latchkey.clock.advance({ minutes: 14 });
    await expect(me()).resolves.toBeDefined();
    latchkey.clock.advance({ minutes: 15 });
    await expect(me()).rejects.toMatchObject({ status: 401 });
    await latchkey.db.deleteFrom("security_settings").where("profile_id", "=", deploymentId).execute();
  });
});

describe("sessions at once", () => {
  test("beyond the limit end the oldest, which is refused on its next request", async () => {
    profile = await latchkey.make.aProfile();
    await limit({ parallelMax: 2 });
    const user = await aUser();
    latchkey.clock.advance({ minutes: 1 });
    const second = await signIn(user.email);
    expect(await isIn(user.token)).toBe(true);
    latchkey.clock.advance({ minutes: 1 });
    await signIn(user.email);

    expect(await isIn(user.token)).toBe(false);
    expect((await second.request({ method: "GET", url: `/api/v1/places/${place()}/account/sessions` })).json().items).toHaveLength(2);
    const ended = await latchkey.db
      .selectFrom("audit_entries")
      .select("reason")
      .where("object_id", "=", user.id)
      .where("action", "=", "session.ended")
      .execute();
    expect(ended).toEqual([{ reason: "too_many_sessions" }]);
  });

  test("beyond the limit are refused where the profile says so, until one ends or runs out", async () => {
    profile = await latchkey.make.aProfile();
    await limit({ parallelMax: 1, whenFull: "refuse_new", idleMinutes: 60 });
    const user = await aUser();
    expect((await signIn(user.email)).answer).toEqual({ statusCode: 403, code: "sessions.too_many_sessions" });
    expect(await isIn(user.token)).toBe(true);

    latchkey.clock.advance({ minutes: 60 });
    expect((await signIn(user.email)).answer.statusCode).toBe(200);
  });

  test("do not grow by signing in again in the same browser: the session before ends", async () => {
    profile = await latchkey.make.aProfile();
    await limit({ parallelMax: 1, whenFull: "refuse_new" });
    const user = await aUser();
    await latchkey.db.deleteFrom("sessions").where("user_id", "=", user.id).execute();
    const browser = await signIn(user.email);
    const before = browser.cookies.get(`latchkey-portal-${profile.slug}`) ?? "";
    expect((await browser.signIn(place(), user.email ?? "", aPassword)).statusCode).toBe(200);
    expect([await isIn(before), await isIn(browser.cookies.get(`latchkey-portal-${profile.slug}`) ?? "")]).toEqual([false, true]);
  });

  // Property: whatever is already open and however many come at once, the limit holds exactly.
  test.each([1, 2, 3, 5])("of %i never become more, however many sign in at the same moment", async (parallelMax) => {
    profile = await latchkey.make.aProfile();
    await limit({ parallelMax });
    const open = async (userId: string) =>
      (await latchkey.db.selectFrom("sessions").select("id").where("user_id", "=", userId).execute()).length;
    for (const tries of [2, 7, 20]) {
      const user = await aUser();
      await Promise.all(Array.from({ length: tries }, () => startFor(user.id)));
      expect(await open(user.id)).toBe(Math.min(parallelMax, tries + 1));
    }
  });

  test.each([1, 3])("of %i let exactly that many in, where new ones are refused", async (parallelMax) => {
    profile = await latchkey.make.aProfile();
    await limit({ parallelMax, whenFull: "refuse_new" });
    const user = await aUser();
    await latchkey.db.deleteFrom("sessions").where("user_id", "=", user.id).execute();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => startFor(user.id)));
    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(parallelMax);
  });

  test("count for each place: the console does not end the portal", async () => {
    profile = await latchkey.make.aProfile();
    await limit({ parallelMax: 1 });
    const user = await aUser();
    const row = await findUser(latchkey.db, profile.id, user.id, { kind: "all" });
    if (!row) throw new Error("no such user");
    await latchkey.db
      .transaction()
      .execute((tx) => startSession(tx, latchkey.app.commandLineContext(profile.id), row, { place: "console" }));
    expect(await isIn(user.token)).toBe(true);
  });
});

test("a console session that comes from a portal session is proved no later than that", async () => {
  profile = await latchkey.make.aProfile();
  const user = await aUser();
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "run_user", match: "id", id: user.id }],
    permissions: [{ effect: "allow", actions: ["access", "edit"], resource: { type: "run_user", match: "any" } }],
  });
  latchkey.clock.advance({ minutes: 20 });
  const browser = aBrowser(latchkey);
  browser.cookies.set(`latchkey-portal-${profile.slug}`, user.token);
  await browser.request({ method: "POST", url: `/api/v1/portal/${profile.slug}/console-session` });
  const row = await latchkey.db
    .selectFrom("sessions")
    .selectAll()
    .where("user_id", "=", user.id)
    .where("place", "=", "console")
    .executeTakeFirstOrThrow();
  expect([row.method, latchkey.clock.now().getTime() - row.proved_at.getTime()]).toEqual(["portal", 20 * 60_000]);
});

describe("a session's token", () => {
  test("is a new one after the rights of its holder changed; the old one is good for what is under way, then worthless", async () => {
    profile = await latchkey.make.aProfile();
    const params = { profileId: profile.id };
    const user = await aUser();
    const browser = await signIn(user.email);
    const cookie = `latchkey-portal-${profile.slug}`;
    const before = browser.cookies.get(cookie) ?? "";
    const role = await profile.client.roles.createRole({ params, body: { name: "Guards", permissions: [] } });
    await profile.client.roles.assignRole({
      params,
      body: { roleId: role.id, assignee: { type: "run_user", id: user.id }, reason: "A test" },
    });

    const url = `/api/v1/places/${place()}/account/sessions`;
    const answers = await Promise.all([1, 2, 3].map(() => browser.request({ method: "GET", url })));
    expect(answers.map((each) => each.statusCode)).toEqual([200, 200, 200]);
    expect(answers.filter((each) => each.cookies.length > 0)).toHaveLength(1);
    const after = browser.cookies.get(cookie) ?? "";
    expect(after).toMatch(/^u-/);
    expect(after).not.toBe(before);
    expect([await isIn(before), await isIn(after)]).toEqual([true, true]);

    latchkey.clock.advance({ minutes: 1 });
    expect([await isIn(before), await isIn(after)]).toEqual([false, true]);
    expect((await browser.request({ method: "GET", url })).cookies).toEqual([]);
  });

  test("is a new one after every sign-in: what the browser carried before is worthless", async () => {
    profile = await latchkey.make.aProfile();
    const user = await aUser();
    const browser = aBrowser(latchkey);
    const cookie = `latchkey-portal-${profile.slug}`;
    const planted = `u-${"A".repeat(43)}`;
    browser.cookies.set(cookie, planted);
    await browser.signIn(place(), user.email ?? "", aPassword);
    expect(browser.cookies.get(cookie)).not.toBe(planted);
    expect(await isIn(planted)).toBe(false);
  });
});
