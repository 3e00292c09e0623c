/**
 * From where and when: every kind of caller × everything that may carry rules about them. The kinds are those of the type, so
 * that a new one does not compile until it is here; asked of a second node, which remembers nothing of the first.
 */
import { restrictions as restrictionsSchema, type PolicyBody, type Restrictions } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "../src/http/principal.ts";
import { createDeviceToken } from "../src/rooms/devices/index.ts";
import { aBrowser } from "./browser.ts";
import { aPassword, type Makers } from "./makers.ts";
import { changeSecurity } from "./security-settings.ts";
import { startTestApp, type TestApp, type TestNode } from "./test-app.ts";

const office = "198.51.100.7";
const home = "203.0.113.9";
const onlyOffice = restrictionsSchema.parse({ allowAddresses: ["198.51.100.0/24"] });
const never = restrictionsSchema.parse({ hours: { timeZone: "UTC", windows: [{ days: [1], from: "00:00", to: "00:01" }], holidays: [] } });

let latchkey: TestApp;
let other: TestNode;
beforeAll(async () => {
  latchkey = await startTestApp();
  other = await latchkey.anotherNode();
});
afterAll(() => latchkey.close());

type Profile = Awaited<ReturnType<Makers["aProfile"]>>;
type Put = (rules: Restrictions | null, ifMatch: number) => Promise<unknown>;

interface Caller {
  /** The status of a call of theirs from an address. */
  from(address: string): Promise<number>;
  /** Sets rules of their own, where they may have any. */
  own?: Put;
  /** Sets rules of a role that they hold, where they may hold any. */
  ofRole?: Put;
}

const bearing = (token: string, url: string, payload?: object) => async (remoteAddress: string) => {
  const headers = { authorization: `Bearer ${token}` };
  const options = payload === undefined ? { method: "GET" as const } : { method: "POST" as const, payload };
  const answer = await other.request({ ...options, url, headers, remoteAddress });
  return answer.statusCode < 300 ? 200 : answer.statusCode;
};

const seeDashboards: PolicyBody["permissions"] = [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }];

/** A role of the profile with somebody who holds it. */
async function roleOf(profile: Profile, type: "run_user" | "administrator", id: string): Promise<Put> {
  const params = { profileId: profile.id };
  const { client } = profile;
  const role = await client.roles.createRole({ params, body: { name: `Held by ${id}`, permissions: seeDashboards } });
  await client.roles.assignRole({ params, body: { roleId: role.id, assignee: { type, id }, reason: "A test" } });
  return (restrictions, ifMatch) =>
    client.restrictions.putRoleRestrictions({ params: { ...params, roleId: role.id }, ifMatch, body: { restrictions } });
}

async function aDeviceOf(profile: Profile): Promise<{ id: string; token: string; own: Put }> {
  const { id, token } = await latchkey.make.aDevice(profile);
  const params = { profileId: profile.id, deviceId: id };
  return {
    id,
    token,
    own: (restrictions, ifMatch) => profile.client.restrictions.putDeviceRestrictions({ params, ifMatch, body: { restrictions } }),
  };
}

const aRecord = [{ variable: "temperature", value: 21 }];
type Kind = Exclude<Principal["kind"], "nobody" | "command_line">;

/** How each kind of caller comes to be; more than one where there are several kinds of credentials. */
const kinds: Record<Kind, Record<string, (profile: Profile) => Promise<Caller>>> = {
  run_user: {
    "a portal session": async (profile) => {
      const user = await latchkey.make.aUser(profile);
      const params = { profileId: profile.id, userId: user.id };
      return {
        from: bearing(user.token, `/api/v1/portal/${profile.slug}/session`),
        own: (restrictions, ifMatch) => profile.client.restrictions.putUserRestrictions({ params, ifMatch, body: { restrictions } }),
        ofRole: await roleOf(profile, "run_user", user.id),
      };
    },
    "a password": async (profile) => {
      const user = await latchkey.make.aUser(profile);
      const params = { profileId: profile.id, userId: user.id };
      return {
        from: async (address) =>
          (await aBrowser(latchkey, { address }).signIn(`portal-${profile.slug}`, user.email ?? "", aPassword)).statusCode,
        own: (restrictions, ifMatch) => profile.client.restrictions.putUserRestrictions({ params, ifMatch, body: { restrictions } }),
        ofRole: await roleOf(profile, "run_user", user.id),
      };
    },
  },
  administrator: {
    "a console session of somebody whom roles limit": async (profile) => {
      const limited = await latchkey.make.anAdministrator({ profileIds: [profile.id], limitedProfileIds: [profile.id] });
      const root = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
      const params = { administratorId: limited.id };
      return {
        from: bearing(limited.token, `/api/v1/profiles/${profile.id}/dashboards`),
        own: (restrictions, ifMatch) => root.restrictions.putAdministratorRestrictions({ params, ifMatch, body: { restrictions } }),
        ofRole: await roleOf(profile, "administrator", limited.id),
      };
    },
  },
  anonymous_user: {
    "a share link": async (profile) => {
      const params = { profileId: profile.id };
      const dashboard = await latchkey.make.aDashboard(profile);
      const user = await profile.client.users.createAnonymousUser({ params, body: {} });
      const share = await profile.client.sharing.createShare({ params: { ...params, dashboardId: dashboard.id }, body: {} });
      const token = share.url.slice(share.url.indexOf("#") + 1).replace("token=", "");
      return { from: bearing(token, `/api/v1/portal/${profile.slug}/share`), ofRole: await roleOf(profile, "run_user", user.id) };
    },
  },
  api_token: {
    "an API token": async (profile) => {
      const params = { profileId: profile.id };
      const { id, token } = await profile.client.tokens.createToken({ params, body: { name: "Job", permission: "full" } });
      return {
        from: bearing(token, `/api/v1/profiles/${profile.id}/dashboards`),
        own: (restrictions, ifMatch) =>
          profile.client.restrictions.putTokenRestrictions({ params: { ...params, tokenId: id }, ifMatch, body: { restrictions } }),
      };
    },
  },
  analysis: {
    "the token of an analysis": async (profile) => {
      const { id, token } = await latchkey.make.anAnalysis(profile);
      const params = { profileId: profile.id, analysisId: id };
      await latchkey.make.aPolicy(profile, {
        targets: [{ subject: "analysis", match: "any" }],
        permissions: seeDashboards,
      });
      return {
        from: bearing(token, `/api/v1/profiles/${profile.id}/dashboards`),
        own: (restrictions, ifMatch) => profile.client.restrictions.putAnalysisRestrictions({ params, ifMatch, body: { restrictions } }),
      };
    },
  },
  device: {
    "a device's own token": async (profile) => {
      const { token, own } = await aDeviceOf(profile);
      return { from: bearing(token, "/api/v1/data", aRecord), own };
    },
    "a further token of a device": async (profile) => {
      const { id, own } = await aDeviceOf(profile);
      const ctx = { ...latchkey.app.commandLineContext(profile.id) };
      const { token } = await createDeviceToken(ctx, { deviceId: id, name: "Gateway", permission: "full", expiresAt: null });
      return { from: bearing(token, "/api/v1/data", aRecord), own };
    },
  },
};

const callers = Object.values(kinds).flatMap((each) => Object.entries(each));

describe.each(callers)("%s", (name, make) => {
  const both = async ({ from }: Caller) => [await from(home), await from(office)];

  test("is under the rules of its profile, or of the console", async () => {
    const profile = await latchkey.make.aProfile();
    const caller = await make(profile);
    expect(await both(caller)).toEqual([200, 200]);
    const lift = name.startsWith("a console") ? await limitConsole() : await limitProfile(profile);
    expect(await both(caller)).toEqual([403, 200]);
    await lift();
    expect(await both(caller)).toEqual([200, 200]);
  });

  test("is under rules of its own and of its roles, where it may have any, from the next call on", async () => {
    const caller = await make(await latchkey.make.aProfile());
    const puts = [caller.own, caller.ofRole].filter((put) => put !== undefined);
    expect(puts.length).toBeGreaterThan(0);
    for (const put of puts) {
      await put(onlyOffice, 1);
      expect(await both(caller)).toEqual([403, 200]);
      await put(never, 2);
      expect(await both(caller)).toEqual([403, 403]);
      await put({ ...onlyOffice, mode: "monitor" }, 3);
      expect(await both(caller)).toEqual([200, 200]);
      await put(null, 4);
      expect(await both(caller)).toEqual([200, 200]);
    }
  });
});

async function limitProfile(profile: Profile) {
  await changeSecurity(profile.client, profile.id, { restrictions: onlyOffice });
  return () => changeSecurity(profile.client, profile.id, { restrictions: restrictionsSchema.parse({}) });
}

async function limitConsole() {
  const { security } = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
  const { version, settings } = await security.getDeploymentSecurity();
  await security.updateDeploymentSecurity({
    ifMatch: version,
    body: { settings: { ...settings, restrictions: onlyOffice }, confirmLockOut: true },
  });
  return () => latchkey.db.deleteFrom("security_settings").where("profile_id", "=", "0".repeat(24)).execute();
}

test("hours of a profile are those of its people: a device sends at night", async () => {
  const profile = await latchkey.make.aProfile();
  const device = await kinds.device["a device's own token"]?.(profile);
  await changeSecurity(profile.client, profile.id, { restrictions: never });
  expect(await device?.from(home)).toBe(200);
  expect(await (await kinds.run_user["a portal session"]?.(profile))?.from(home)).toBe(403);
});

test("a device's rules go with it, and are nobody's that does not exist", async () => {
  const profile = await latchkey.make.aProfile();
  const { id, own } = await aDeviceOf(profile);
  await own(onlyOffice, 1);
  const params = { profileId: profile.id, deviceId: id };
  expect(await profile.client.restrictions.getDeviceRestrictions({ params })).toMatchObject({ version: 2, restrictions: onlyOffice });
  await profile.client.devices.deleteDevice({ params });
  await expect(profile.client.restrictions.getDeviceRestrictions({ params })).rejects.toMatchObject({ status: 404 });
});
