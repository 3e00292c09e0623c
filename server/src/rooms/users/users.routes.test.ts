import { portalPlace } from "@latchkey/contract";
import type { User } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import { aPassword, type Makers } from "../../../test/makers.ts";
import { lastMail } from "../../../test/read-mails.ts";
import { fragmentOf } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { purgeDeletedUsers } from "./index.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const byId = (userId: string) => ({ params: { ...params(), userId } });
const { users, portal } = { users: () => profile.client.users, portal: (token?: string) => latchkey.client(token).portal };
let count = 0;
const anAddress = () => `person-${(count += 1)}@latchkey.test`;

describe("creating a user", () => {
  test("with a password makes them active, and they can sign in at once", async () => {
    const email = anAddress();
    const tags = [
      { key: "level", value: "supervisor" },
      { key: "level", value: "trainer" },
      { key: "note", value: "a=b=c" },
    ];
    const { user, passwordLink } = await users().createUser({
      params: params(),
      body: { name: " Ann ", email: email.toUpperCase(), password: aPassword, tags },
    });

    expect(user).toMatchObject({ name: "Ann", email, status: "active", source: "console", hasPassword: true, isAnonymous: false, tags });
    expect(passwordLink).toBeNull();
    await expect(
      latchkey.client().signIn.signInWithPassword({ params: { place: portalPlace(profile.slug) }, body: { email, password: aPassword } }),
    ).resolves.toBeDefined();
  });

  test("without one makes them invited, with a link", async () => {
    const { user, passwordLink } = await users().createUser({ params: params(), body: { name: "Ben", email: anAddress() } });
    expect(user).toMatchObject({ status: "invited", hasPassword: false });
    expect(passwordLink?.url).toContain(`/p/${profile.slug}/choose-password#token=`);
  });

  test("by an API token says so in the source", async () => {
    const token = await latchkey.make.anApiToken(profile);
    const { user } = await latchkey.client(token).users.createUser({ params: params(), body: { name: "Cas", email: anAddress() } });
    expect(user.source).toBe("api");
  });

  test("with an address somebody in the profile has is refused in any case, while another profile may have it too", async () => {
    const email = anAddress();
    await users().createUser({ params: params(), body: { name: "First", email } });
    const changed = await changedTables(latchkey.db, () =>
      expect(users().createUser({ params: params(), body: { name: "Second", email: ` ${email.toUpperCase()} ` } })).rejects.toMatchObject({
        status: 409,
        code: "users.email_taken",
        problem: { errors: [{ path: "body.email" }] },
      }),
    );
    expect(changed).toEqual([]);

    const other = await latchkey.make.aProfile();
    await expect(other.client.users.createUser({ params: { profileId: other.id }, body: { name: "Third", email } })).resolves.toBeDefined();
  });

  test("twenty times at once with one address makes one", async () => {
    const email = anAddress();
    const tries = Array.from({ length: 20 }, () => users().createUser({ params: params(), body: { name: "Race", email } }));
    const results = await Promise.allSettled(tries);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  test.each(["id", "status", "isAnonymous", "isSuper", "is_super", "source", "profileId", "createdAt", "deletedAt", "hasPassword", "role"])(
    "refuses a body that tries to set %s",
    async (field) => {
      const body = { name: "Mallory", email: anAddress(), password: aPassword, [field]: true } as never;
      const changed = await changedTables(latchkey.db, () =>
        expect(users().createUser({ params: params(), body })).rejects.toMatchObject({ status: 400, code: "http.bad_request" }),
      );
      expect(changed).toEqual([]);
    },
  );

  test.each([
    ["a key with =", [{ key: "a=b", value: "c" }]],
    ["an empty key", [{ key: "", value: "c" }]],
    ["an empty value", [{ key: "a", value: "" }]],
    [
      "the same pair twice",
      [
        { key: "a", value: "b" },
        { key: "a", value: "b" },
      ],
    ],
    [
      "the same pair twice after trimming",
      [
        { key: "a", value: "b" },
        { key: " a", value: "b " },
      ],
    ],
    ["more than 100 tags", Array.from({ length: 101 }, (_, index) => ({ key: "a", value: String(index) }))],
    ["a control character", [{ key: "a", value: "b\u0007" }]],
  ])("refuses tags with %s", async (_title, tags) => {
    await expect(users().createUser({ params: params(), body: { name: "T", email: anAddress(), tags } })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe("changing a user", () => {
  test("replaces the whole tag list and leaves the rest alone", async () => {
    const user = await latchkey.make.aUser(profile, { tags: [{ key: "region", value: "north" }] });
    const updated = await users().updateUser({ ...byId(user.id), body: { tags: [{ key: "region", value: "south" }] } });
    expect(updated).toMatchObject({ name: user.name, email: user.email, status: "active", tags: [{ key: "region", value: "south" }] });
  });

  test("to an address somebody else has is refused, and nothing is written", async () => {
    const [one, other] = [await latchkey.make.aUser(profile), await latchkey.make.aUser(profile)];
    const changed = await changedTables(latchkey.db, () =>
      expect(users().updateUser({ ...byId(one.id), body: { email: other.email ?? "" } })).rejects.toMatchObject({
        status: 409,
        code: "users.email_taken",
      }),
    );
    expect(changed).toEqual([]);
  });

  test("who is deleted is refused until they are restored", async () => {
    const user = await latchkey.make.aUser(profile);
    await users().deleteUser(byId(user.id));
    await expect(users().updateUser({ ...byId(user.id), body: { name: "Ghost" } })).rejects.toMatchObject({
      status: 409,
      code: "users.wrong_status",
    });
  });

  test("that does not exist is not found", async () => {
    await expect(users().getUser(byId("a".repeat(24)))).rejects.toMatchObject({ status: 404 });
    await expect(users().updateUser({ ...byId("a".repeat(24)), body: { name: "X" } })).rejects.toMatchObject({ status: 404 });
  });
});

describe("the language that somebody reads", () => {
  test("is set and taken away by administrators, recorded, and none at first", async () => {
    const profile = await latchkey.make.aProfile();
    const { users, audit } = profile.client;
    const params = { profileId: profile.id };
    const made = await users.createUser({ params, body: { name: "Ana", email: "ana.le@latchkey.test", language: "pt-BR" } });
    const other = await users.createUser({ params, body: { name: "Bob", email: "bob.le@latchkey.test" } });
    expect([made.user.language, other.user.language]).toEqual(["pt-BR", null]);

    const change = (language: string | null) => users.updateUser({ params: { ...params, userId: made.user.id }, body: { language } });
    expect([(await change("de")).language, (await change(null)).language]).toEqual(["de", null]);
    const { items } = await audit.listAudit({ params, query: { action: ["user.updated"] } });
    expect(items).toMatchObject([
      { before: { language: "de" }, after: { language: null } },
      { before: { language: "pt-BR" }, after: { language: "de" } },
    ]);
    await expect(change("German")).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: "body.language" }] } });
  });

  test("is that of an invitation", async () => {
    const profile = await latchkey.make.aProfile();
    const body = { name: "Ana", email: "invited.le@latchkey.test", language: "es" };
    await profile.client.users.createUser({ params: { profileId: profile.id }, body });
    expect(await lastMail(latchkey, body.email)).toMatchObject({ template: "invitation", language: "es" });
  });
});

describe("the anonymous user", () => {
  test("is created once; a second attempt is refused with a clear message", async () => {
    const own = await latchkey.make.aProfile();
    const anonymous = await own.client.users.createAnonymousUser({
      params: { profileId: own.id },
      body: { tags: [{ key: "level", value: "public" }] },
    });
    expect(anonymous).toMatchObject({
      isAnonymous: true,
      email: null,
      hasPassword: false,
      status: "active",
      tags: [{ key: "level", value: "public" }],
    });

    const changed = await changedTables(latchkey.db, () =>
      expect(own.client.users.createAnonymousUser({ params: { profileId: own.id }, body: {} })).rejects.toMatchObject({
        status: 409,
        code: "users.anonymous_user_exists",
        problem: { title: "This profile already has its anonymous user." },
      }),
    );
    expect(changed).toEqual([]);
  });

  test("is created once by many at once", async () => {
    const own = await latchkey.make.aProfile();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => own.client.users.createAnonymousUser({ params: { profileId: own.id }, body: {} })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  test("takes neither password nor link nor address, and cannot sign in", async () => {
    const own = await latchkey.make.aProfile();
    const { id } = await own.client.users.createAnonymousUser({ params: { profileId: own.id }, body: {} });
    const them = { params: { profileId: own.id, userId: id } };
    const refused = { status: 409, code: "users.anonymous_has_no_credentials" };

    const changed = await changedTables(latchkey.db, async () => {
      await expect(own.client.users.setUserPassword({ ...them, body: { password: aPassword } })).rejects.toMatchObject(refused);
      await expect(own.client.users.createUserPasswordLink(them)).rejects.toMatchObject(refused);
      await expect(own.client.users.updateUser({ ...them, body: { email: anAddress() } })).rejects.toMatchObject(refused);
    });
    expect(changed).toEqual([]);
    for (const email of ["Anonymous user", "", "null"]) {
      const answer = await latchkey.request({
        method: "POST",
        url: `/api/v1/places/portal-${own.slug}/sign-in/password`,
        payload: { email, password: aPassword },
      });
      expect(answer.statusCode).toBe(400);
    }
  });
});

const suspend = (id: string): Promise<unknown> => users().suspendUser({ ...byId(id), body: {} });
const remove = (id: string): Promise<unknown> => users().deleteUser(byId(id));

describe("suspending and deleting", () => {
  const endings = [
    ["suspended", (id: string) => users().suspendUser({ ...byId(id), body: { reason: "left the company" } })],
    ["deleted", (id: string) => users().deleteUser(byId(id))],
  ] as const;

  test.each(endings)("a user who is %s is refused on the very next request, on every session", async (_title, end) => {
    const user = await latchkey.make.aUser(profile);
    const slug = { params: { slug: profile.slug } };
    const second = await signIn(user.email ?? "");
    await portal(user.token).getPortalMe(slug);
    await end(user.id);

    for (const token of [user.token, second]) {
      await expect(portal(token).getPortalMe(slug)).rejects.toMatchObject({ status: 401, code: "http.not_signed_in" });
      await expect(latchkey.client(token).dashboards.listPortalDashboards(slug)).rejects.toMatchObject({ status: 401 });
    }
  });

  test.each(endings)("a user who is %s cannot come back by a link they had", async (_title, end) => {
    const { user, passwordLink } = await users().createUser({ params: params(), body: { name: "Late", email: anAddress() } });
    await end(user.id);
    const redeem = portal().redeemPortalPasswordLink({
      params: { slug: profile.slug },
      body: { token: fragmentOf(passwordLink?.url ?? ""), password: aPassword },
    });
    await expect(redeem).rejects.toMatchObject({ status: 404, code: "credentials.link_not_valid" });
  });

  test("a session that was started at the very moment of a suspension is worth nothing", async () => {
    const user = await latchkey.make.aUser(profile);
    // Past the verb, which would end the session as well: what counts is the status that each request reads.
    await latchkey.db.updateTable("users").set({ status: "suspended" }).where("id", "=", user.id).execute();
    await expect(portal(user.token).getPortalMe({ params: { slug: profile.slug } })).rejects.toMatchObject({ status: 401 });
  });

  test("a reinstated user signs in again, and sessions from before stay dead", async () => {
    const user = await latchkey.make.aUser(profile);
    await users().suspendUser({ ...byId(user.id), body: {} });
    expect(await users().reinstateUser(byId(user.id))).toMatchObject({ status: "active", suspendedAt: null });

    await expect(portal(user.token).getPortalMe({ params: { slug: profile.slug } })).rejects.toMatchObject({ status: 401 });
    await expect(signIn(user.email ?? "")).resolves.toMatch(/^u-/);
  });

  test("somebody invited who never chose a password is invited again when reinstated or restored", async () => {
    const { user } = await users().createUser({ params: params(), body: { name: "Never", email: anAddress() } });
    await users().suspendUser({ ...byId(user.id), body: {} });
    expect((await users().reinstateUser(byId(user.id))).status).toBe("invited");
    await users().deleteUser(byId(user.id));
    expect((await users().restoreUser(byId(user.id))).status).toBe("invited");
  });

  test.each([
    ["suspend a suspended", suspend, suspend],
    ["suspend a deleted", remove, suspend],
    ["reinstate an active", null, (id: string) => users().reinstateUser(byId(id))],
    ["restore an active", null, (id: string) => users().restoreUser(byId(id))],
    ["delete a deleted", remove, remove],
  ])("nobody can %s user", async (_title, before, act) => {
    const user = await latchkey.make.aUser(profile);
    await before?.(user.id);
    await expect(act(user.id)).rejects.toMatchObject({ status: 409, code: "users.wrong_status" });
  });

  test("a deleted user is listed as deleted only, and restored within 30 days with id, tags and password", async () => {
    const user = await latchkey.make.aUser(profile, { name: "Lazarus", tags: [{ key: "level", value: "guest" }] });
    await users().deleteUser(byId(user.id));
    const found = async (status?: User["status"][]) =>
      (await users().listUsers({ params: params(), query: { search: "Lazarus", ...(status ? { status } : {}) } })).items;
    expect(await found()).toEqual([]);
    expect(await found(["deleted"])).toMatchObject([{ id: user.id, status: "deleted", deletedAt: latchkey.clock.now().toISOString() }]);

    latchkey.clock.advance({ days: 29 });
    expect(await users().restoreUser(byId(user.id))).toMatchObject({ id: user.id, status: "active", tags: user.tags, deletedAt: null });
    await expect(signIn(user.email ?? "")).resolves.toBeDefined();
  });

  test("a user who was suspended before comes back suspended", async () => {
    const user = await latchkey.make.aUser(profile);
    await suspend(user.id);
    await users().deleteUser(byId(user.id));
    expect(await users().restoreUser(byId(user.id))).toMatchObject({ status: "suspended" });
  });

  test("a restore whose address is used anew meanwhile is a conflict, and nothing is overwritten", async () => {
    const user = await latchkey.make.aUser(profile);
    await users().deleteUser(byId(user.id));
    const successor = await latchkey.make.aUser(profile, { email: user.email ?? "" });

    const changed = await changedTables(latchkey.db, () =>
      expect(users().restoreUser(byId(user.id))).rejects.toMatchObject({ status: 409, code: "users.email_taken" }),
    );
    expect(changed).toEqual([]);
    expect((await users().getUser(byId(successor.id))).email).toBe(user.email);
  });

  test("after 30 days a deleted user is gone with password, sessions and links, and the log says so", async () => {
    const [gone, kept] = [await latchkey.make.aUser(profile), await latchkey.make.aUser(profile)];
    await users().deleteUser(byId(gone.id));
    latchkey.clock.advance({ days: 30 });
    expect(await purgeDeletedUsers(latchkey.app.commandLineContext())).toBe(await purgedBefore(gone.id));

    latchkey.clock.advance({ minutes: 1 });
    await purgeDeletedUsers(latchkey.app.commandLineContext());
    await expect(users().getUser(byId(gone.id))).rejects.toMatchObject({ status: 404 });
    await expect(users().restoreUser(byId(gone.id))).rejects.toMatchObject({ status: 404 });
    await expect(users().getUser(byId(kept.id))).resolves.toBeDefined();
    for (const table of ["passwords", "sessions", "one_time_tokens"] as const) {
      expect(await latchkey.db.selectFrom(table).select("user_id").where("user_id", "=", gone.id).execute()).toEqual([]);
    }
    const log = await profile.client.audit.listAudit({ params: params(), query: { objectId: gone.id, action: ["user.purged"] } });
    expect(log.items).toMatchObject([{ actor: { type: "system" }, object: { id: gone.id } }]);
  });

  /** How many were purged while this one was not yet: on its thirtieth day to the second it must stay. */
  async function purgedBefore(userId: string): Promise<number> {
    await expect(users().getUser(byId(userId))).resolves.toMatchObject({ status: "deleted" });
    const log = await profile.client.audit.listAudit({ params: params(), query: { action: ["user.purged"] } });
    return log.items.length;
  }
});

async function signIn(email: string): Promise<string> {
  const answer = await latchkey.request({
    method: "POST",
    url: `/api/v1/places/portal-${profile.slug}/sign-in/password`,
    payload: { email, password: aPassword },
  });
  return /=(u-[^;]+)/.exec(String(answer.headers["set-cookie"]))?.[1] ?? `refused ${answer.statusCode}`;
}
