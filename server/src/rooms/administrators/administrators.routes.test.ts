import type { ApiClient } from "@latchkey/client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import { aPassword, type SignedIn } from "../../../test/makers.ts";
import { fragmentOf } from "../../../test/scene.ts";
import { publicUrl, startTestApp, type TestApp } from "../../../test/test-app.ts";

const first = { name: "Ada", email: "ada@latchkey.test", password: aPassword };

describe("the set-up link", () => {
  let fresh: TestApp | undefined;
  const start = async () => (fresh = await startTestApp());
  afterEach(async () => {
    await fresh?.close();
    fresh = undefined;
  });

  test("creates the first super administrator and signs them in", async () => {
    const { client, app } = await start();
    expect(await client().administrators.getSetup()).toEqual({ isNeeded: true });

    const { administrator } = await client().administrators.completeSetup({ body: { token: app.setupToken.value, ...first } });

    expect(administrator).toMatchObject({ name: "Ada", email: "ada@latchkey.test", isSuper: true, status: "active" });
    expect(await client().administrators.getSetup()).toEqual({ isNeeded: false });
    await expect(
      client().signIn.signInWithPassword({ params: { place: "console" }, body: { email: first.email, password: aPassword } }),
    ).resolves.toBeDefined();
  });

  test("sets the session cookie in its answer, so that the console opens at once", async () => {
    const { request, app } = await start();
    const answer = await request({ method: "POST", url: "/api/v1/setup", payload: { token: app.setupToken.value, ...first } });
    const me = await request({
      method: "GET",
      url: "/api/v1/session",
      headers: { cookie: String(answer.headers["set-cookie"]).split(";")[0] ?? "" },
    });
    expect(me.json().administrator.email).toBe(first.email);
  });

  test("is dead after its first use", async () => {
    const { client, app, db } = await start();
    await client().administrators.completeSetup({ body: { token: app.setupToken.value, ...first } });

    const again = client().administrators.completeSetup({ body: { token: app.setupToken.value, ...first, email: "eve@latchkey.test" } });
    await expect(again).rejects.toMatchObject({ status: 409, code: "administrators.setup_done" });
    expect(await db.selectFrom("users").select("email").execute()).toEqual([{ email: first.email }]);
  });

  test("is dead after a restart, and the new one works", async () => {
    const { app, anotherNode, db } = await start();
    const restarted = await anotherNode();
    expect(restarted.app.setupToken.value).not.toBe(app.setupToken.value);

    const old = restarted.client().administrators.completeSetup({ body: { token: app.setupToken.value, ...first } });
    await expect(old).rejects.toMatchObject({ status: 403, code: "administrators.setup_token_not_valid" });
    expect(await db.selectFrom("users").selectAll().execute()).toEqual([]);
    await expect(
      restarted.client().administrators.completeSetup({ body: { token: restarted.app.setupToken.value, ...first } }),
    ).resolves.toBeDefined();
  });

  test("lets exactly one of many browsers with the same link create the first administrator", async () => {
    const { client, app, db } = await start();
    const tries = Array.from({ length: 20 }, (_, index) =>
      client().administrators.completeSetup({ body: { token: app.setupToken.value, ...first, email: `ada-${index}@latchkey.test` } }),
    );
    const results = await Promise.allSettled(tries);

    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await db.selectFrom("users").selectAll().execute()).toHaveLength(1);
  });

  test.each([
    ["a wrong token", { token: "i-wrong" }, 403, "administrators.setup_token_not_valid"],
    ["an empty token", { token: "" }, 403, "administrators.setup_token_not_valid"],
    ["a common password", { password: "password1234" }, 400, "credentials.weak_password"],
    ["a password that names the person", { password: "ada@latchkey.test1" }, 400, "credentials.weak_password"],
    ["a malformed address", { email: "ada" }, 400, "http.bad_request"],
  ])("is refused with %s, and nobody is created", async (_title, change, status, code) => {
    const { client, app, db } = await start();
    const body = { token: app.setupToken.value, ...first, ...change };
    const changed = await changedTables(db, () =>
      expect(client().administrators.completeSetup({ body })).rejects.toMatchObject({ status, code }),
    );
    expect(changed).toEqual([]);
  });

  test("no password that ever shipped as a default opens a fresh installation", async () => {
    const { client, db } = await start();
    for (const [email, password] of [
      ["admin@admin.com", "admin"],
      ["sysadmin@thingsboard.org", "sysadmin"],
      ["admin@example.com", "123456"],
      ["admin@latchkey.test", "latchkey"],
      ["root@localhost.test", "Password1!"],
    ] as const) {
      await expect(client().signIn.signInWithPassword({ params: { place: "console" }, body: { email, password } })).rejects.toMatchObject({
        status: 401,
      });
    }
    expect(await db.selectFrom("users").selectAll().execute()).toEqual([]);
  });
});

describe("super administrators", () => {
  let latchkey: TestApp;
  let root: SignedIn & { email: string };
  beforeAll(async () => {
    latchkey = await startTestApp();
    root = await latchkey.make.anAdministrator({ isSuper: true });
  });
  afterAll(() => latchkey.close());

  const asRoot = () => latchkey.client(root.token).administrators;
  const lastSuper = { status: 409, code: "administrators.last_super_administrator" };
  const byId = (administratorId: string) => ({ params: { administratorId } });

  test.each([
    ["demoted", { isSuper: false }],
    ["suspended", { status: "suspended" as const }],
    ["demoted while renamed", { isSuper: false, name: "Somebody" }],
  ])("the last one cannot be %s", async (_title, body) => {
    const changed = await changedTables(latchkey.db, () =>
      expect(asRoot().updateAdministrator({ ...byId(root.id), body })).rejects.toMatchObject(lastSuper),
    );
    expect(changed).toEqual([]);
  });

  test("the last one cannot be deleted, nor reached as a run user of the deployment", async () => {
    const users = latchkey.client(root.token).users;
    const params = { profileId: "0".repeat(24), userId: root.id };
    const changed = await changedTables(latchkey.db, async () => {
      await expect(asRoot().deleteAdministrator(byId(root.id))).rejects.toMatchObject(lastSuper);
      await expect(users.deleteUser({ params })).rejects.toMatchObject({ status: 404 });
      await expect(users.suspendUser({ params, body: {} })).rejects.toMatchObject({ status: 404 });
      await expect(users.setUserPassword({ params, body: { password: "purple monkey dishwasher" } })).rejects.toMatchObject({
        status: 404,
      });
    });
    expect(changed).toEqual([]);
  });

  test("a suspended or invited super administrator does not count as one who is left", async () => {
    const suspended = await latchkey.make.anAdministrator({ isSuper: true });
    await asRoot().updateAdministrator({ ...byId(suspended.id), body: { status: "suspended" } });
    const invited = await asRoot().createAdministrator({ body: { name: "Invited", email: "invited@latchkey.test", isSuper: true } });

    await expect(asRoot().deleteAdministrator(byId(root.id))).rejects.toMatchObject(lastSuper);
    await asRoot().deleteAdministrator(byId(suspended.id));
    await asRoot().deleteAdministrator(byId(invited.administrator.id));
  });

  test.each([
    ["demote", (by: ApiClient, whom: SignedIn) => by.administrators.updateAdministrator({ ...byId(whom.id), body: { isSuper: false } })],
    [
      "suspend",
      (by: ApiClient, whom: SignedIn) => by.administrators.updateAdministrator({ ...byId(whom.id), body: { status: "suspended" } }),
    ],
    ["delete", (by: ApiClient, whom: SignedIn) => by.administrators.deleteAdministrator(byId(whom.id))],
  ])("two who %s each other at once leave one", async (_title, act) => {
    const fresh = await startTestApp();
    try {
      const [one, other] = [await fresh.make.anAdministrator({ isSuper: true }), await fresh.make.anAdministrator({ isSuper: true })];
      const results = await Promise.allSettled([act(fresh.client(one.token), other), act(fresh.client(other.token), one)]);

      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      const left = await fresh.db.selectFrom("users").select("id").where("is_super", "=", true).where("status", "=", "active").execute();
      expect(left).toHaveLength(1);
    } finally {
      await fresh.close();
    }
  });
});

describe("administrators", () => {
  let latchkey: TestApp;
  let root: SignedIn & { email: string };
  beforeAll(async () => {
    latchkey = await startTestApp();
    root = await latchkey.make.anAdministrator({ isSuper: true });
  });
  afterAll(() => latchkey.close());
  const asRoot = () => latchkey.client(root.token).administrators;

  test("a new one is invited with a link to the console, chooses a password once, and then signs in", async () => {
    const created = await asRoot().createAdministrator({ body: { name: "Bea", email: "Bea@Latchkey.test" } });
    expect(created.administrator).toMatchObject({ email: "bea@latchkey.test", status: "invited", isSuper: false, profiles: [] });
    expect(created.passwordLink.url.startsWith(`${publicUrl}/console/choose-password#token=l-`)).toBe(true);

    const redeem = () =>
      latchkey.client().administrators.redeemPasswordLink({ body: { token: fragmentOf(created.passwordLink.url), password: aPassword } });
    await redeem();
    await expect(redeem()).rejects.toMatchObject({ status: 404, code: "credentials.link_not_valid" });

    const body = { email: "bea@latchkey.test", password: aPassword };
    await expect(latchkey.client().signIn.signInWithPassword({ params: { place: "console" }, body })).resolves.toMatchObject({
      step: "signed_in",
    });
    const listed = await asRoot().listAdministrators();
    expect(listed.items.find(({ name }) => name === "Bea")).toMatchObject({ status: "active" });
  });

  test("one works in the profiles they are a member of and finds no others", async () => {
    const [one, other] = [await latchkey.make.aProfile(), await latchkey.make.aProfile()];
    const bob = await latchkey.make.anAdministrator({ profileIds: [one.id] });

    const list = await latchkey.client(bob.token).profiles.listProfiles();
    expect(list.items.map((profile) => profile.id)).toEqual([one.id]);
    await expect(latchkey.client(bob.token).users.listUsers({ params: { profileId: other.id } })).rejects.toMatchObject({ status: 404 });
  });

  test("a change of profiles holds on the very next request", async () => {
    const [one, other] = [await latchkey.make.aProfile(), await latchkey.make.aProfile()];
    const bob = await latchkey.make.anAdministrator({ profileIds: [one.id] });
    const listIn = (profileId: string) => latchkey.client(bob.token).users.listUsers({ params: { profileId } });
    await listIn(one.id);

    await asRoot().updateAdministrator({ params: { administratorId: bob.id }, body: { profileIds: [other.id] } });
    await expect(listIn(one.id)).rejects.toMatchObject({ status: 404 });
    await expect(listIn(other.id)).resolves.toBeDefined();
  });

  test.each([
    ["suspended", (id: string) => asRoot().updateAdministrator({ params: { administratorId: id }, body: { status: "suspended" } })],
    ["deleted", (id: string) => asRoot().deleteAdministrator({ params: { administratorId: id } })],
  ])("one who is %s is refused on the very next request and cannot sign in", async (_title, act) => {
    const bob = await latchkey.make.anAdministrator();
    await latchkey.client(bob.token).administrators.getMe();
    await act(bob.id);

    await expect(latchkey.client(bob.token).administrators.getMe()).rejects.toMatchObject({ status: 401 });
    const signIn = latchkey
      .client()
      .signIn.signInWithPassword({ params: { place: "console" }, body: { email: bob.email, password: aPassword } });
    await expect(signIn).rejects.toMatchObject({ status: expect.toSatisfy((status) => status === 401 || status === 403) });
  });

  test("one who was demoted is no super administrator on the very next request", async () => {
    const bob = await latchkey.make.anAdministrator({ isSuper: true });
    await latchkey.client(bob.token).administrators.listAdministrators();
    await asRoot().updateAdministrator({ params: { administratorId: bob.id }, body: { isSuper: false } });
    await expect(latchkey.client(bob.token).administrators.listAdministrators()).rejects.toMatchObject({ status: 403 });
  });

  test("an ordinary administrator can neither create, promote nor delete administrators, themselves included", async () => {
    const bob = await latchkey.make.anAdministrator();
    const { administrators } = latchkey.client(bob.token);
    const self = { params: { administratorId: bob.id } };
    const changed = await changedTables(latchkey.db, async () => {
      await expect(
        administrators.createAdministrator({ body: { name: "Eve", email: "eve@latchkey.test", isSuper: true } }),
      ).rejects.toMatchObject({ status: 403 });
      await expect(administrators.updateAdministrator({ ...self, body: { isSuper: true } })).rejects.toMatchObject({ status: 403 });
      await expect(administrators.deleteAdministrator({ params: { administratorId: root.id } })).rejects.toMatchObject({ status: 403 });
      await expect(administrators.createAdministratorPasswordLink({ params: { administratorId: root.id } })).rejects.toMatchObject({
        status: 403,
      });
    });
    expect(changed).toEqual([]);
  });

  test("an address that another administrator has is refused in any case, and nothing is written", async () => {
    const changed = await changedTables(latchkey.db, () =>
      expect(asRoot().createAdministrator({ body: { name: "Twin", email: root.email.toUpperCase() } })).rejects.toMatchObject({
        status: 409,
        code: "users.email_taken",
        problem: { errors: [{ path: "body.email" }] },
      }),
    );
    expect(changed).toEqual([]);
  });

  test("a profile that does not exist is refused, and no half of the administrator stays", async () => {
    const body = { name: "Nobody", email: "nobody@latchkey.test", profileIds: ["a".repeat(24)] };
    const changed = await changedTables(latchkey.db, () =>
      expect(asRoot().createAdministrator({ body })).rejects.toMatchObject({ status: 400, code: "administrators.unknown_profile" }),
    );
    expect(changed).toEqual([]);
  });

  test("an invited one cannot be made active past the choice of a password", async () => {
    const { administrator } = await asRoot().createAdministrator({ body: { name: "Cy", email: "cy@latchkey.test" } });
    const update = asRoot().updateAdministrator({ params: { administratorId: administrator.id }, body: { status: "active" } });
    await expect(update).rejects.toMatchObject({ status: 409, code: "users.wrong_status" });
  });

  test("one who was suspended before choosing a password is only invited again when reinstated", async () => {
    const { administrator } = await asRoot().createAdministrator({ body: { name: "Ida", email: "ida@latchkey.test" } });
    const params = { administratorId: administrator.id };
    await asRoot().updateAdministrator({ params, body: { status: "suspended" } });
    await expect(asRoot().updateAdministrator({ params, body: { status: "active" } })).resolves.toMatchObject({ status: "invited" });
  });

  test("a suspended one gets no link, and the links they had are dead", async () => {
    const { administrator, passwordLink } = await asRoot().createAdministrator({ body: { name: "Di", email: "di@latchkey.test" } });
    const params = { administratorId: administrator.id };
    await asRoot().updateAdministrator({ params, body: { status: "suspended" } });

    await expect(asRoot().createAdministratorPasswordLink({ params })).rejects.toMatchObject({ status: 409 });
    const redeem = latchkey
      .client()
      .administrators.redeemPasswordLink({ body: { token: fragmentOf(passwordLink.url), password: aPassword } });
    await expect(redeem).rejects.toMatchObject({ status: 404 });
  });

  test("a run user's link chooses no administrator's password, nor the other way round", async () => {
    const profile = await latchkey.make.aProfile();
    const created = await profile.client.users.createUser({
      params: { profileId: profile.id },
      body: { name: "Una", email: "una@latchkey.test" },
    });
    const administrator = await asRoot().createAdministrator({ body: { name: "Ed", email: "ed@latchkey.test" } });

    const crossed = latchkey
      .client()
      .administrators.redeemPasswordLink({ body: { token: fragmentOf(created.passwordLink?.url ?? ""), password: aPassword } });
    await expect(crossed).rejects.toMatchObject({ status: 404 });
    const back = latchkey.client().portal.redeemPortalPasswordLink({
      params: { slug: profile.slug },
      body: { token: fragmentOf(administrator.passwordLink.url), password: aPassword },
    });
    await expect(back).rejects.toMatchObject({ status: 404 });
  });

  test("one may rename themselves, and the new name is what the audit log says from then on", async () => {
    const bob = await latchkey.make.anAdministrator();
    await latchkey.client(bob.token).administrators.updateMe({ body: { name: "Robert" } });
    expect((await latchkey.client(bob.token).administrators.getMe()).administrator?.name).toBe("Robert");

    const log = await latchkey
      .client(root.token)
      .audit.listDeploymentAudit({ query: { actorId: bob.id, action: ["administrator.updated"] } });
    expect(log.items[0]).toMatchObject({ before: { name: expect.any(String) }, after: { name: "Robert" } });
  });

  test("an unknown administrator is not found", async () => {
    const params = { administratorId: "b".repeat(24) };
    await expect(asRoot().updateAdministrator({ params, body: { name: "X" } })).rejects.toMatchObject({ status: 404 });
    await expect(asRoot().deleteAdministrator({ params })).rejects.toMatchObject({ status: 404 });
    await expect(asRoot().createAdministratorPasswordLink({ params })).rejects.toMatchObject({ status: 404 });
  });
});
