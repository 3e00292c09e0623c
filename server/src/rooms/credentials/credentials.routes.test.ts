import { portalPlace } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import { aPassword, type Makers } from "../../../test/makers.ts";
import { readMails } from "../../../test/read-mails.ts";
import { runJobsNow } from "../../../test/run-jobs.ts";
import { fragmentOf } from "../../../test/scene.ts";
import { publicUrl, startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const another = "purple monkey dishwasher 42";
const here = () => ({ params: { place: portalPlace(profile.slug) } });
const slug = () => ({ params: { slug: profile.slug } });
const byId = (userId: string) => ({ params: { profileId: profile.id, userId } });
let count = 0;

async function invite() {
  count += 1;
  const email = `invited-${count}@latchkey.test`;
  const { user, passwordLink } = await profile.client.users.createUser({
    params: { profileId: profile.id },
    body: { name: "Invited", email },
  });
  return { id: user.id, email, token: fragmentOf(passwordLink?.url ?? ""), url: passwordLink?.url ?? "" };
}

const redeem = (token: string, password = aPassword) =>
  latchkey.client().portal.redeemPortalPasswordLink({ ...slug(), body: { token, password } });
const signIn = (email: string, password = aPassword) =>
  latchkey.client().signIn.signInWithPassword({ ...here(), body: { email, password } });
const dead = { status: 404, code: "credentials.link_not_valid" };

describe("a weak password", () => {
  const weak: [string, string, string][] = [
    ["a short one", "Xk9$qLm2!", "too_short"],
    ["a common one", "1234567890", "too_common"],
    ["a common one with a digit", "password123", "too_common"],
    ["a row of keys", "qwertyuiop", "too_common"],
    ["one that is the address", "invited-person@latchkey.test", "contains_identity"],
  ];

  test.each(weak)("%s is refused with its reason when a user is created", async (_title, password, weakness) => {
    const body = { name: "Invited Person", email: "invited-person@latchkey.test", password };
    const changed = await changedTables(latchkey.db, () =>
      expect(profile.client.users.createUser({ params: { profileId: profile.id }, body })).rejects.toMatchObject({
        status: 400,
        code: "credentials.weak_password",
        problem: { weakness, errors: [{ path: "body.password", message: expect.any(String) }] },
      }),
    );
    expect(changed).toEqual([]);
  });

  test("that is little more than a word of the portal is refused", async () => {
    const { token } = await invite();
    for (const password of ["Latchkey-2026-4711", `${profile.slug}!2026!4711`]) {
      await expect(redeem(token, password)).rejects.toMatchObject({
        code: "credentials.weak_password",
        problem: { weakness: "too_common" },
      });
    }
    await redeem(token);
  });

  test("is refused by a link, which stays usable", async () => {
    const { token } = await invite();
    await expect(redeem(token, "password123")).rejects.toMatchObject({ status: 400, code: "credentials.weak_password" });
    await redeem(token);
  });

  test("is refused when an administrator sets it, and when one changes one's own", async () => {
    const user = await latchkey.make.aUser(profile);
    const changed = await changedTables(latchkey.db, async () => {
      await expect(profile.client.users.setUserPassword({ ...byId(user.id), body: { password: "password123" } })).rejects.toMatchObject({
        status: 400,
      });
      const own = latchkey
        .client(user.token)
        .signIn.changeOwnPassword({ ...here(), body: { currentPassword: aPassword, newPassword: "password123" } });
      await expect(own).rejects.toMatchObject({ problem: { errors: [{ path: "body.newPassword" }] } });
    });
    expect(changed).toEqual([]);
  });

  test("no rule asks for classes of characters: a long plain phrase is fine, in any script", async () => {
    for (const password of ["correct horse battery staple", "κάτι που κανείς δεν μαντεύει", "🦊🌵🎻🧊🛶🪁🧵🪐🦚🍋"]) {
      const { token, email } = await invite();
      await redeem(token, password);
      await expect(signIn(email, password)).resolves.toBeDefined();
    }
  });
});

describe("a password link", () => {
  test("lets the person choose a password once, who is active from then on and signs in with it", async () => {
    const { id, email, token } = await invite();
    await redeem(token);
    await expect(redeem(token, another)).rejects.toMatchObject(dead);

    expect(await profile.client.users.getUser(byId(id))).toMatchObject({ status: "active", hasPassword: true });
    await expect(signIn(email)).resolves.toBeDefined();
    await expect(signIn(email, another)).rejects.toMatchObject({ status: 401 });
  });

  test("gives exactly one success under 100 parallel redemptions", async () => {
    const { email, token } = await invite();
    const results = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const answer = await latchkey.request({
          method: "POST",
          url: `/api/v1/portal/${profile.slug}/password-links/redeem`,
          payload: { token, password: `${another} number ${index}` },
          remoteAddress: `10.0.0.${index}`,
        });
        return answer.statusCode;
      }),
    );

    expect(results.filter((status) => status === 204)).toHaveLength(1);
    expect(results.filter((status) => status === 404)).toHaveLength(99);
    await expect(signIn(email, `${another} number ${results.indexOf(204)}`)).resolves.toBeDefined();
    const entries = await latchkey.db
      .selectFrom("audit_entries")
      .select("id")
      .where("action", "=", "user.password_chosen")
      .where("object_name", "=", email)
      .execute();
    expect(entries).toHaveLength(1);
  }, 60_000);

  test("is never used up by a GET, whatever page or address it asks", async () => {
    const { token } = await invite();
    for (const url of [
      `/p/${profile.slug}/choose-password?token=${token}`,
      `/p/${profile.slug}/choose-password#token=${token}`,
      `/api/v1/portal/${profile.slug}/password-links/redeem?token=${token}`,
      `/console/choose-password?token=${token}`,
    ]) {
      await latchkey.request({ method: "GET", url });
      await latchkey.request({ method: "HEAD", url });
    }
    await expect(redeem(token)).resolves.toBeNull();
  });

  test("carries its token in the fragment, which no browser sends and no proxy logs", async () => {
    const { url } = await invite();
    const { pathname, search, hash } = new URL(url);
    expect(pathname).toBe(`/p/${profile.slug}/choose-password`);
    expect(search).toBe("");
    expect(hash).toMatch(/^#token=l-[\w-]{43}$/);
  });

  test("dies when another is made for the same person", async () => {
    const { id, token } = await invite();
    const second = await profile.client.users.createUserPasswordLink(byId(id));
    await expect(redeem(token)).rejects.toMatchObject(dead);
    await redeem(fragmentOf(second.url));
  });

  test("dies when an administrator sets a password instead", async () => {
    const { id, token } = await invite();
    await profile.client.users.setUserPassword({ ...byId(id), body: { password: another } });
    await expect(redeem(token)).rejects.toMatchObject(dead);
  });

  test("dies after its time, to the minute", async () => {
    const [late, inTime] = [await invite(), await invite()];
    latchkey.clock.advance({ hours: 71, minutes: 59 });
    await redeem(inTime.token);
    latchkey.clock.advance({ minutes: 1 });
    await expect(redeem(late.token)).rejects.toMatchObject(dead);
  });

  test("of one portal is none in another", async () => {
    const { token } = await invite();
    const other = await latchkey.make.aProfile();
    const crossed = latchkey
      .client()
      .portal.redeemPortalPasswordLink({ params: { slug: other.slug }, body: { token, password: aPassword } });
    await expect(crossed).rejects.toMatchObject(dead);
    await redeem(token);
  });

  test.each(["", "l-", "l-unknown", "p-unknown", "' or 1=1 --", "l-".padEnd(200, "x")])("%j is none", async (token) => {
    await expect(redeem(token)).rejects.toMatchObject(dead);
  });

  test("is stored hashed only", async () => {
    const { token } = await invite();
    const rows = await latchkey.db.selectFrom("one_time_tokens").selectAll().execute();
    expect(JSON.stringify(rows.map((row) => ({ ...row, token_hash: row.token_hash.toString("latin1") })))).not.toContain(token.slice(2));
  });

  test.each([
    ["suspended", (id: string) => profile.client.users.suspendUser({ ...byId(id), body: {} })],
    ["deleted", (id: string) => profile.client.users.deleteUser(byId(id))],
  ])("is not made for a user who is %s", async (_title, end) => {
    const { id } = await invite();
    await end(id);
    await expect(profile.client.users.createUserPasswordLink(byId(id))).rejects.toMatchObject({ status: 409, code: "users.wrong_status" });
  });
});

describe("a link always starts with the public address", () => {
  const poisoned: Record<string, string>[] = [
    { host: "evil.test" },
    { host: "latchkey.test:80@evil.test" },
    { "x-forwarded-host": "evil.test", "x-forwarded-proto": "https" },
    { forwarded: "host=evil.test;proto=https" },
    { "x-original-host": "evil.test", "x-host": "evil.test", "x-forwarded-server": "evil.test" },
    { "x-forwarded-prefix": "/evil", "x-original-url": "//evil.test" },
  ];

  test.each(poisoned)("whatever the headers say: %o", async (headers) => {
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    await profile.client.users.createAnonymousUser({ params: { profileId: profile.id }, body: {} }).catch(() => {});
    const dashboard = await latchkey.make.aDashboard(profile);
    const { id } = await invite();
    count += 1;
    const base = `/api/v1/profiles/${profile.id}`;
    const calls = [
      { url: `${base}/users`, payload: { name: "H", email: `host-${count}@latchkey.test` } },
      { url: `${base}/users/${id}/password-link`, payload: {} },
      { url: `${base}/dashboards/${dashboard.id}/shares`, payload: {} },
      { url: "/api/v1/administrators", payload: { name: "H", email: `host-${count}@latchkey.test` } },
    ];
    for (const { url, payload } of calls) {
      const answer = await latchkey.request({
        method: "POST",
        url,
        payload,
        headers: { ...headers, authorization: `Bearer ${root.token}` },
      });
      const body = answer.json();
      const link = body.url ?? body.passwordLink?.url;
      expect({ url, status: answer.statusCode, startsWell: link?.startsWith(`${publicUrl}/`) }).toEqual({
        url,
        status: 201,
        startsWell: true,
      });
      expect(answer.body).not.toContain("evil");
    }
  });
});

describe("changing a password", () => {
  test("asks for the current one; a wrong one is refused, written down, and changes nothing else", async () => {
    const user = await latchkey.make.aUser(profile);
    const change = () =>
      latchkey
        .client(user.token)
        .signIn.changeOwnPassword({ ...here(), body: { currentPassword: "not my password", newPassword: another } });
    const changed = await changedTables(latchkey.db, () =>
      expect(change()).rejects.toMatchObject({
        status: 403,
        code: "credentials.wrong_password",
        problem: { errors: [{ path: "body.currentPassword" }] },
      }),
    );
    expect(changed).toEqual(["attempts", "audit_entries"]);
    await expect(signIn(user.email ?? "")).resolves.toBeDefined();
  });

  test("ends the other sessions and keeps one's own", async () => {
    const user = await latchkey.make.aUser(profile);
    const started = await latchkey.request({
      method: "POST",
      url: `/api/v1/places/portal-${profile.slug}/sign-in/password`,
      payload: { email: user.email, password: aPassword },
    });
    const other = /=(u-[^;]+)/.exec(String(started.headers["set-cookie"]))?.[1];
    await latchkey.client(user.token).signIn.changeOwnPassword({ ...here(), body: { currentPassword: aPassword, newPassword: another } });

    await expect(latchkey.client(user.token).portal.getPortalMe(slug())).resolves.toBeDefined();
    await expect(latchkey.client(other).portal.getPortalMe(slug())).rejects.toMatchObject({ status: 401 });
    await expect(signIn(user.email ?? "")).rejects.toMatchObject({ status: 401 });
    await expect(signIn(user.email ?? "", another)).resolves.toBeDefined();
  });

  test("of which the owner is told, whoever changed it", async () => {
    const user = await latchkey.make.aUser(profile);
    await latchkey.client(user.token).signIn.changeOwnPassword({ ...here(), body: { currentPassword: aPassword, newPassword: another } });
    await profile.client.users.setUserPassword({ ...byId(user.id), body: { password: aPassword } });
    await runJobsNow(latchkey);
    const mails = await readMails(latchkey, user.email ?? "");
    expect(mails.map(({ template }) => template)).toEqual(["password_changed", "password_changed"]);
  });

  test("by its first password nobody is told anything", async () => {
    const { email, token } = await invite();
    await redeem(token);
    await runJobsNow(latchkey);
    expect((await readMails(latchkey, email)).map(({ template }) => template)).not.toContain("password_changed");
  });

  test("by an administrator ends every session of the user", async () => {
    const user = await latchkey.make.aUser(profile);
    await profile.client.users.setUserPassword({ ...byId(user.id), body: { password: another } });
    await expect(latchkey.client(user.token).portal.getPortalMe(slug())).rejects.toMatchObject({ status: 401 });
    await expect(signIn(user.email ?? "", another)).resolves.toBeDefined();
  });

  test("of a deleted user is not found", async () => {
    const user = await latchkey.make.aUser(profile);
    await profile.client.users.deleteUser(byId(user.id));
    await expect(profile.client.users.setUserPassword({ ...byId(user.id), body: { password: another } })).rejects.toMatchObject({
      status: 404,
    });
  });

  test("stores argon2id and never the password itself", async () => {
    const user = await latchkey.make.aUser(profile);
    const row = await latchkey.db.selectFrom("passwords").selectAll().where("user_id", "=", user.id).executeTakeFirstOrThrow();
    expect(row.hash).toMatch(/^\$argon2id\$/);
    expect(row.hash).not.toContain(aPassword);
  });

  test("gives two people with one password two different hashes", async () => {
    const [one, other] = [await latchkey.make.aUser(profile), await latchkey.make.aUser(profile)];
    const rows = await latchkey.db.selectFrom("passwords").select("hash").where("user_id", "in", [one.id, other.id]).execute();
    expect(new Set(rows.map((row) => row.hash)).size).toBe(2);
  });
});
