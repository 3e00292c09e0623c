import { defaultSecuritySettings } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import { setSecurity } from "../../../test/factor-makers.ts";
import { aPassword, type Makers, type SignedIn } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { deploymentId } from "../../platform/ids.ts";
import { deleteExpiredSessions } from "./index.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let administrator: SignedIn & { email: string };
let user: SignedIn & { email: string | null };
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
  administrator = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
  user = await latchkey.make.aUser(profile);
  // How often one may try is not what this is about.
  const lockout = { ...defaultSecuritySettings.lockout, attemptsMax: 100 };
  for (const id of [profile.id, deploymentId]) await setSecurity(latchkey, id, { botCheck: "off", lockout });
});
afterAll(() => latchkey.close());

/** The console and a portal sign in alike; every promise here is made for both. */
const doors = [
  [
    "the console",
    () => ({
      url: "/api/v1/places/console/sign-in/password",
      meUrl: "/api/v1/session",
      email: administrator.email,
      cookie: "latchkey-console",
    }),
  ],
  [
    "a portal",
    () => ({
      url: `/api/v1/places/portal-${profile.slug}/sign-in/password`,
      meUrl: `/api/v1/portal/${profile.slug}/session`,
      email: user.email ?? "",
      cookie: `latchkey-portal-${profile.slug}`,
    }),
  ],
] as const;

let calls = 0;
/** From an address of its own: limits by address are not what this is about. */
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  latchkey.request({ method: "POST", url, payload, headers, remoteAddress: `10.7.${(calls += 1) >> 8}.${calls & 255}` });
const tokenIn = (answer: { headers: Record<string, unknown> }) => /=([cu]-[^;]+)/.exec(String(answer.headers["set-cookie"]))?.[1] ?? "";

describe.each(doors)("signing in to %s", (_name, door) => {
  test("starts a session that the next request is known by, by cookie alone", async () => {
    const { url, meUrl, email, cookie } = door();
    const answer = await post(url, { email, password: aPassword });
    expect(answer.json()).toEqual({ step: "signed_in", placeOfReturn: null });

    const me = await latchkey.request({ method: "GET", url: meUrl, headers: { cookie: `${cookie}=${tokenIn(answer)}` } });
    expect(me.statusCode).toBe(200);
    expect(me.body).toContain(email);
  });

  test("sets a cookie that scripts cannot read and other sites cannot send", async () => {
    const { url, email, cookie } = door();
    const header = String((await post(url, { email, password: aPassword })).headers["set-cookie"]);
    expect(header.startsWith(`${cookie}=`)).toBe(true);
    for (const flag of ["Path=/", "HttpOnly", "SameSite=Lax", "Expires="]) expect(header).toContain(flag);
    expect(header).not.toContain("Domain");
  });

  test("never tells the token in the body of its answer", async () => {
    const { url, email } = door();
    const answer = await post(url, { email, password: aPassword });
    expect(answer.body).not.toContain(tokenIn(answer));
  });

  test("answers an unknown address and a wrong password alike, in status, body and headers", async () => {
    const { url, email } = door();
    const [wrong, unknown] = [
      await post(url, { email, password: "not the password" }),
      await post(url, { email: "nobody@latchkey.test", password: aPassword }),
    ];
    const comparable = ({ statusCode, body, headers }: typeof wrong) => {
      const { "x-request-id": _id, date: _date, ...others } = headers;
      return { statusCode, body: body.replaceAll(/"requestId":"\w+"/g, ""), others };
    };
    expect(comparable(wrong)).toEqual(comparable(unknown));
    expect(wrong.json()).toMatchObject({ status: 401, code: "sign_in.failed" });
    expect(wrong.headers["set-cookie"]).toBeUndefined();
  });

  test("spends a password check on an unknown address too, so that time does not tell", async () => {
    const { url, email } = door();
    const verify = vi.spyOn(latchkey.app.commandLineContext().platform.passwords, "verify");
    for (const address of [email, "nobody@latchkey.test"]) await post(url, { email: address, password: "not the password" });

    // Without a stored hash the hasher compares with a stand-in of the same cost (see passwords.test.ts).
    expect(verify.mock.calls.map(([stored]) => stored !== null)).toEqual([true, false]);
    verify.mockRestore();
  });

  test("good and refused alike leave one entry each in the audit log, with address and browser", async () => {
    const { url, email } = door();
    const known = new Set((await latchkey.db.selectFrom("audit_entries").select("id").execute()).map((row) => row.id));
    const headers = { "user-agent": "Firefox" };
    await post(url, { email, password: aPassword }, headers);
    await post(url, { email, password: "not the password" }, headers);
    await post(url, { email: "nobody@latchkey.test", password: aPassword }, headers);

    const rows = (await latchkey.db.selectFrom("audit_entries").selectAll().execute()).filter((row) => !known.has(row.id));
    const seen = rows.map(({ action, result, reason, ip, user_agent }) => ({
      action,
      result,
      reason,
      ip: ip?.replace(/\d+$/, "0"),
      user_agent,
    }));
    const entry = { action: "session.started", ip: "10.7.0.0", user_agent: "Firefox" };
    expect(seen).toEqual(
      expect.arrayContaining([
        { ...entry, result: "ok", reason: null },
        { ...entry, result: "refused", reason: "wrong_password" },
        { ...entry, result: "refused", reason: "unknown_identifier" },
      ]),
    );
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toContain("not the password");
  });

  test("gives a new token each time; a token from before stays what it was and is never taken over", async () => {
    const { url, meUrl, email, cookie } = door();
    const planted = "c-planted-by-an-attacker";
    const [first, second] = [
      await post(url, { email, password: aPassword }, { cookie: `${cookie}=${planted}`, origin: "http://latchkey.test" }),
      await post(url, { email, password: aPassword }),
    ];
    expect(new Set([planted, tokenIn(first), tokenIn(second)]).size).toBe(3);
    expect((await latchkey.request({ method: "GET", url: meUrl, headers: { cookie: `${cookie}=${planted}` } })).statusCode).toBe(401);
    expect((await latchkey.request({ method: "GET", url: meUrl, headers: { cookie: `${cookie}=${tokenIn(first)}` } })).statusCode).toBe(
      200,
    );
  });

  test("ignores case and spaces around the address, and never in the password", async () => {
    const { url, email } = door();
    expect((await post(url, { email: `  ${email.toUpperCase()} `, password: aPassword })).statusCode).toBe(200);
    expect((await post(url, { email, password: `${aPassword} ` })).statusCode).toBe(401);
    expect((await post(url, { email, password: aPassword.toUpperCase() })).statusCode).toBe(401);
  });

  test.each([
    ["no password", { password: undefined }],
    ["an empty password", { password: "" }],
    ["a password of 257 characters", { password: "x".repeat(257) }],
    ["a list as password", { password: [aPassword] }],
    ["an object as address", { email: { $ne: null } }],
    ["no address", { email: undefined }],
  ])("refuses %s with 400", async (_title, change) => {
    const { url, email } = door();
    expect((await post(url, { email, password: aPassword, ...change })).statusCode).toBe(400);
  });

  test("ends by signing out: the token is dead, the cookie is cleared, and it is written down", async () => {
    const { url, meUrl, email, cookie } = door();
    const token = tokenIn(await post(url, { email, password: aPassword }));
    const headers = { cookie: `${cookie}=${token}`, origin: "http://latchkey.test" };
    const out = await latchkey.request({ method: "DELETE", url: meUrl, headers });

    expect(out.statusCode).toBe(204);
    expect(String(out.headers["set-cookie"])).toMatch(new RegExp(`^${cookie}=;.*(Max-Age=0|1970)`));
    expect((await latchkey.request({ method: "GET", url: meUrl, headers })).statusCode).toBe(401);
    expect((await latchkey.request({ method: "DELETE", url: meUrl, headers })).statusCode).toBe(401);
  });

  test("a session is stored hashed only", async () => {
    const { url, email } = door();
    const token = tokenIn(await post(url, { email, password: aPassword }));
    const rows = await latchkey.db.selectFrom("sessions").selectAll().execute();
    expect(JSON.stringify(rows.map((row) => ({ ...row, token_hash: row.token_hash.toString("latin1") })))).not.toContain(token.slice(2));
  });
});

describe("a call from another site", () => {
  const cases: [string, Record<string, string>, number][] = [
    ["with another origin", { origin: "https://evil.test" }, 403],
    ["with an origin that only begins alike", { origin: "http://latchkey.test.evil.test" }, 403],
    ["with the origin null of a sandboxed frame", { origin: "null" }, 403],
    ["with an empty origin", { origin: "" }, 403],
    ["without an origin", {}, 403],
    ["from our own pages", { origin: "http://latchkey.test" }, 200],
  ];

  test.each(cases)("and the console's cookie, %s, changes nothing it must not", async (_title, headers, status) => {
    const bob = await latchkey.make.anAdministrator();
    const call = () =>
      latchkey.request({
        method: "PATCH",
        url: "/api/v1/session/administrator",
        payload: { name: "Changed" },
        headers: { ...headers, cookie: `latchkey-console=${bob.token}` },
      });
    let answered = 0;
    const changed = await changedTables(latchkey.db, async () => (answered = (await call()).statusCode));
    expect(answered).toBe(status);
    if (status !== 200) expect(changed).toEqual([]);
  });

  test("cannot sign anybody in either, so that no one works in a stranger's account unawares", async () => {
    const answer = await post(
      "/api/v1/places/console/sign-in/password",
      { email: administrator.email, password: aPassword },
      { origin: "https://evil.test" },
    );
    expect(answer.statusCode).toBe(403);
    expect(answer.json().code).toBe("http.cross_origin");
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  test("gets no permission from cross-origin headers, nor an answer to a preflight", async () => {
    const headers = { origin: "https://evil.test", "access-control-request-method": "POST" };
    const preflight = await latchkey.request({ method: "OPTIONS", url: "/api/v1/session", headers });
    const read = await latchkey.request({ method: "GET", url: "/api/v1/setup", headers });
    for (const answer of [preflight, read])
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test("a program with a bearer token needs no origin", async () => {
    const bob = await latchkey.make.anAdministrator();
    await expect(latchkey.client(bob.token).administrators.updateMe({ body: { name: "Program" } })).resolves.toBeDefined();
  });
});

describe("kinds of sessions stay apart", () => {
  test("a portal's cookie is nothing in the console, and the console's nothing in a portal", async () => {
    const cookies = `latchkey-console=${user.token}; latchkey-portal-${profile.slug}=${administrator.token}`;
    const console_ = await latchkey.request({ method: "GET", url: "/api/v1/profiles", headers: { cookie: cookies } });
    const portal = await latchkey.request({ method: "GET", url: `/api/v1/portal/${profile.slug}/session`, headers: { cookie: cookies } });
    expect(console_.statusCode).toBe(403);
    expect(portal.statusCode).toBe(401);
  });

  test("a session of one portal is none in another", async () => {
    const other = await latchkey.make.aProfile();
    await expect(latchkey.client(user.token).portal.getPortalMe({ params: { slug: other.slug } })).rejects.toMatchObject({ status: 401 });
  });

  test("the same address is another person in another portal, with another password", async () => {
    const other = await latchkey.make.aProfile();
    await latchkey.make.aUser(other, { email: user.email ?? "", password: "purple monkey dishwasher 42" });
    const answer = await post(`/api/v1/places/portal-${other.slug}/sign-in/password`, { email: user.email, password: aPassword });
    expect(answer.statusCode).toBe(401);
  });

  test("a portal that does not exist is not found", async () => {
    expect((await post("/api/v1/places/portal-nowhere/sign-in/password", { email: user.email, password: aPassword })).statusCode).toBe(404);
  });

  test("an account that is not active is told so only after the right password", async () => {
    const suspended = await latchkey.make.aUser(profile);
    await profile.client.users.suspendUser({ params: { profileId: profile.id, userId: suspended.id }, body: {} });
    const url = `/api/v1/places/portal-${profile.slug}/sign-in/password`;
    expect((await post(url, { email: suspended.email, password: aPassword })).json()).toMatchObject({
      status: 403,
      code: "sign_in.account_not_active",
    });
    expect((await post(url, { email: suspended.email, password: "not the password" })).json()).toMatchObject({
      status: 401,
      code: "sign_in.failed",
    });
  });
});

describe("time", () => {
  test.each([
    ["the console", 12, () => latchkey.make.anAdministrator(), (token: string) => latchkey.client(token).administrators.getMe()],
    [
      "a portal",
      720,
      () => latchkey.make.aUser(profile),
      (token: string) => latchkey.client(token).portal.getPortalMe({ params: { slug: profile.slug } }),
    ],
  ] as const)("a session of %s ends after %i hours, and not before", async (_title, hours, make, ask) => {
    const { token } = await make();
    latchkey.clock.advance({ hours, minutes: -1 });
    await expect(ask(token)).resolves.toBeDefined();
    latchkey.clock.advance({ minutes: 1 });
    await expect(ask(token)).rejects.toMatchObject({ status: 401, code: "http.not_signed_in" });
  });

  test("expired sessions are removed, living ones are kept", async () => {
    const living = await latchkey.make.aUser(profile);
    latchkey.clock.advance({ minutes: 1 });
    await deleteExpiredSessions(latchkey.db, latchkey.clock.now());
    const rows = await latchkey.db.selectFrom("sessions").select(["user_id", "expires_at"]).execute();
    expect(rows.some((row) => row.user_id === living.id)).toBe(true);
    expect(rows.every((row) => row.expires_at > latchkey.clock.now())).toBe(true);
  });
});

test("behind https the cookie is Secure and bound to the host", async () => {
  const secure = await startTestApp({ publicUrl: "https://latchkey.test" });
  try {
    const root = await secure.make.anAdministrator({ isSuper: true });
    const answer = await secure.request({
      method: "POST",
      url: "/api/v1/places/console/sign-in/password",
      payload: { email: root.email, password: aPassword },
    });
    const header = String(answer.headers["set-cookie"]);
    expect(header).toMatch(/^__Host-latchkey-console=/);
    expect(header).toContain("Secure");
    expect(header).toContain("Path=/");
    expect(header).not.toContain("Domain");
    expect(answer.headers["strict-transport-security"]).toMatch(/max-age=\d{8,}/);
  } finally {
    await secure.close();
  }
});
