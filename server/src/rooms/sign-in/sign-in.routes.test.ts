import { portalPlace } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addPasskey, addTotp, aPerson, setSecurity, totpCode, type Person } from "../../../test/factor-makers.ts";
import { aPassword } from "../../../test/makers.ts";
import { readMails, lastMail } from "../../../test/read-mails.ts";
import { runJobsNow } from "../../../test/run-jobs.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const another = "purple monkey dishwasher 42";
const consolePlace = { params: { place: "console" } };
const at = ({ profile }: Pick<Person, "profile">) => ({ params: { place: portalPlace(profile.slug) } });
const client = () => latchkey.client().signIn;
const withPassword = (person: Person, password = aPassword) =>
  client().signInWithPassword({ ...at(person), body: { email: person.email, password } });

/** The session token of an answer's cookie, or nothing. */
function sessionOf(headers: Record<string, unknown>): string | undefined {
  const cookies = [headers["set-cookie"] ?? []].flat().map(String);
  return /latchkey-(?:console|portal-[^=]+)=([cu]-[^;]+)/.exec(cookies.find((each) => !each.includes("device")) ?? "")?.[1];
}

const post = (person: Person, path: string, payload: object) =>
  latchkey.request({ method: "POST", url: `/api/v1/places/${portalPlace(person.profile.slug)}/${path}`, payload });

describe("the page", () => {
  test("is told how one signs in and the rules for passwords, before any error", async () => {
    const person = await aPerson(latchkey);
    const options = await client().getSignInOptions(at(person));
    expect(options).toMatchObject({
      name: person.profile.name,
      methods: ["password", "code", "passkey"],
      canSelfReset: true,
      isBotCheckDemanded: false,
      passwordRules: { lengthMin: 10, refuseCommon: true },
      sessionHours: 720,
    });
    expect(await client().getSignInOptions(consolePlace)).toMatchObject({ name: "Latchkey", sessionHours: 12 });
    await expect(client().getSignInOptions({ params: { place: "portal-nowhere" } })).rejects.toMatchObject({ status: 404 });
  });

  test("can leave ways out: they are then refused", async () => {
    const person = await aPerson(latchkey);
    await setSecurity(latchkey, person.profile.id, { signInMethods: { password: false, emailCode: false, passkey: false } });
    expect((await client().getSignInOptions(at(person))).methods).toEqual([]);
    const off = { status: 403, code: "sign_in.method_off" };
    await expect(withPassword(person)).rejects.toMatchObject(off);
    await expect(client().requestSignInCode({ ...at(person), body: { email: person.email } })).rejects.toMatchObject(off);
    await expect(client().startPasskeySignIn(at(person))).rejects.toMatchObject(off);
  });
});

describe("a password", () => {
  test("lets its owner in, with a cookie that no script can read", async () => {
    const person = await aPerson(latchkey);
    const answer = await post(person, "sign-in/password", { email: person.email, password: aPassword });
    expect(answer.json()).toEqual({ step: "signed_in", placeOfReturn: null });
    expect(String(answer.headers["set-cookie"])).toContain("HttpOnly");

    const me = await latchkey.client(sessionOf(answer.headers)).portal.getPortalMe({ params: { slug: person.profile.slug } });
    expect(me.user).toMatchObject({ id: person.user.id });
  });

  test("lets an administrator into the console and a run user into their own portal, and nowhere else", async () => {
    const person = await aPerson(latchkey);
    const other = await latchkey.make.aProfile();
    const { email } = await latchkey.make.anAdministrator();
    const wrong = { status: 401, code: "sign_in.failed" };
    await expect(client().signInWithPassword({ ...consolePlace, body: { email, password: aPassword } })).resolves.toMatchObject({
      step: "signed_in",
    });
    await expect(client().signInWithPassword({ ...at(person), body: { email, password: aPassword } })).rejects.toMatchObject(wrong);
    await expect(
      client().signInWithPassword({ ...consolePlace, body: { email: person.email, password: aPassword } }),
    ).rejects.toMatchObject(wrong);
    await expect(
      client().signInWithPassword({ ...at({ profile: other }), body: { email: person.email, password: aPassword } }),
    ).rejects.toMatchObject(wrong);
  });

  test("that is temporary must be changed first, once with one ticket", async () => {
    const person = await aPerson(latchkey);
    const { administrators: _none, users } = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
    await users.setUserPassword({
      params: { profileId: person.profile.id, userId: person.user.id },
      body: { password: another, isTemporary: true },
    });

    const step = await withPassword(person, another);
    if (step.step !== "change_password") throw new Error(step.step);
    expect(step.reason).toBe("temporary");
    const change = (newPassword: string) => client().signInWithNewPassword({ ...at(person), body: { ticket: step.ticket, newPassword } });
    await expect(change("short")).rejects.toMatchObject({ status: 400, code: "credentials.weak_password" });
    await expect(change(another)).rejects.toMatchObject({ problem: { weakness: "used_before" } });

    const results = await Promise.allSettled(Array.from({ length: 5 }, () => change("trombone lizard cathedral")));
    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    await expect(withPassword(person, "trombone lizard cathedral")).resolves.toMatchObject({ step: "signed_in" });
  });

  test("expires when the rules say so", async () => {
    const person = await aPerson(latchkey);
    const rules = { lengthMin: 10, upperAndLowerCase: false, lettersAndNumbers: false, specialCharacters: false };
    await setSecurity(latchkey, person.profile.id, {
      passwords: { ...rules, refuseCommon: true, refuseIdentity: true, historyCount: 0, ageDaysMax: 30 },
    });
    await expect(withPassword(person)).resolves.toMatchObject({ step: "signed_in" });
    latchkey.clock.advance({ days: 30 });
    await expect(withPassword(person)).resolves.toMatchObject({ step: "change_password", reason: "expired" });
  });
});

describe("a mailed code", () => {
  const request = (person: Person, email = person.email) => client().requestSignInCode({ ...at(person), body: { email } });
  const redeem = (person: Person, code: string) => client().signInWithCode({ ...at(person), body: { email: person.email, code } });

  test("signs in once", async () => {
    const person = await aPerson(latchkey);
    await request(person);
    await runJobsNow(latchkey);
    const mail = await lastMail(latchkey, person.email);
    expect(mail.template).toBe("sign_in_code");
    const code = String(mail.data["code"]);

    await expect(redeem(person, `${code.slice(0, 3)} ${code.slice(3)}`)).resolves.toMatchObject({ step: "signed_in" });
    await expect(redeem(person, code)).rejects.toMatchObject({ status: 401, code: "sign_in.wrong_code", problem: { triesLeft: 4 } });
  });

  test("and every mail about one's own account come in the language of the page; what others do in the profile's", async () => {
    const person = await aPerson(latchkey);
    const headers = { "accept-language": "pt-BR" };
    const place = `/api/v1/places/${portalPlace(person.profile.slug)}`;
    const payload = { email: person.email };
    await latchkey.request({ method: "POST", url: `${place}/sign-in/code`, payload, headers });
    await runJobsNow(latchkey);
    expect(await lastMail(latchkey, person.email)).toMatchObject({ template: "sign_in_code", language: "pt-BR" });

    const asThem = { ...headers, authorization: `Bearer ${person.token}` };
    await latchkey.request({ method: "POST", url: `${place}/account/deletion`, payload: {}, headers: asThem });
    expect(await lastMail(latchkey, person.email)).toMatchObject({ template: "deletion_requested", language: "pt-BR" });

    const { token } = await latchkey.make.anAdministrator({ isSuper: true });
    const url = `/api/v1/profiles/${person.profile.id}/users/${person.user.id}/login-as`;
    const byOthers = { ...headers, authorization: `Bearer ${token}` };
    await latchkey.request({ method: "POST", url, payload: { reason: "Ticket 12" }, headers: byOthers });
    expect(await lastMail(latchkey, person.email)).toMatchObject({ template: "signed_in_as_you", language: "en" });
  });

  test("is sent to nobody who may not sign in, and not twice in half a minute", async () => {
    const person = await aPerson(latchkey);
    const { users } = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
    await request(person);
    await request(person);
    await request(person, "nobody@latchkey.test");
    await runJobsNow(latchkey);
    expect(await readMails(latchkey, person.email)).toHaveLength(1);
    expect(await readMails(latchkey, "nobody@latchkey.test")).toEqual([]);

    await users.suspendUser({ params: { profileId: person.profile.id, userId: person.user.id }, body: {} });
    latchkey.clock.advance({ minutes: 1 });
    await request(person);
    await runJobsNow(latchkey);
    expect(await readMails(latchkey, person.email)).toHaveLength(1);
  });

  test("dies after ten minutes", async () => {
    const person = await aPerson(latchkey);
    await request(person);
    await runJobsNow(latchkey);
    const code = String((await lastMail(latchkey, person.email)).data["code"]);
    latchkey.clock.advance({ minutes: 10 });
    await expect(redeem(person, code)).rejects.toMatchObject({ code: "sign_in.wrong_code" });
  });
});

describe("a second factor", () => {
  test("is asked for after the password, and the ticket alone is worth nothing", async () => {
    const person = await aPerson(latchkey);
    const { secret } = await addTotp(latchkey, person);
    const step = await withPassword(person);
    if (step.step !== "second_factor") throw new Error(step.step);
    expect(step.methods.map((each) => each.kind)).toContain("totp");

    const prove = (code: string) =>
      client().proveSecondFactor({ ...at(person), body: { ticket: step.ticket, proof: { kind: "totp", code } } });
    await expect(prove("000000")).rejects.toMatchObject({ status: 401, code: "sign_in.second_factor_failed", problem: { triesLeft: 4 } });
    await expect(prove(totpCode(latchkey, secret))).resolves.toMatchObject({ step: "signed_in" });
    await expect(prove(totpCode(latchkey, secret))).rejects.toMatchObject({ code: "sign_in.ticket_not_valid" });
    await expect(client().getSignInOptions(at(person))).resolves.toBeDefined();
  });

  test("that is required is set up on the way in, with recovery codes shown once", async () => {
    const person = await aPerson(latchkey);
    await setSecurity(latchkey, person.profile.id, {
      secondFactor: { rule: "required", requiredFrom: null, requiredRoleIds: [], methods: ["totp"] },
    });
    const step = await withPassword(person);
    if (step.step !== "enrol_second_factor") throw new Error(step.step);
    expect(step.kinds).toEqual(["totp"]);

    const begun = await client().startEnrolment({ ...at(person), body: { ticket: step.ticket, factor: { kind: "totp" } } });
    if (begun.kind !== "totp") throw new Error(begun.kind);
    const body = { ticket: step.ticket, factorId: begun.factorId, proof: { code: totpCode(latchkey, begun.secret) } };
    const done = await client().confirmEnrolment({ ...at(person), body });
    expect(done.next).toMatchObject({ step: "signed_in" });
    expect(done.recoveryCodes).toHaveLength(10);
    await expect(withPassword(person)).resolves.toMatchObject({ step: "second_factor" });
  });

  test("by a passkey that verified its user is both factors at once", async () => {
    const person = await aPerson(latchkey);
    const { authenticator } = await addPasskey(person);
    const { ticket, options } = await client().startPasskeySignIn(at(person));
    const body = { ticket, response: authenticator.get(options) };
    await expect(client().signInWithPasskey({ ...at(person), body })).resolves.toMatchObject({ step: "signed_in" });
    await expect(client().signInWithPasskey({ ...at(person), body })).rejects.toMatchObject({ code: "sign_in.ticket_not_valid" });
  });
});

describe("a forgotten password", () => {
  const reset = (person: Person) => client().requestPasswordReset({ ...at(person), body: { email: person.email } });

  test("is replaced with the mailed code or link, once, and every session ends", async () => {
    const person = await aPerson(latchkey);
    await reset(person);
    await runJobsNow(latchkey);
    const { data } = await lastMail(latchkey, person.email);
    expect(data["link"]).toMatch(new RegExp(`^http://latchkey.test/p/${person.profile.slug}/choose-password#reset=l-`));

    const byCode = (code: string) => client().resetPassword({ ...at(person), body: { email: person.email, code, password: another } });
    await expect(byCode("000000")).rejects.toMatchObject({ status: 401, code: "sign_in.wrong_code" });
    await byCode(String(data["code"]));
    await expect(latchkey.client(person.token).portal.getPortalMe({ params: { slug: person.profile.slug } })).rejects.toMatchObject({
      status: 401,
    });
    await expect(withPassword(person, another)).resolves.toMatchObject({ step: "signed_in" });

    const token = String(data["link"]).split("#reset=")[1] ?? "";
    const byLink = client().resetPassword({ ...at(person), body: { token, password: "trombone lizard cathedral" } });
    await expect(byLink).rejects.toMatchObject({ status: 404, code: "credentials.link_not_valid" });
  });

  test("does not get anybody past the second factor", async () => {
    const person = await aPerson(latchkey);
    await addTotp(latchkey, person);
    await reset(person);
    await runJobsNow(latchkey);
    const { data } = await lastMail(latchkey, person.email);
    const body = { email: person.email, code: String(data["code"]), password: another };
    await client().resetPassword({ ...at(person), body });

    await expect(withPassword(person, another)).resolves.toMatchObject({ step: "second_factor" });
  });

  test("cannot be chosen anew by a code that is ten minutes old", async () => {
    const person = await aPerson(latchkey);
    await reset(person);
    await runJobsNow(latchkey);
    const { data } = await lastMail(latchkey, person.email);
    latchkey.clock.advance({ minutes: 10 });
    const body = { email: person.email, code: String(data["code"]), password: another };
    await expect(client().resetPassword({ ...at(person), body })).rejects.toMatchObject({ code: "sign_in.wrong_code" });
  });

  test("may be chosen by link too, also by somebody who was only invited", async () => {
    const profile = await latchkey.make.aProfile();
    const { user } = await profile.client.users.createUser({
      params: { profileId: profile.id },
      body: { name: "I", email: "lost@latchkey.test" },
    });
    await client().requestPasswordReset({ ...at({ profile }), body: { email: "lost@latchkey.test" } });
    await runJobsNow(latchkey);
    const token = String((await lastMail(latchkey, "lost@latchkey.test")).data["link"]).split("#reset=")[1] ?? "";
    await client().resetPassword({ ...at({ profile }), body: { token, password: another } });
    expect((await profile.client.users.getUser({ params: { profileId: profile.id, userId: user.id } })).status).toBe("active");
  });
});
