/**
 * Class 12 of docs/security: whoever is disabled, deleted or revoked is refused on the very next request, whatever they hold
 * and whichever node they ask. Every kind of credential × everything that takes it away; asked of a second node.
 */
import { portalPlace } from "@latchkey/contract";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addPasskey, addTotp, ownerOf, totpCode } from "./factor-makers.ts";
import { aPassword, type Makers } from "./makers.ts";
import { lastMail } from "./read-mails.ts";
import { runJobsNow } from "./run-jobs.ts";
import { startTestApp, type TestApp, type TestNode } from "./test-app.ts";

const anotherPassword = "purple monkey dishwasher 42";

let latchkey: TestApp;
let other: TestNode;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  other = await latchkey.anotherNode();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

/** Whether what somebody holds opens anything, asked of the second node. */
type Attempt = () => Promise<boolean>;

let calls = 0;
/** From an address of its own: limits by address are not what this is about. */
function ask(node: TestNode, options: InjectOptions) {
  calls += 1;
  return node.request({ remoteAddress: `10.7.${calls >> 8}.${calls & 255}`, ...options });
}

interface Person {
  id: string;
  email: string;
  token: string;
  /** Of the role that opens the console to them. */
  assignmentId: string;
}

const place = () => portalPlace(profile.slug);
const inProfile = () => ({ profileId: profile.id });
const send = (options: InjectOptions) => ask(other, options);
const post = (path: string, payload: object) => send({ method: "POST", url: `/api/v1/places/${place()}/${path}`, payload });
const isOk = async (options: InjectOptions) => (await send(options)).statusCode < 300;
const bearing = (token: string, url: string): InjectOptions => ({ method: "GET", url, headers: { authorization: `Bearer ${token}` } });
const isSignedIn = (answer: { statusCode: number; json(): unknown }) =>
  answer.statusCode === 200 && (answer.json() as { step: string }).step === "signed_in";

async function aPerson(): Promise<Person> {
  const user = await latchkey.make.aUser(profile);
  const role = await profile.client.roles.createRole({
    params: inProfile(),
    body: {
      name: `Helpers ${user.id}`,
      permissions: [{ effect: "allow", actions: ["access", "edit"], resource: { type: "run_user", match: "any" } }],
    },
  });
  const assigned = await profile.client.roles.assignRole({
    params: inProfile(),
    body: { roleId: role.id, assignee: { type: "run_user", id: user.id }, reason: "A test" },
  });
  return { id: user.id, email: user.email ?? "", token: user.token, assignmentId: assigned.id };
}

async function ticketOf({ email }: Person): Promise<string> {
  const answer = await ask(latchkey, {
    method: "POST",
    url: `/api/v1/places/${place()}/sign-in/password`,
    payload: { email, password: aPassword },
  });
  return answer.json<{ ticket?: string }>().ticket ?? "";
}

const ownerFor = (person: Person) => ownerOf(latchkey, profile.id, person.id);

/** How somebody comes to hold each kind of credential, and how it is used. */
const credentials: Record<string, (person: Person) => Promise<Attempt>> = {
  "a portal session":
    async ({ token }) =>
    () =>
      isOk(bearing(token, `/api/v1/portal/${profile.slug}/session`)),
  "a console session": async ({ token }) => {
    const started = await ask(latchkey, {
      method: "POST",
      url: `/api/v1/portal/${profile.slug}/console-session`,
      headers: { authorization: `Bearer ${token}` },
    });
    const cookie = /latchkey-console=([^;]+)/.exec(String(started.headers["set-cookie"]))?.[1] ?? "";
    return () => isOk({ method: "GET", url: "/api/v1/session", headers: { cookie: `latchkey-console=${cookie}` } });
  },
  "a password":
    async ({ email }) =>
    async () =>
      isSignedIn(await post("sign-in/password", { email, password: aPassword })),
  "a sign-in ticket": async (person) => {
    const { secret } = await addTotp(latchkey, await ownerFor(person));
    const ticket = await ticketOf(person);
    return async () => {
      const proof = { kind: "totp", code: totpCode(latchkey, secret) };
      return isSignedIn(await post("sign-in/second-factor", { ticket, proof }));
    };
  },
  "a passkey": async (person) => {
    const { authenticator } = await addPasskey(await ownerFor(person));
    return async () => {
      const begun = (await post("sign-in/passkey/challenge", {})).json<{ ticket: string; options: Record<string, unknown> }>();
      return isSignedIn(await post("sign-in/passkey", { ticket: begun.ticket, response: authenticator.get(begun.options) }));
    };
  },
  "a passkey's challenge that was answered": async (person) => {
    const { authenticator } = await addPasskey(await ownerFor(person));
    const begun = (await post("sign-in/passkey/challenge", {})).json<{ ticket: string; options: Record<string, unknown> }>();
    const response = authenticator.get(begun.options);
    return async () => isSignedIn(await post("sign-in/passkey", { ticket: begun.ticket, response }));
  },
  "a recovery code": async (person) => {
    const { recoveryCodes } = await addTotp(latchkey, await ownerFor(person));
    const ticket = await ticketOf(person);
    return async () =>
      isSignedIn(await post("sign-in/second-factor", { ticket, proof: { kind: "recovery_code", code: recoveryCodes[0] } }));
  },
  "a mailed sign-in code": async ({ email }) => {
    await ask(latchkey, { method: "POST", url: `/api/v1/places/${place()}/sign-in/code`, payload: { email } });
    await runJobsNow(latchkey);
    const { code } = (await lastMail(latchkey, email)).data;
    return async () => isSignedIn(await post("sign-in/code/redeem", { email, code }));
  },
  "a link to reset the password": async ({ email }) => {
    await ask(latchkey, { method: "POST", url: `/api/v1/places/${place()}/password-reset`, payload: { email } });
    await runJobsNow(latchkey);
    const token = /[#=]([lo]-[\w-]{43})/.exec(String((await lastMail(latchkey, email)).data["link"]))?.[1] ?? "";
    return async () => (await post("password-reset/redeem", { token, password: anotherPassword })).statusCode === 204;
  },
  "a code to reset the password": async ({ email }) => {
    await ask(latchkey, { method: "POST", url: `/api/v1/places/${place()}/password-reset`, payload: { email } });
    await runJobsNow(latchkey);
    const { code } = (await lastMail(latchkey, email)).data;
    return async () => (await post("password-reset/redeem", { email, code, password: anotherPassword })).statusCode === 204;
  },
  "a link to choose a password": async ({ id }) => {
    const { url } = await profile.client.users.createUserPasswordLink({ params: { ...inProfile(), userId: id } });
    const token = url.slice(url.indexOf("#token=") + 7);
    const options = {
      method: "POST" as const,
      url: `/api/v1/portal/${profile.slug}/password-links/redeem`,
      payload: { token, password: anotherPassword },
    };
    return () => isOk(options);
  },
};

const every = Object.keys(credentials);
const sessions = ["a portal session", "a console session"];
const ofUser = ({ id }: Person) => ({ params: { ...inProfile(), userId: id } });

/** What takes something away, with all that it takes. Whatever is not named still works. */
const revocations: Record<string, { revoke(person: Person): Promise<unknown>; takes: readonly string[] }> = {
  "the user is suspended": { revoke: (person) => profile.client.users.suspendUser({ ...ofUser(person), body: {} }), takes: every },
  "the user is deleted": { revoke: (person) => profile.client.users.deleteUser(ofUser(person)), takes: every },
  "their sessions are ended": { revoke: (person) => profile.client.sessions.endUserSessions(ofUser(person)), takes: sessions },
  "an administrator sets another password": {
    revoke: (person) => profile.client.users.setUserPassword({ ...ofUser(person), body: { password: anotherPassword } }),
    takes: [
      ...sessions,
      "a password",
      "a sign-in ticket",
      "a recovery code",
      "a mailed sign-in code",
      "a link to reset the password",
      "a code to reset the password",
      "a link to choose a password",
    ],
  },
  "their second factors are reset": {
    revoke: (person) => profile.client.factors.resetUserFactors({ ...ofUser(person), body: { reason: "lost phone" } }),
    takes: [...sessions, "a sign-in ticket", "a passkey", "a passkey's challenge that was answered", "a recovery code"],
  },
  "the role that opens the console ends": {
    revoke: ({ assignmentId }) =>
      profile.client.roles.endAssignment({ params: { ...inProfile(), assignmentId }, body: { reason: "over" } }),
    takes: ["a console session"],
  },
};

describe.each(every)("%s", (kind) => {
  const hold = credentials[kind] ?? (() => Promise.reject(new Error("no such kind")));

  test("works on another node, as long as nothing took it away", async () => {
    expect(await (await hold(await aPerson()))()).toBe(true);
  });

  test.each(Object.keys(revocations))("is judged anew when %s", async (event) => {
    const person = await aPerson();
    const attempt = await hold(person);
    const { revoke, takes } = revocations[event] ?? { revoke: () => Promise.reject(new Error("no such event")), takes: [] };
    await revoke(person);
    expect({ works: await attempt() }).toEqual({ works: !takes.includes(kind) });
  });
});

describe("an administrator's console session", () => {
  const me = (token: string) => isOk(bearing(token, "/api/v1/session"));
  const ways: [string, (id: string) => Promise<unknown>][] = [
    [
      "they are suspended",
      (id) => root().administrators.updateAdministrator({ params: { administratorId: id }, body: { status: "suspended" } }),
    ],
    ["they are deleted", (id) => root().administrators.deleteAdministrator({ params: { administratorId: id } })],
    ["their sessions are ended", (id) => root().sessions.endAdministratorSessions({ params: { administratorId: id } })],
    [
      "their factors are reset",
      (id) => root().factors.resetAdministratorFactors({ params: { administratorId: id }, body: { reason: "lost" } }),
    ],
  ];
  let rootToken = "";
  const root = () => latchkey.client(rootToken);

  test.each(ways)("is refused on another node when %s", async (_title, revoke) => {
    rootToken = (await latchkey.make.anAdministrator({ isSuper: true })).token;
    const { id, token } = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
    await addTotp(latchkey, await ownerOf(latchkey, "0".repeat(24), id));
    expect(await me(token)).toBe(true);
    await revoke(id);
    expect(await me(token)).toBe(false);
  });

  test("reaches a profile no more, on another node, when the membership ends", async () => {
    rootToken = (await latchkey.make.anAdministrator({ isSuper: true })).token;
    const { id, token } = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
    const reach = () => isOk(bearing(token, `/api/v1/profiles/${profile.id}`));
    expect(await reach()).toBe(true);
    await root().administrators.updateAdministrator({ params: { administratorId: id }, body: { profileIds: [] } });
    expect(await reach()).toBe(false);
  });
});

describe("what machines and visitors hold", () => {
  const list = () => `/api/v1/profiles/${profile.id}/dashboards`;
  type Held = { attempt: Attempt; revoke(): Promise<unknown> };

  async function aToken(expiresInMinutes?: number) {
    const expiresAt =
      expiresInMinutes === undefined ? null : new Date(latchkey.clock.now().getTime() + expiresInMinutes * 60_000).toISOString();
    return profile.client.tokens.createToken({ params: inProfile(), body: { name: "Job", permission: "full", expiresAt } });
  }

  async function anAnalysis() {
    const analysis = await latchkey.make.anAnalysis(profile);
    return { analysis, params: { ...inProfile(), analysisId: analysis.id }, attempt: () => isOk(bearing(analysis.token, list())) };
  }

  async function aDevice() {
    const device = await latchkey.make.aDevice(profile);
    const payload = { variable: "temperature", value: 1 };
    const headers = { authorization: `Bearer ${device.token}` };
    const attempt = () => isOk({ method: "POST", url: "/api/v1/data", headers, payload });
    return { params: { ...inProfile(), deviceId: device.id }, attempt };
  }

  async function aShare() {
    const dashboard = await latchkey.make.aDashboard(profile);
    const { items } = await profile.client.users.listUsers({ params: inProfile(), query: { limit: 200 } });
    const anonymous =
      items.find((each) => each.isAnonymous && each.status !== "deleted") ??
      (await profile.client.users.createAnonymousUser({ params: inProfile(), body: {} }));
    const policy = await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: anonymous.id }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: dashboard.id } }],
    });
    const share = await profile.client.sharing.createShare({ params: { ...inProfile(), dashboardId: dashboard.id }, body: {} });
    const token = share.url.slice(share.url.indexOf("#") + 1).replace("token=", "");
    const url = `/api/v1/portal/${profile.slug}/dashboards/${dashboard.id}`;
    return { anonymous, dashboard, policy, share, attempt: () => isOk(bearing(token, url)) };
  }

  async function aWidgetLink(minutes?: number) {
    const { dashboard } = await aShare();
    const params = { ...inProfile(), dashboardId: dashboard.id };
    const { id: widgetId } = await profile.client.dashboards.createWidget({ params, body: { content: { type: "note", text: "Hi" } } });
    const expiresAt = minutes === undefined ? null : new Date(latchkey.clock.now().getTime() + minutes * 60_000).toISOString();
    const share = await profile.client.sharing.createShare({ params, body: { widgetId, expiresAt } });
    const token = share.url.slice(share.url.indexOf("#") + 1);
    const url = `/api/v1/portal/${profile.slug}/dashboards/${dashboard.id}/widgets/${widgetId}`;
    return { params, widgetId, attempt: () => isOk(bearing(token, url)) };
  }

  const kinds: [string, () => Promise<Held>][] = [
    [
      "an API token is refused when it is deleted",
      async () => {
        const token = await aToken();
        return {
          attempt: () => isOk(bearing(token.token, list())),
          revoke: () => profile.client.tokens.deleteToken({ params: { ...inProfile(), tokenId: token.id } }),
        };
      },
    ],
    [
      "an API token is refused when its time is over",
      async () => {
        const token = await aToken(5);
        return { attempt: () => isOk(bearing(token.token, list())), revoke: async () => latchkey.clock.advance({ minutes: 5 }) };
      },
    ],
    [
      "an analysis token is refused when the analysis is switched off",
      async () => {
        const { params, attempt } = await anAnalysis();
        return { attempt, revoke: () => profile.client.analyses.updateAnalysis({ params, body: { isActive: false } }) };
      },
    ],
    [
      "an analysis token is refused when it is renewed",
      async () => {
        const { params, attempt } = await anAnalysis();
        return { attempt, revoke: () => profile.client.analyses.renewAnalysisToken({ params }) };
      },
    ],
    [
      "an analysis token is refused when the analysis is deleted",
      async () => {
        const { params, attempt } = await anAnalysis();
        return { attempt, revoke: () => profile.client.analyses.deleteAnalysis({ params }) };
      },
    ],
    [
      "a device token is refused when it is renewed",
      async () => {
        const { params, attempt } = await aDevice();
        return { attempt, revoke: () => profile.client.devices.renewDeviceToken({ params }) };
      },
    ],
    [
      "a device token is refused when the device is deleted",
      async () => {
        const { params, attempt } = await aDevice();
        return { attempt, revoke: () => profile.client.devices.deleteDevice({ params }) };
      },
    ],
    [
      "a share link is refused when it is deleted",
      async () => {
        const { dashboard, share, attempt } = await aShare();
        return {
          attempt,
          revoke: () => profile.client.sharing.deleteShare({ params: { ...inProfile(), dashboardId: dashboard.id, shareId: share.id } }),
        };
      },
    ],
    [
      "a share link is refused when its dashboard is deleted",
      async () => {
        const { dashboard, attempt } = await aShare();
        return {
          attempt,
          revoke: () => profile.client.dashboards.deleteDashboard({ params: { ...inProfile(), dashboardId: dashboard.id } }),
        };
      },
    ],
    [
      "a link to a widget is refused when the widget is deleted",
      async () => {
        const { params, widgetId, attempt } = await aWidgetLink();
        return { attempt, revoke: () => profile.client.dashboards.deleteWidget({ params: { ...params, widgetId } }) };
      },
    ],
    [
      "a share link is refused when its time is over",
      async () => {
        const { attempt } = await aWidgetLink(5);
        return { attempt, revoke: async () => latchkey.clock.advance({ minutes: 5 }) };
      },
    ],
    [
      "a share link is refused when the policy that opened it ends",
      async () => {
        const { policy, attempt } = await aShare();
        const body = { reason: "over", confirmName: policy.name };
        return {
          attempt,
          revoke: () => profile.client.access.deletePolicy({ params: { ...inProfile(), policyId: policy.id }, query: body }),
        };
      },
    ],
    [
      "a share link is refused when the anonymous user is suspended",
      async () => {
        const { anonymous, attempt } = await aShare();
        return { attempt, revoke: () => profile.client.users.suspendUser({ params: { ...inProfile(), userId: anonymous.id }, body: {} }) };
      },
    ],
  ];

  test.each(kinds)("%s", async (_title, hold) => {
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "analysis", match: "any" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
    });
    const { attempt, revoke } = await hold();
    expect(await attempt()).toBe(true);
    await revoke();
    expect(await attempt()).toBe(false);
  });
});
