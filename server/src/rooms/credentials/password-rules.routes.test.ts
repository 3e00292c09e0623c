import { pbkdf2Sync } from "node:crypto";
import { defaultSecuritySettings, portalPlace, type PasswordRules } from "@latchkey/contract";
import { hashSync as bcrypt } from "@node-rs/bcrypt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import { setSecurity } from "../../../test/factor-makers.ts";
import { aPassword, type Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

type OwnProfile = Awaited<ReturnType<Makers["aProfile"]>>;
let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

let count = 0;
const anEmail = () => `person-${(count += 1)}@latchkey.test`;
async function aProfileWith(rules: Partial<PasswordRules>): Promise<OwnProfile> {
  const profile = await latchkey.make.aProfile();
  await setSecurity(latchkey, profile.id, { passwords: { ...defaultSecuritySettings.passwords, ...rules }, botCheck: "off" });
  return profile;
}
const create = (profile: OwnProfile, body: object) =>
  profile.client.users.createUser({ params: { profileId: profile.id }, body: { name: "Person", email: anEmail(), ...body } });
const signIn = (profile: OwnProfile, email: string, password: string) =>
  latchkey.client().signIn.signInWithPassword({ params: { place: portalPlace(profile.slug) }, body: { email, password } });
const storedHash = async (userId: string) =>
  (await latchkey.db.selectFrom("passwords").select("hash").where("user_id", "=", userId).executeTakeFirstOrThrow()).hash;

describe("the rules of a profile", () => {
  const cases: [string, Partial<PasswordRules>, string, string][] = [
    ["a length", { lengthMin: 20 }, "nineteen chars, ok?", "too_short"],
    ["upper and lower case", { upperAndLowerCase: true }, "warm river under nine lamps", "case_missing"],
    ["letters and numbers", { lettersAndNumbers: true }, "warm river under nine lamps", "number_missing"],
    ["special characters", { specialCharacters: true }, "warm river under 9 lamps", "special_missing"],
    ["nothing common", {}, "password123", "too_common"],
    ["no name or address", {}, "person-person", "contains_identity"],
  ];
  test.each(cases)("can ask for %s", async (_name, rules, password, weakness) => {
    const profile = await aProfileWith(rules);
    await expect(create(profile, { password })).rejects.toMatchObject({
      status: 400,
      code: "credentials.weak_password",
      problem: { weakness },
    });
  });

  test("are kept by a password that meets them all", async () => {
    const profile = await aProfileWith({ lengthMin: 12, upperAndLowerCase: true, lettersAndNumbers: true, specialCharacters: true });
    await expect(create(profile, { password: "Warm river under 9 lamps!" })).resolves.toBeDefined();
  });

  test("count for their own profile only, and those of the console for administrators", async () => {
    const [strict, other] = [await aProfileWith({ lengthMin: 40 }), await aProfileWith({})];
    await expect(create(strict, { password: aPassword })).rejects.toMatchObject({ status: 400 });
    await expect(create(other, { password: aPassword })).resolves.toBeDefined();
  });

  test("can refuse earlier passwords, as many as they say, on every way to a new one", async () => {
    const profile = await aProfileWith({ historyCount: 3 });
    const user = await latchkey.make.aUser(profile);
    const params = { place: portalPlace(profile.slug) };
    const passwords = [aPassword, "trombone lizard cathedral", "purple monkey dishwasher", "granite window sparrow"];
    const change = (from: number, newPassword: string) => {
      latchkey.clock.advance({ minutes: 1 });
      return latchkey
        .client(user.token)
        .signIn.changeOwnPassword({ params, body: { currentPassword: passwords[from] ?? "", newPassword } });
    };
    const used = { code: "credentials.weak_password", problem: { weakness: "used_before" } };

    await expect(change(0, aPassword)).rejects.toMatchObject(used);
    await change(0, passwords[1] ?? "");
    await expect(change(1, aPassword)).rejects.toMatchObject(used);
    await change(1, passwords[2] ?? "");
    const { url } = await profile.client.users.createUserPasswordLink({ params: { profileId: profile.id, userId: user.id } });
    const token = url.split("#token=")[1] ?? "";
    const redeem = (password: string) =>
      latchkey.client().portal.redeemPortalPasswordLink({ params: { slug: profile.slug }, body: { token, password } });
    await expect(redeem(aPassword)).rejects.toMatchObject(used);
    await redeem(passwords[3] ?? "");
    await expect(change(3, aPassword)).rejects.toMatchObject({ status: 401 });
    await expect(
      profile.client.users.setUserPassword({ params: { profileId: profile.id, userId: user.id }, body: { password: aPassword } }),
    ).resolves.toBeNull();
  });
});

describe("a hash of another system", () => {
  const django = () => `pbkdf2_sha256$1000$salt$${pbkdf2Sync(aPassword, "salt", 1000, 32, "sha256").toString("base64")}`;
  const forms: [string, () => string][] = [
    ["bcrypt", () => bcrypt(aPassword, { cost: 5 })],
    ["PBKDF2 of Django", django],
  ];

  test.each(forms)("%s is taken over, lets its owner in, and is argon2id from then on", async (_name, make) => {
    const profile = await aProfileWith({});
    const passwordHash = make();
    const { user, passwordLink } = await create(profile, { passwordHash });
    expect({ link: passwordLink, status: user.status, hasPassword: user.hasPassword }).toEqual({
      link: null,
      status: "active",
      hasPassword: true,
    });
    expect(await storedHash(user.id)).toBe(passwordHash);

    await expect(signIn(profile, user.email ?? "", "not the password")).rejects.toMatchObject({ status: 401 });
    expect(await storedHash(user.id)).toBe(passwordHash);
    await expect(signIn(profile, user.email ?? "", aPassword)).resolves.toMatchObject({ step: "signed_in" });
    expect(await storedHash(user.id)).toMatch(/^\$argon2id\$/);
    await expect(signIn(profile, user.email ?? "", aPassword)).resolves.toMatchObject({ step: "signed_in" });
  });

  test("is upgraded once by sign-ins at the same moment, all of which succeed or are told to try again", async () => {
    const profile = await aProfileWith({});
    const { user } = await create(profile, { passwordHash: django() });
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => signIn(profile, user.email ?? "", aPassword)));
    expect(results.some((each) => each.status === "fulfilled")).toBe(true);
    expect(await storedHash(user.id)).toMatch(/^\$argon2id\$/);
    await expect(signIn(profile, user.email ?? "", aPassword)).resolves.toMatchObject({ step: "signed_in" });
  });

  test.each([
    ["the password itself", aPassword],
    ["bcrypt that takes hours", `$2b$31$${"a".repeat(53)}`],
    ["argon2 that takes 4 GiB", `$argon2id$v=19$m=4194304,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$${"A".repeat(43)}`],
  ])("class 21: %s is refused, and nobody is created", async (_name, passwordHash) => {
    const profile = await aProfileWith({});
    const changed = await changedTables(latchkey.db, () =>
      expect(create(profile, { passwordHash })).rejects.toMatchObject({ status: 400, code: "credentials.hash_not_accepted" }),
    );
    expect(changed).toEqual([]);
  });

  test("class 21: of a seventh kind is refused, however many come at once, until the last of another kind was upgraded", async () => {
    const profile = await aProfileWith({});
    const iterated = (count: number) =>
      `pbkdf2_sha256$${count}$salt$${pbkdf2Sync(aPassword, "salt", count, 32, "sha256").toString("base64")}`;
    const first = await create(profile, { passwordHash: iterated(1000) });
    await create(profile, { passwordHash: iterated(1000) });
    const kinds = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008];
    const results = await Promise.allSettled(kinds.map((count) => create(profile, { passwordHash: iterated(count) })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    const problem = { status: 409, code: "credentials.too_many_hash_kinds", problem: { errors: [{ path: "body.passwordHash" }] } };
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject(problem);

    const changed = await changedTables(latchkey.db, () =>
      expect(create(profile, { passwordHash: bcrypt(aPassword, { cost: 4 }) })).rejects.toMatchObject(problem),
    );
    expect(changed).toEqual([]);
    await create(profile, { passwordHash: iterated(1000) });
    await create(await aProfileWith({}), { passwordHash: bcrypt(aPassword, { cost: 4 }) });

    const one = results.find((each) => each.status === "fulfilled");
    await signIn(profile, one?.value.user.email ?? "", aPassword);
    await create(profile, { passwordHash: bcrypt(aPassword, { cost: 4 }) });
    await signIn(profile, first.user.email ?? "", aPassword);
    await expect(create(profile, { passwordHash: iterated(1009) })).rejects.toMatchObject(problem);
  });

  test("class 9: is taken from nobody whom rules govern", async () => {
    const profile = await aProfileWith({});
    const delegate = await latchkey.make.aUser(profile);
    const everything = [
      { effect: "allow" as const, actions: ["access", "create", "edit"], resource: { type: "run_user" as const, match: "any" as const } },
    ];
    await latchkey.make.aPolicy(profile, { targets: [{ subject: "run_user", match: "id", id: delegate.id }], permissions: everything });
    const body = { name: "Person", email: anEmail(), passwordHash: django() };
    const made = latchkey.client(delegate.token).users.createUser({ params: { profileId: profile.id }, body });
    await expect(made).rejects.toMatchObject({ status: 403, code: "http.not_allowed" });
  });
});

test("a temporary password lets a new user in as far as choosing another", async () => {
  const profile = await aProfileWith({});
  const { user } = await create(profile, { password: aPassword, isPasswordTemporary: true });
  await expect(signIn(profile, user.email ?? "", aPassword)).resolves.toMatchObject({ step: "change_password", reason: "temporary" });
});
