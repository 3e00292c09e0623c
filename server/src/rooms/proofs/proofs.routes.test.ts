/** Classes 7 and 19 of docs/security: a proof gives a new token, and a password is no proof for whoever has a second factor. */
import { defaultSecuritySettings, portalPlace, type SecuritySettings } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addEmailCode, addPasskey, addTotp, aPerson, setSecurity, totpCode, type Person } from "../../../test/factor-makers.ts";
import { aPassword } from "../../../test/makers.ts";
import { lastMail } from "../../../test/read-mails.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import type { Context } from "../../http/context.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const second = (changes: Partial<SecuritySettings["secondFactor"]>) => ({
  secondFactor: { ...defaultSecuritySettings.secondFactor, ...changes },
});
const placeOf = ({ profile }: Person) => ({ place: portalPlace(profile.slug) });
const of = (person: Person) => latchkey.client(person.token);
const proofsOf = (person: Person) => of(person).proofs.getProof({ params: placeOf(person) });
const prove = (person: Person, body: unknown) =>
  latchkey.request({
    method: "POST",
    url: `/api/v1/places/${placeOf(person).place}/session/proof`,
    headers: { authorization: `Bearer ${person.token}` },
    payload: body as object,
  });

/** The token that a proof put into the cookie. */
function newTokenIn(answer: Awaited<ReturnType<typeof prove>>): string {
  const cookie = [answer.headers["set-cookie"] ?? []].flat().find((each) => each.includes("u-"));
  return /=(u-[\w-]+);/.exec(cookie ?? "")?.[1] ?? "";
}

/** Time passes until the proof of the sign-in counts no more. */
async function aStalePerson(): Promise<Person> {
  const ann = await aPerson(latchkey);
  latchkey.clock.advance({ minutes: 15 });
  return ann;
}

const sensitive = (person: Person, token = person.token) =>
  latchkey.client(token).factors.startFactor({ params: placeOf(person), body: { kind: "totp" } });
const needsProof = { status: 403, code: "http.proof_needed" };

describe("a proof", () => {
  test("is asked for fifteen minutes after the last one, and then counts as long; the old token is dead", async () => {
    const ann = await aPerson(latchkey);
    latchkey.clock.advance({ minutes: 14 });
    await sensitive(ann);
    latchkey.clock.advance({ minutes: 1 });
    await expect(sensitive(ann)).rejects.toMatchObject(needsProof);

    const answer = await prove(ann, { password: aPassword });
    expect(answer.statusCode).toBe(200);
    expect(answer.json().provedUntil).toBe(new Date(latchkey.clock.now().getTime() + 15 * 60_000).toISOString());
    const token = newTokenIn(answer);
    expect(token).not.toBe(ann.token);
    await expect(sensitive(ann)).rejects.toMatchObject({ status: 401 });
    await sensitive(ann, token);

    latchkey.clock.advance({ minutes: 15 });
    await expect(sensitive(ann, token)).rejects.toMatchObject(needsProof);
  });

  test("counts as long as the profile says, from the next request on", async () => {
    const ann = await aPerson(latchkey);
    latchkey.clock.advance({ minutes: 5 });
    await setSecurity(latchkey, ann.profile.id, { sessions: { ...defaultSecuritySettings.sessions, stepUpMinutes: 5 } });
    await expect(sensitive(ann)).rejects.toMatchObject(needsProof);
    await setSecurity(latchkey, ann.profile.id, { sessions: { ...defaultSecuritySettings.sessions, stepUpMinutes: 60 } });
    await sensitive(ann);
  });

  test("that is wrong changes nothing, is in the log, and counts: guessing has to wait", async () => {
    const ann = await aStalePerson();
    const wrong = await prove(ann, { password: "not the password" });
    expect([wrong.statusCode, wrong.json().code, wrong.headers["set-cookie"]]).toEqual([403, "proofs.not_proved", undefined]);
    await expect(sensitive(ann)).rejects.toMatchObject(needsProof);

    const entry = await latchkey.db
      .selectFrom("audit_entries")
      .selectAll()
      .where("action", "=", "session.proved")
      .where("object_id", "=", ann.user.id)
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ result: "refused", reason: "wrong_password", actor_id: ann.user.id });

    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) statuses.push((await prove(ann, { password: "not the password" })).statusCode);
    expect(statuses.filter((status) => status === 403)).toHaveLength(4);
    // The right one has to wait too: a guesser must not be told by it.
    expect((await prove(ann, { password: aPassword })).statusCode).toBe(429);
    latchkey.clock.advance({ hours: 2 });
    expect((await prove(ann, { password: aPassword })).statusCode).toBe(200);
  });

  test("of a thousand guesses at once at most as many are looked at as the limit allows", async () => {
    const ann = await aStalePerson();
    const { secret } = await addTotp(latchkey, ann);
    const right = totpCode(latchkey, secret);
    const guesses = Array.from({ length: 1000 }, (_, index) => String(index).padStart(6, "0")).filter((guess) => guess !== right);
    const { proveAgain } = await import("./prove-again.ts");
    const ctx = await contextOf(ann);
    const results = await Promise.allSettled(guesses.map((code) => proveAgain(ctx, { kind: "totp", code })));
    const codes = results.map((result) => (result.status === "rejected" ? (result.reason as { code: string }).code : "proved"));
    expect(codes.filter((code) => code === "proofs.not_proved").length).toBeLessThanOrEqual(5);
    expect(codes.filter((code) => code === "proved")).toHaveLength(0);
    expect(codes.every((code) => ["proofs.not_proved", "attempts.too_many_tries"].includes(code))).toBe(true);
  }, 60_000);

  test("is the second factor of whoever has one; a password is none then", async () => {
    const ann = await aStalePerson();
    const { secret } = await addTotp(latchkey, ann);
    expect((await proofsOf(ann)).methods.map(({ kind }) => kind)).toEqual(["totp", "recovery_code"]);
    expect((await prove(ann, { password: aPassword })).json()).toMatchObject({ status: 409, code: "proofs.not_this_way" });

    const code = totpCode(latchkey, secret);
    const answer = await prove(ann, { kind: "totp", code });
    expect(answer.statusCode).toBe(200);
    const again = { ...ann, token: newTokenIn(answer) };
    expect((await prove(again, { kind: "totp", code })).json()).toMatchObject({ code: "proofs.not_proved" });
    expect(await hasSecondFactor(ann)).toEqual([true]);
  });

  test("by a recovery code uses it up", async () => {
    const ann = await aStalePerson();
    const { recoveryCodes } = await addTotp(latchkey, ann);
    const proof = { kind: "recovery_code", code: recoveryCodes[3] };
    const answer = await prove(ann, proof);
    expect(answer.statusCode).toBe(200);
    expect((await prove({ ...ann, token: newTokenIn(answer) }, proof)).statusCode).toBe(403);
  });

  test("by a sent code is bound to the session that asked for it", async () => {
    const ann = await aStalePerson();
    await addEmailCode(latchkey, ann);
    latchkey.clock.advance({ minutes: 1 });
    await of(ann).proofs.sendProofCode({ params: placeOf(ann), body: { kind: "email_code" } });
    const code = (await lastMail(latchkey, ann.email)).data["code"];

    const elsewhere = { ...ann, token: await anotherSession(ann) };
    expect((await prove(elsewhere, { kind: "email_code", code })).json()).toMatchObject({ code: "proofs.not_proved" });
    expect((await prove(ann, { kind: "email_code", code })).statusCode).toBe(200);
    await expect(of(elsewhere).proofs.sendProofCode({ params: placeOf(ann), body: { kind: "sms_code" } })).rejects.toMatchObject({
      code: "proofs.not_this_way",
    });
  });

  test("by a passkey is bound to the session, and must verify its user", async () => {
    const ann = await aStalePerson();
    const { authenticator } = await addPasskey(ann);
    const options = async (person = ann) => (await of(person).proofs.startProof({ params: placeOf(ann) })).options;
    const elsewhere = { ...ann, token: await anotherSession(ann) };

    expect((await prove(elsewhere, { response: authenticator.get(await options()) })).statusCode).toBe(403);
    expect((await prove(ann, { response: authenticator.get(await options(), { isUserVerified: false }) })).statusCode).toBe(403);
    const response = authenticator.get(await options());
    const answer = await prove(ann, { response });
    expect(answer.statusCode).toBe(200);
    expect((await prove({ ...ann, token: newTokenIn(answer) }, { response })).statusCode).toBe(403);
  });

  test("is the password again where second factors are switched off", async () => {
    const ann = await aStalePerson();
    await addTotp(latchkey, ann);
    await setSecurity(latchkey, ann.profile.id, second({ rule: "off" }));
    expect((await proofsOf(ann)).methods.map(({ kind }) => kind)).toEqual(["password"]);
    expect((await prove(ann, { password: aPassword })).statusCode).toBe(200);
  });

  test("of whoever has neither password nor factor is a mailed code, which is no second factor", async () => {
    const ann = await aStalePerson();
    await latchkey.db.deleteFrom("passwords").where("user_id", "=", ann.user.id).execute();
    expect((await proofsOf(ann)).methods).toEqual([{ kind: "email_code", hint: `${ann.email.slice(0, 1)}…@latchkey.test` }]);
    await of(ann).proofs.sendProofCode({ params: placeOf(ann), body: { kind: "email_code" } });
    const { code } = (await lastMail(latchkey, ann.email)).data;
    expect((await prove(ann, { kind: "email_code", code })).statusCode).toBe(200);
    expect(await hasSecondFactor(ann)).toEqual([false]);
  });

  test("cannot be given while a second factor is required and missing, not even right after signing in", async () => {
    const ann = await aPerson(latchkey);
    await setSecurity(latchkey, ann.profile.id, second({ rule: "required" }));
    await expect(sensitive(ann)).rejects.toMatchObject(needsProof);
    expect((await proofsOf(ann)).methods).toEqual([]);
    expect((await prove(ann, { password: aPassword })).json()).toMatchObject({ status: 403, code: "proofs.second_factor_needed" });
  });

  test("with a second factor opens what a policy closes to whoever has none", async () => {
    const ann = await aPerson(latchkey);
    const dashboard = await latchkey.make.aDashboard(ann.profile);
    await latchkey.make.aPolicy(ann.profile, {
      targets: [{ subject: "run_user", match: "any" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: dashboard.id } }],
      conditions: { secondFactor: true },
    });
    const open = (token: string) =>
      latchkey.client(token).dashboards.getPortalDashboard({ params: { slug: ann.profile.slug, dashboardId: dashboard.id } });
    await expect(open(ann.token)).rejects.toMatchObject({ status: 404 });

    const { secret } = await addTotp(latchkey, ann);
    await expect(open(ann.token)).rejects.toMatchObject({ status: 404 });
    const answer = await prove(ann, { kind: "totp", code: totpCode(latchkey, secret) });
    expect((await open(newTokenIn(answer))).id).toBe(dashboard.id);
  });
});

async function hasSecondFactor(person: Person): Promise<boolean[]> {
  const rows = await latchkey.db.selectFrom("sessions").select("has_second_factor").where("user_id", "=", person.user.id).execute();
  return rows.map((row) => row.has_second_factor);
}

async function anotherSession({ ctx, user }: Person): Promise<string> {
  const { startSession } = await import("../sessions/index.ts");
  return (await latchkey.db.transaction().execute((tx) => startSession(tx, ctx, user))).token;
}

/** A context as a request of the person has it. */
async function contextOf({ ctx, token }: Person): Promise<Context> {
  const { authenticateSession } = await import("../sessions/index.ts");
  const principal = await authenticateSession(latchkey.db, ctx.platform, token, { address: null, rolesOf: () => Promise.resolve([]) });
  if (principal === null) throw new Error("the session has ended");
  return { ...ctx, principal };
}
