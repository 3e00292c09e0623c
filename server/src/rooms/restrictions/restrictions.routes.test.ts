import { restrictions as restrictionsSchema, type Restrictions } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aBrowser } from "../../../test/browser.ts";
import { aCountryFile } from "../../../test/country-file.ts";
import { changedTables } from "../../../test/database-state.ts";
import { aPassword, type Makers, type SignedIn } from "../../../test/makers.ts";
import { changeSecurity } from "../../../test/security-settings.ts";
import { startTestApp, type TestApp, type TestNode } from "../../../test/test-app.ts";
import { createCountries } from "../../platform/countries.ts";

const office = "198.51.100.7";
const home = "203.0.113.9";
const onlyOffice = { allowAddresses: ["198.51.100.0/24"] };

let latchkey: TestApp;
/** A second node, so that nothing hangs on what the first one remembers. */
let other: TestNode;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let user: SignedIn & { email: string | null };
beforeAll(async () => {
  const countries = createCountries(
    aCountryFile([
      { address: "198.51.100.0", bits: 24, country: "DE" },
      { address: "203.0.113.0", bits: 24, country: "FR" },
    ]),
  );
  latchkey = await startTestApp({ countries });
  other = await latchkey.anotherNode();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
  user = await latchkey.make.aUser(profile);
});

const rules = (given: Partial<Restrictions>): Restrictions => restrictionsSchema.parse(given);
const ofProfile = (given: Partial<Restrictions>) => changeSecurity(profile.client, profile.id, { restrictions: rules(given) });
const asking = (token: string, url: string, address: string) =>
  other.request({ method: "GET", url, headers: { authorization: `Bearer ${token}` }, remoteAddress: address });
const statusOf = async (token: string, address: string, url = `/api/v1/portal/${profile.slug}/session`) =>
  (await asking(token, url, address)).statusCode;
const signInFrom = async (address: string) => {
  const answer = await aBrowser(latchkey, { address }).signIn(`portal-${profile.slug}`, user.email ?? "", aPassword);
  return [answer.statusCode, answer.json<{ code?: string }>().code ?? answer.json<{ step?: string }>().step];
};
const noted = async (action: string) =>
  latchkey.db
    .selectFrom("audit_entries")
    .select(["reason", "result", "ip"])
    .where("profile_id", "=", profile.id)
    .where("action", "=", action)
    .execute();

describe("addresses of a profile", () => {
  test("count on every request, on every node, from the next one on; the session is kept", async () => {
    expect(await statusOf(user.token, home)).toBe(200);
    await ofProfile(onlyOffice);
    const refused = await asking(user.token, `/api/v1/portal/${profile.slug}/session`, home);
    expect([refused.statusCode, refused.json()]).toMatchObject([403, { code: "restrictions.not_from_here" }]);
    expect(refused.body).not.toContain("198.51.100");
    expect(await statusOf(user.token, office)).toBe(200);
  });

  test("count at sign-in, after the proof only: a wrong password is told as ever", async () => {
    await ofProfile(onlyOffice);
    expect(await signInFrom(home)).toEqual([403, "sign_in.not_from_here"]);
    expect(await signInFrom(office)).toEqual([200, "signed_in"]);
    const wrong = await aBrowser(latchkey, { address: home }).signIn(`portal-${profile.slug}`, user.email ?? "", "not the password");
    expect(wrong.statusCode).toBe(401);
    expect(await noted("session.started")).toContainEqual({
      reason: `address_not_allowed by profile ${profile.id}`,
      result: "refused",
      ip: home,
    });
  });

  test("count for API tokens, analyses and share links too", async () => {
    const token = await latchkey.make.anApiToken(profile);
    const analysis = await latchkey.make.anAnalysis(profile);
    const params = { profileId: profile.id };
    const dashboard = await latchkey.make.aDashboard(profile);
    await profile.client.users.createAnonymousUser({ params, body: {} });
    await latchkey.make.aPolicy(profile, {
      targets: [
        { subject: "run_user", match: "any" },
        { subject: "analysis", match: "any" },
      ],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
    });
    const share = await profile.client.sharing.createShare({ params: { ...params, dashboardId: dashboard.id }, body: {} });
    const link = share.url.slice(share.url.indexOf("#") + 1).replace("token=", "");
    const dashboards = `/api/v1/profiles/${profile.id}/dashboards`;
    const opened = `/api/v1/portal/${profile.slug}/share`;
    const all = async (address: string) => [
      await statusOf(token, address, dashboards),
      await statusOf(analysis.token, address, dashboards),
      await statusOf(link, address, opened),
    ];
    expect(await all(home)).toEqual([200, 200, 200]);
    await ofProfile(onlyOffice);
    expect(await all(home)).toEqual([403, 403, 403]);
    expect(await all(office)).toEqual([200, 200, 200]);
  });

  test("do not govern administrators, whom the deployment's govern", async () => {
    await ofProfile(onlyOffice);
    const url = `/api/v1/profiles/${profile.id}`;
    expect(await statusOf(profile.administrator.token, home, url)).toBe(200);
  });

  test("let whoever is refused sign out", async () => {
    await ofProfile(onlyOffice);
    const headers = { authorization: `Bearer ${user.token}` };
    const out = await other.request({ method: "DELETE", url: `/api/v1/portal/${profile.slug}/session`, headers, remoteAddress: home });
    expect(out.statusCode).toBe(204);
    expect(await statusOf(user.token, office)).toBe(401);
  });
});

describe("rules of their own", () => {
  test("have roles, for whoever holds them now, through a group too", async () => {
    const params = { profileId: profile.id };
    const role = await profile.client.roles.createRole({ params, body: { name: "Guards", permissions: [] } });
    const group = await profile.client.groups.createGroup({ params, body: { name: "Night shift" } });
    const member = await latchkey.make.aUser(profile);
    await profile.client.groups.changeGroupMembers({ params: { ...params, groupId: group.id }, body: { add: [member.id] } });
    const give = (type: "run_user" | "group", id: string) =>
      profile.client.roles.assignRole({ params, body: { roleId: role.id, assignee: { type, id }, reason: "A test" } });
    const assignment = await give("run_user", user.id);
    await give("group", group.id);
    const roleParams = { ...params, roleId: role.id };
    const stored = await profile.client.restrictions.putRoleRestrictions({
      params: roleParams,
      ifMatch: 1,
      body: { restrictions: rules(onlyOffice) },
    });
    expect(stored).toMatchObject({ version: 2, restrictions: onlyOffice });

    const free = await latchkey.make.aUser(profile);
    expect(await Promise.all([user, member, free].map((each) => statusOf(each.token, home)))).toEqual([403, 403, 200]);
    expect(await signInFrom(home)).toEqual([403, "sign_in.not_from_here"]);
    await profile.client.roles.endAssignment({ params: { ...params, assignmentId: assignment.id }, body: { reason: "over" } });
    expect(await statusOf(user.token, home)).toBe(200);

    await profile.client.restrictions.putRoleRestrictions({ params: roleParams, ifMatch: 2, body: { restrictions: null } });
    expect(await statusOf(member.token, home)).toBe(200);
    expect(await profile.client.restrictions.getRoleRestrictions({ params: roleParams })).toMatchObject({ version: 3, restrictions: null });
  });

  test("have people and tokens; all rules that speak about somebody have to let them in", async () => {
    const params = { profileId: profile.id, userId: user.id };
    await profile.client.restrictions.putUserRestrictions({
      params,
      ifMatch: 1,
      body: { restrictions: rules({ denyAddresses: [office] }) },
    });
    await ofProfile(onlyOffice);
    expect(await statusOf(user.token, office)).toBe(403);
    expect(await statusOf(user.token, "198.51.100.8")).toBe(200);

    const created = await profile.client.tokens.createToken({
      params: { profileId: profile.id },
      body: { name: "Job", permission: "full" },
    });
    const tokenParams = { profileId: profile.id, tokenId: created.id };
    await ofProfile({});
    await profile.client.restrictions.putTokenRestrictions({ params: tokenParams, ifMatch: 1, body: { restrictions: rules(onlyOffice) } });
    const url = `/api/v1/profiles/${profile.id}/dashboards`;
    expect([await statusOf(created.token, home, url), await statusOf(created.token, office, url)]).toEqual([403, 200]);
  });

  test("a limited token neither takes its limits off nor makes one without them", async () => {
    const created = await profile.client.tokens.createToken({
      params: { profileId: profile.id },
      body: { name: "Job", permission: "full" },
    });
    const tokenParams = { profileId: profile.id, tokenId: created.id };
    await profile.client.restrictions.putTokenRestrictions({
      params: tokenParams,
      ifMatch: 1,
      body: { restrictions: rules({ allowAddresses: ["10.0.0.0/8", office] }) },
    });
    const { restrictions, tokens } = latchkey.client(created.token);
    await expect(
      restrictions.putTokenRestrictions({ params: tokenParams, ifMatch: 2, body: { restrictions: null } }),
    ).rejects.toMatchObject({ status: 403 });

    const child = await tokens.createToken({ params: { profileId: profile.id }, body: { name: "Child", permission: "full" } });
    expect(await statusOf(child.token, home, `/api/v1/profiles/${profile.id}/dashboards`)).toBe(403);
    expect(await statusOf(child.token, office, `/api/v1/profiles/${profile.id}/dashboards`)).toBe(200);
  });

  test("are not overwritten when somebody else changed them, are nobody's that does not exist, and say what is wrong", async () => {
    const params = { profileId: profile.id, userId: user.id };
    const put = (ifMatch: number, given: unknown = rules(onlyOffice)) =>
      profile.client.restrictions.putUserRestrictions({ params, ifMatch, body: { restrictions: given as Restrictions } });
    const results = await Promise.allSettled([put(1), put(1), put(1)]);
    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    const changed = await changedTables(latchkey.db, async () => {
      await expect(put(1)).rejects.toMatchObject({ status: 412, code: "restrictions.version_conflict" });
      await expect(put(2, { allowAddresses: ["010.0.0.1"] })).rejects.toMatchObject({ status: 400 });
      await expect(put(2, { allowCountries: ["Germany"] })).rejects.toMatchObject({ status: 400 });
      const nobody = { profileId: profile.id, userId: "e".repeat(24) };
      const unknown = profile.client.restrictions.putUserRestrictions({ params: nobody, ifMatch: 1, body: { restrictions: null } });
      await expect(unknown).rejects.toMatchObject({ status: 404 });
    });
    expect(changed).toEqual([]);
  });
});

describe("hours and countries", () => {
  test("hours let nobody in from the moment they end, on requests and at sign-in", async () => {
    // The tests' clock began on a Monday at 09:00 UTC.
    const from = latchkey.clock.now();
    const next = new Date(from.getTime() + 3_600_000);
    const two = (value: number) => String(value).padStart(2, "0");
    const to = `${two(next.getUTCHours())}:${two(next.getUTCMinutes())}`;
    const day = ((next.getUTCDay() + 6) % 7) + 1;
    await ofProfile({ hours: { timeZone: "UTC", windows: [{ days: [day], from: "00:00", to }], holidays: [] } });

    const left = Math.floor(next.getTime() / 60_000) * 60_000 - from.getTime();
    latchkey.clock.advance({ minutes: (left - 1) / 60_000 });
    expect([await statusOf(user.token, home), (await signInFrom(home))[0]]).toEqual([200, 200]);
    latchkey.clock.advance({ minutes: 1 / 60_000 });
    expect([await statusOf(user.token, home), (await signInFrom(home))[0]]).toEqual([403, 403]);
  });

  test("countries are those of the file; where it knows none, nobody comes in by a rule that names any", async () => {
    await ofProfile({ allowCountries: ["DE"] });
    expect([await statusOf(user.token, office), await statusOf(user.token, home), await statusOf(user.token, "10.0.0.1")]).toEqual([
      200, 403, 403,
    ]);
    await ofProfile({ denyCountries: ["FR"] });
    expect([await statusOf(user.token, office), await statusOf(user.token, home), await statusOf(user.token, "10.0.0.1")]).toEqual([
      200, 403, 403,
    ]);
  });

  test("sessions and devices show the country", async () => {
    const browser = aBrowser(latchkey, { address: home });
    await browser.signIn(`portal-${profile.slug}`, user.email ?? "", aPassword);
    const { items } = (await browser.request({ method: "GET", url: `/api/v1/places/portal-${profile.slug}/account/sessions` })).json();
    expect(items[0]).toMatchObject({ isCurrent: true, country: "FR" });
  });
});

describe("rules that only watch", () => {
  test("refuse nobody, and note once what they would have done", async () => {
    await ofProfile({ ...onlyOffice, mode: "monitor" });
    expect(await signInFrom(home)).toEqual([200, "signed_in"]);
    for (let count = 0; count < 3; count += 1) expect(await statusOf(user.token, home)).toBe(200);

    const entries = await noted("restriction.would_refuse");
    expect(entries).toEqual([1, 2].map(() => ({ reason: `address_not_allowed by profile ${profile.id}`, result: "ok", ip: home })));
    expect(await noted("restriction.refused")).toEqual([]);
  });

  test("a refused loop fills no audit log: one entry in ten minutes", async () => {
    await ofProfile(onlyOffice);
    for (let count = 0; count < 5; count += 1) await statusOf(user.token, home);
    expect(await noted("restriction.refused")).toHaveLength(1);
    latchkey.clock.advance({ minutes: 10 });
    await statusOf(user.token, home);
    expect(await noted("restriction.refused")).toHaveLength(2);
  });
});

describe("nobody locks themselves out by mistake", () => {
  test("an administrator has to confirm rules of the console that would refuse them here and now", async () => {
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    const { security } = latchkey.client(root.token);
    const { version, settings } = await security.getDeploymentSecurity();
    const body = { settings: { ...settings, restrictions: rules(onlyOffice) } };
    const changed = await changedTables(latchkey.db, () =>
      expect(security.updateDeploymentSecurity({ ifMatch: version, body })).rejects.toMatchObject({
        status: 409,
        code: "restrictions.would_lock_you_out",
      }),
    );
    expect(changed).toEqual([]);
    const watching = { settings: { ...settings, restrictions: rules({ ...onlyOffice, mode: "monitor" }) } };
    await expect(security.updateDeploymentSecurity({ ifMatch: version, body: watching })).resolves.toMatchObject({ version: version + 1 });

    await security.updateDeploymentSecurity({ ifMatch: version + 1, body: { ...body, confirmLockOut: true } });
    await expect(latchkey.client(root.token).administrators.getMe()).rejects.toMatchObject({
      status: 403,
      code: "restrictions.not_from_here",
    });
    await latchkey.db.deleteFrom("security_settings").where("profile_id", "=", "0".repeat(24)).execute();
  });

  test("nor by wanting approved devices only, while their own is none; approving it first is enough", async () => {
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    const browser = aBrowser(latchkey);
    await browser.signIn("console", root.email, aPassword);
    const token = browser.cookies.get("latchkey-console") ?? "";
    const { security, browsers } = latchkey.client(token);
    const { version, settings } = await security.getDeploymentSecurity();
    const body = { settings: { ...settings, devices: { ...settings.devices, onlyApproved: true } } };
    const save = () => security.updateDeploymentSecurity({ ifMatch: version, body });
    await expect(save()).rejects.toMatchObject({ status: 409, code: "restrictions.would_lock_you_out" });

    const { items } = await browsers.listOwnBrowsers({ params: { place: "console" } });
    await browsers.approveAdministratorBrowser({ params: { browserId: items[0]?.id ?? "" }, body: {} });
    await expect(save()).resolves.toMatchObject({ version: version + 1 });
    await expect(latchkey.client(token).administrators.getMe()).resolves.toBeDefined();
    await latchkey.db.deleteFrom("security_settings").where("profile_id", "=", "0".repeat(24)).execute();
  });

  test("nor by rules of their own", async () => {
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    const { restrictions } = latchkey.client(root.token);
    const put = (confirmLockOut: boolean) =>
      restrictions.putAdministratorRestrictions({
        params: { administratorId: root.id },
        ifMatch: 1,
        body: { restrictions: rules(onlyOffice), confirmLockOut },
      });
    await expect(put(false)).rejects.toMatchObject({ status: 409, code: "restrictions.would_lock_you_out" });
    await expect(put(true)).resolves.toMatchObject({ version: 2, caller: { country: null } });
  });

  test("rules for others need no confirmation", async () => {
    await expect(ofProfile(onlyOffice)).resolves.toBeUndefined();
  });
});
