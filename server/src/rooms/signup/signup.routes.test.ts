import type { SignupField } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import { aPassword, type Makers } from "../../../test/makers.ts";
import { seeEveryDashboard } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

const fields: SignupField[] = [
  { type: "text", name: "company", label: "Company", isRequired: true },
  { type: "number", name: "seats", label: "Seats", isRequired: false },
  { type: "hidden", name: "plan", value: "free" },
];

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
  await profile.client.profiles.updateProfile({ params: { profileId: profile.id }, body: { signup: { isEnabled: true, fields } } });
});
afterAll(() => latchkey.close());

let count = 0;
const bodyOf = (change: object = {}) => ({
  name: "New",
  email: `new-${(count += 1)}@latchkey.test`,
  password: aPassword,
  answers: { company: "Acme" },
  ...change,
});
const signUp = (change: object = {}, slug = profile.slug) => latchkey.client().portal.signUp({ params: { slug }, body: bodyOf(change) });
const userOf = (userId: string) => profile.client.users.getUser({ params: { profileId: profile.id, userId } });

test("the portal tells its name, its language and the questions of its form, and never a hidden field", async () => {
  const info = await latchkey.client().portal.getPortal({ params: { slug: profile.slug } });
  expect(info).toEqual({
    name: profile.name,
    slug: profile.slug,
    language: "en",
    timeZone: "UTC",
    signup: {
      isEnabled: true,
      fields: [
        { type: "text", name: "company", label: "Company", isRequired: true },
        { type: "number", name: "seats", label: "Seats", isRequired: false },
      ],
    },
  });
  expect(JSON.stringify(info)).not.toContain("free");
  await expect(latchkey.client().portal.getPortal({ params: { slug: "nowhere" } })).rejects.toMatchObject({ status: 404 });
});

test("answers become tags, hidden values come from the server, and the person is signed in", async () => {
  const answer = await latchkey.request({
    method: "POST",
    url: `/api/v1/portal/${profile.slug}/sign-up`,
    payload: bodyOf({ answers: { company: " Acme & Söhne ", seats: "12.5" } }),
  });
  expect(answer.statusCode).toBe(201);
  const cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
  const me = await latchkey.request({ method: "GET", url: `/api/v1/portal/${profile.slug}/session`, headers: { cookie } });
  expect(me.json()).toEqual(answer.json());

  const user = await userOf(answer.json().user.id);
  expect(user).toMatchObject({ status: "active", source: "sign_up", isAnonymous: false, hasPassword: true });
  expect(user.tags).toEqual([
    { key: "company", value: "Acme & Söhne" },
    { key: "seats", value: "12.5" },
    { key: "plan", value: "free" },
  ]);
});

test("an answer that is not asked for may be left out", async () => {
  const { user } = await signUp();
  expect((await userOf(user.id)).tags).toEqual([
    { key: "company", value: "Acme" },
    { key: "plan", value: "free" },
  ]);
});

describe("refused, with nothing written, is", () => {
  const refused: [string, object, string | null][] = [
    ["a required answer that is missing", { answers: {} }, "body.answers.company"],
    ["a required answer that is blank", { answers: { company: "  " } }, "body.answers.company"],
    ["a number that is none", { answers: { company: "A", seats: "many" } }, "body.answers.seats"],
    ["a number in another writing", { answers: { company: "A", seats: "1e9" } }, "body.answers.seats"],
    ["a value for a hidden field", { answers: { company: "A", plan: "enterprise" } }, "body.answers.plan"],
    ["an answer nobody asked for", { answers: { company: "A", level: "supervisor" } }, "body.answers.level"],
    ["an answer called as a property of every object", { answers: { company: "A", constructor: "x" } }, "body.answers.constructor"],
    ["an answer that is no text", { answers: { company: ["A"] } }, "body.answers.company"],
    ["tags", { tags: [{ key: "level", value: "supervisor" }] }, null],
    ["a status", { status: "active" }, null],
    ["super powers", { isSuper: true }, null],
    ["a column of the database", { is_super: true }, null],
    ["another profile", { profileId: "a".repeat(24) }, null],
    ["an id", { id: "a".repeat(24) }, null],
    ["a source", { source: "console" }, null],
    ["a weak password", { password: "password123" }, "body.password"],
    ["a malformed address", { email: "not an address" }, "body.email"],
    ["an address with a line break", { email: "a@latchkey.test\nBcc: all@latchkey.test" }, "body.email"],
    ["an address with a full-width @", { email: "a＠latchkey.test" }, "body.email"],
    ["a name with a control character", { name: "A\u0008" }, "body.name"],
  ];
  test.each(refused)("%s", async (_title, change, path) => {
    const code = path === "body.password" ? "credentials.weak_password" : "http.bad_request";
    const errors = path === null ? expect.any(Array) : expect.arrayContaining([expect.objectContaining({ path })]);
    const changed = await changedTables(latchkey.db, () =>
      expect(signUp(change)).rejects.toMatchObject({ status: 400, code, problem: { errors } }),
    );
    expect(changed).toEqual([]);
  });

  test("anybody, while sign-up is closed, which is how a profile begins", async () => {
    const closed = await latchkey.make.aProfile();
    const changed = await changedTables(latchkey.db, () =>
      expect(signUp({ answers: {} }, closed.slug)).rejects.toMatchObject({ status: 403, code: "signup.closed" }),
    );
    expect(changed).toEqual([]);
    expect((await latchkey.client().portal.getPortal({ params: { slug: closed.slug } })).signup).toEqual({ isEnabled: false, fields: [] });
  });

  test("an address that somebody in the profile has; what they have stays as it was", async () => {
    const owner = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
    const changed = await changedTables(latchkey.db, () =>
      expect(signUp({ email: (owner.email ?? "").toUpperCase() })).rejects.toMatchObject({ status: 409, code: "users.email_taken" }),
    );
    expect(changed).toEqual([]);
  });

  test("an address that was only invited: nobody takes an account over before its owner arrives", async () => {
    const { user } = await profile.client.users.createUser({
      params: { profileId: profile.id },
      body: { name: "Invited", email: "invited@latchkey.test", tags: [{ key: "level", value: "supervisor" }] },
    });
    await expect(signUp({ email: "invited@latchkey.test" })).rejects.toMatchObject({ status: 409 });
    expect(await userOf(user.id)).toMatchObject({ status: "invited", hasPassword: false });
  });
});

test("two who sign up with one address at once make one user", async () => {
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => signUp({ email: "race@latchkey.test" })));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
});

test("closing sign-up leaves those who came in where they are", async () => {
  const own = await latchkey.make.aProfile();
  const params = { profileId: own.id };
  await own.client.profiles.updateProfile({ params, body: { signup: { isEnabled: true, fields: [] } } });
  const body = bodyOf({ answers: {} });
  await latchkey.client().portal.signUp({ params: { slug: own.slug }, body });
  await own.client.profiles.updateProfile({ params, body: { signup: { isEnabled: false, fields: [] } } });

  const { email, password } = body;
  await expect(latchkey.client().portal.portalSignIn({ params: { slug: own.slug }, body: { email, password } })).resolves.toBeDefined();
});

test("a policy that targets a key which visitors fill themselves is refused; overridden with a reason, it carries a warning", async () => {
  const params = { profileId: profile.id };
  const body = {
    name: "By company",
    targets: [{ subject: "run_user" as const, match: "tag" as const, key: "company", value: "Acme" }],
    permissions: seeEveryDashboard,
    confirmName: "By company",
  };
  await expect(profile.client.access.createPolicy({ params, body })).rejects.toMatchObject({
    status: 400,
    code: "access.self_settable_key",
  });

  const overridden = { ...body, overrides: ["self_settable_key" as const], reason: "companies are checked on approval" };
  await profile.client.access.createPolicy({ params, body: overridden });
  const { items } = await profile.client.access.listPolicies({ params });
  expect(items[0]?.warnings).toContainEqual({ code: "self_settable_key", path: "targets.0", key: "company" });
});
