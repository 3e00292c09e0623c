import { portalPlace } from "@latchkey/contract";
import type { SignupField } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import { aPassword, type Makers } from "../../../test/makers.ts";
import { seeEveryDashboard } from "../../../test/scene.ts";
import { lastMail, readMails } from "../../../test/read-mails.ts";
import { runJobsNow } from "../../../test/run-jobs.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { purgeUnconfirmedUsers } from "../users/index.ts";

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

const another = "purple monkey dishwasher 42";
let count = 0;
const bodyOf = (change: object = {}) => ({
  name: "New",
  email: `new-${(count += 1)}@latchkey.test`,
  password: aPassword,
  answers: { company: "Acme" },
  ...change,
});
const signUp = (change: object = {}, slug = profile.slug) => latchkey.client().portal.signUp({ params: { slug }, body: bodyOf(change) });
const signIn = ({ email, password }: { email: string; password: string }, slug = profile.slug) =>
  latchkey.client().signIn.signInWithPassword({ params: { place: portalPlace(slug) }, body: { email, password } });
async function userOf(email: string, { client, id } = profile) {
  const { items } = await client.users.listUsers({ params: { profileId: id }, query: { search: email } });
  if (items[0] === undefined) throw new Error(`nobody is ${email}`);
  return items[0];
}

test("the portal tells its name, its language and the questions of its form, and never a hidden field", async () => {
  const info = await latchkey.client().portal.getPortal({ params: { slug: profile.slug } });
  expect(info).toEqual({
    name: profile.name,
    slug: profile.slug,
    language: "en",
    timeZone: "UTC",
    signup: {
      isEnabled: true,
      verification: "none",
      fields: [
        { type: "text", name: "company", label: "Company", isRequired: true },
        { type: "number", name: "seats", label: "Seats", isRequired: false },
      ],
    },
  });
  expect(JSON.stringify(info)).not.toContain("free");
  await expect(latchkey.client().portal.getPortal({ params: { slug: "nowhere" } })).rejects.toMatchObject({ status: 404 });
});

test("answers become tags, hidden values come from the server, and what was typed signs in", async () => {
  const body = bodyOf({ answers: { company: " Acme & Söhne ", seats: "12.5" } });
  const answer = await latchkey.request({ method: "POST", url: `/api/v1/portal/${profile.slug}/sign-up`, payload: body });
  expect(answer.json()).toMatchObject({ outcome: "sign_in" });
  expect(answer.headers["set-cookie"]).toBeUndefined();
  await expect(signIn(body)).resolves.toMatchObject({ step: "signed_in" });

  const user = await userOf(body.email);
  expect(user).toMatchObject({ status: "active", source: "sign_up", isAnonymous: false, hasPassword: true });
  expect(user.tags).toEqual([
    { key: "company", value: "Acme & Söhne" },
    { key: "seats", value: "12.5" },
    { key: "plan", value: "free" },
  ]);
});

test("an answer that is not asked for may be left out", async () => {
  const body = bodyOf();
  await signUp(body);
  expect((await userOf(body.email)).tags).toEqual([
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
    expect((await latchkey.client().portal.getPortal({ params: { slug: closed.slug } })).signup).toMatchObject({
      isEnabled: false,
      fields: [],
    });
  });

  test("an address that somebody in the profile has; what they have stays as it was, and a mail tells them", async () => {
    const owner = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
    const changed = await changedTables(latchkey.db, () => signUp({ email: (owner.email ?? "").toUpperCase() }));
    expect(changed).toEqual([]);
    await runJobsNow(latchkey);
    expect(await userOf(owner.email ?? "")).toMatchObject({ id: owner.id, name: owner.name, tags: owner.tags });
    expect(await lastMail(latchkey, owner.email ?? "")).toMatchObject({ template: "already_have_account" });
  });

  test("an address that was only invited: nobody takes an account over before its owner arrives", async () => {
    const { user } = await profile.client.users.createUser({
      params: { profileId: profile.id },
      body: { name: "Invited", email: "invited@latchkey.test", tags: [{ key: "level", value: "supervisor" }] },
    });
    await signUp({ email: "invited@latchkey.test" });
    await runJobsNow(latchkey);
    expect(await userOf("invited@latchkey.test")).toMatchObject({ id: user.id, status: "invited", hasPassword: false });
  });
});

test("two who sign up with one address at once make one user", async () => {
  await Promise.all(Array.from({ length: 6 }, () => signUp({ email: "race@latchkey.test" })));
  await runJobsNow(latchkey);
  const rows = await latchkey.db.selectFrom("users").select("id").where("email", "=", "race@latchkey.test").execute();
  expect(rows).toHaveLength(1);
});

test("closing sign-up leaves those who came in where they are", async () => {
  const own = await latchkey.make.aProfile();
  const params = { profileId: own.id };
  await own.client.profiles.updateProfile({ params, body: { signup: { isEnabled: true, fields: [] } } });
  const body = bodyOf({ answers: {} });
  await latchkey.client().portal.signUp({ params: { slug: own.slug }, body });
  await own.client.profiles.updateProfile({ params, body: { signup: { isEnabled: false, fields: [] } } });

  await expect(signIn(body, own.slug)).resolves.toMatchObject({ step: "signed_in" });
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

describe("where the address is confirmed first", () => {
  const params = () => ({ slug: own.slug });
  let own: typeof profile;
  beforeAll(async () => {
    own = await latchkey.make.aProfile();
    const signup = { isEnabled: true, verification: "email" as const, fields: [] };
    await own.client.profiles.updateProfile({ params: { profileId: own.id }, body: { signup } });
  });
  const register = async (change: object = {}) => {
    const body = bodyOf({ answers: {}, ...change });
    const answer = await signUp(body, own.slug);
    await runJobsNow(latchkey);
    return { ...body, ...answer };
  };
  const mailOf = async (email: string) => {
    const { template, data } = await lastMail(latchkey, email);
    return { template, code: String(data["code"]), token: String(data["link"]).split("#token=")[1] ?? "" };
  };
  const confirm = (body: Parameters<ReturnType<TestApp["client"]>["portal"]["confirmSignUp"]>[0]["body"]) =>
    latchkey.client().portal.confirmSignUp({ params: params(), body });
  const dead = { status: 404, code: "credentials.link_not_valid" };

  test("who never confirms is removed for good after seven days without another try; who confirmed, or tried again, is not", async () => {
    const { client } = own;
    const purge = () => purgeUnconfirmedUsers(latchkey.app.commandLineContext());
    const [gone, again, confirmed] = [await register(), await register(), await register()];
    const { code } = await mailOf(confirmed.email);
    await confirm({ email: confirmed.email, code, reference: confirmed.reference });
    const { id } = await userOf(gone.email, own);
    latchkey.clock.advance({ days: 6 });
    await register({ email: again.email });
    latchkey.clock.advance({ hours: 24 });
    expect(await purge()).toBe(0);
    latchkey.clock.advance({ minutes: 1 });
    expect([await purge(), await purge()]).toEqual([1, 0]);

    const { items } = await client.users.listUsers({ params: { profileId: own.id }, query: {} });
    expect(items.map(({ email }) => email)).not.toContain(gone.email);
    expect(items.map(({ email }) => email)).toEqual(expect.arrayContaining([again.email, confirmed.email]));
    for (const table of ["passwords", "one_time_tokens", "mails"] as const)
      expect(await latchkey.db.selectFrom(table).select("user_id").where("user_id", "=", id).execute()).toEqual([]);
    const log = await client.audit.listAudit({ params: { profileId: own.id }, query: { objectId: id, action: ["user.purged"] } });
    expect(log.items).toMatchObject([{ actor: { type: "system" }, reason: "sign_up_not_confirmed", object: { id } }]);
    // The address is free again.
    await register({ email: gone.email });
    expect(await userOf(gone.email, own)).toMatchObject({ status: "pending" });
  });

  test("the account waits, its password is worth nothing yet, and the code in the same tab signs in with it", async () => {
    const { email, password, outcome, reference } = await register();
    expect(outcome).toBe("check_mail");
    expect(await userOf(email, own)).toMatchObject({ status: "pending" });
    await expect(signIn({ email, password }, own.slug)).rejects.toMatchObject({ status: 403, code: "sign_in.account_not_active" });

    const { template, code } = await mailOf(email);
    expect(template).toBe("verify_address");
    await expect(confirm({ email, code, reference })).resolves.toMatchObject({ step: "signed_in" });
    expect(await userOf(email, own)).toMatchObject({ status: "active" });
    await expect(signIn({ email, password }, own.slug)).resolves.toMatchObject({ step: "signed_in" });
    await expect(confirm({ email, code, reference })).rejects.toMatchObject({ status: 401, code: "sign_in.wrong_code" });
  });

  test("the link works in the same browser as it is", async () => {
    const { email, password, reference } = await register();
    const { token } = await mailOf(email);
    await expect(confirm({ token, reference })).resolves.toMatchObject({ step: "signed_in" });
    await expect(confirm({ token, reference })).rejects.toMatchObject(dead);
    await expect(signIn({ email, password }, own.slug)).resolves.toMatchObject({ step: "signed_in" });
  });

  test("class 1, account pre-hijacking: in another browser the link asks for a new password, and the first one is dropped", async () => {
    const { email, password } = await register();
    const { token } = await mailOf(email);
    await expect(confirm({ token })).rejects.toMatchObject({ status: 400, code: "signup.password_needed" });
    await expect(confirm({ token, reference: "t-somebody-else" })).rejects.toMatchObject({ code: "signup.password_needed" });

    await expect(confirm({ token, password: another })).resolves.toMatchObject({ step: "signed_in" });
    await expect(signIn({ email, password }, own.slug)).rejects.toMatchObject({ status: 401 });
    await expect(signIn({ email, password: another }, own.slug)).resolves.toMatchObject({ step: "signed_in" });
  });

  test("class 1: whoever registered a stranger's address first has nothing of it once the stranger registers", async () => {
    const attacker = await register({ password: another, name: "Eve" });
    latchkey.clock.advance({ minutes: 1 });
    const victim = await register({ email: attacker.email });
    const { code } = await mailOf(attacker.email);
    await expect(confirm({ email: victim.email, code, reference: attacker.reference })).rejects.toMatchObject({
      code: "sign_in.wrong_code",
    });
    await expect(confirm({ email: victim.email, code, reference: victim.reference })).resolves.toMatchObject({ step: "signed_in" });
    await expect(signIn({ email: victim.email, password: another }, own.slug)).rejects.toMatchObject({ status: 401 });
    await expect(signIn(victim, own.slug)).resolves.toMatchObject({ step: "signed_in" });
  });

  test("class 6: a known address is answered like an unknown one, and its owner is told, not too often", async () => {
    const owner = await latchkey.make.aUser(own);
    const known = await register({ email: owner.email });
    const unknown = await register();
    await register({ email: owner.email });
    expect(Object.keys(known).toSorted()).toEqual(Object.keys(unknown).toSorted());
    expect({ ...known, email: "", reference: known.reference.length }).toEqual({
      ...unknown,
      email: "",
      reference: unknown.reference.length,
    });
    expect((await readMails(latchkey, owner.email ?? "")).map((mail) => mail.template)).toEqual(["already_have_account"]);
    await expect(signIn({ email: owner.email ?? "", password: aPassword }, own.slug)).resolves.toMatchObject({ step: "signed_in" });
  });

  test("class 8: of 100 confirmations at once exactly one succeeds", async () => {
    const { email, reference } = await register();
    const { token } = await mailOf(email);
    const results = await Promise.allSettled(Array.from({ length: 100 }, () => confirm({ token, reference })));
    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  });

  test("somebody suspended while they wait stays suspended", async () => {
    const { email, reference } = await register();
    const { id } = await userOf(email, own);
    const { token } = await mailOf(email);
    await own.client.users.suspendUser({ params: { profileId: own.id, userId: id }, body: {} });
    await expect(confirm({ token, reference })).rejects.toMatchObject(dead);
    await own.client.users.reinstateUser({ params: { profileId: own.id, userId: id } });
    expect(await userOf(email, own)).toMatchObject({ status: "pending" });
  });
});

describe("where an administrator decides", () => {
  let own: typeof profile;
  beforeAll(async () => {
    own = await latchkey.make.aProfile();
    const signup = { isEnabled: true, verification: "administrator" as const, fields: [] };
    await own.client.profiles.updateProfile({ params: { profileId: own.id }, body: { signup } });
  });
  const register = async () => {
    const body = bodyOf({ answers: {} });
    const answer = await signUp(body, own.slug);
    expect(answer.outcome).toBe("wait_for_approval");
    await runJobsNow(latchkey);
    return { ...body, id: (await userOf(body.email, own)).id };
  };
  const byId = (userId: string) => ({ params: { profileId: own.id, userId } });

  test("they find who waits, let them in, and a mail tells it", async () => {
    const { id, email, password } = await register();
    const waiting = await own.client.users.listUsers({ params: { profileId: own.id }, query: { status: ["pending"] } });
    expect(waiting.items.map((each) => each.id)).toEqual([id]);
    await expect(signIn({ email, password }, own.slug)).rejects.toMatchObject({ code: "sign_in.account_not_active" });

    expect(await own.client.users.approveUser(byId(id))).toMatchObject({ status: "active" });
    await expect(own.client.users.approveUser(byId(id))).rejects.toMatchObject({ status: 409, code: "users.wrong_status" });
    expect((await lastMail(latchkey, email)).template).toBe("welcome");
    await expect(signIn({ email, password }, own.slug)).resolves.toMatchObject({ step: "signed_in" });
  });

  test("they turn somebody away, who is told by mail without the reason, may not sign in, and is restored as waiting", async () => {
    const { id, email, password } = await register();
    expect(await own.client.users.rejectUser({ ...byId(id), body: { reason: "not a customer" } })).toMatchObject({ status: "deleted" });
    const told = await lastMail(latchkey, email);
    expect(told.template).toBe("sign_up_rejected");
    expect(JSON.stringify(told)).not.toContain("not a customer");
    await expect(signIn({ email, password }, own.slug)).rejects.toMatchObject({ status: 401 });
    expect(await own.client.users.restoreUser(byId(id))).toMatchObject({ status: "pending" });
    await own.client.users.deleteUser(byId(id));
  });
});

test("whoever signs up reads the language of the page, in the mails that follow too, and the one they last signed up in", async () => {
  const confirming = await latchkey.make.aProfile();
  const params = { profileId: confirming.id };
  await confirming.client.profiles.updateProfile({ params, body: { signup: { isEnabled: true, verification: "email", fields: [] } } });
  const body = bodyOf({ answers: {}, language: "fr" });
  for (const language of ["fr", "es"]) {
    await signUp({ ...body, language }, confirming.slug);
    await runJobsNow(latchkey);
    expect((await userOf(body.email, confirming)).language).toBe(language);
    expect(await lastMail(latchkey, body.email)).toMatchObject({ template: "verify_address", language });
  }

  const silent = bodyOf();
  await signUp(silent);
  expect((await userOf(silent.email)).language).toBeNull();
  await expect(signUp({ language: "Klingon" })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: "body.language" }] } });
});
