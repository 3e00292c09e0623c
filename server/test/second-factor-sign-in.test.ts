/** Signing in with a second factor, from the first step to what only step two opens; the same for portals and the console. */
import { defaultSecuritySettings, portalPlace, type SecuritySettings } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deploymentId } from "../src/platform/ids.ts";
import { createAuthenticator } from "./authenticator.ts";
import { addEmailCode, addPasskey, addTotp, aPerson, ownerOf, relyingParty, setSecurity, totpCode, type Person } from "./factor-makers.ts";
import { aPassword } from "./makers.ts";
import { lastMail } from "./read-mails.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const second = (changes: Partial<SecuritySettings["secondFactor"]>) => ({
  secondFactor: { ...defaultSecuritySettings.secondFactor, ...changes },
});

let calls = 0;

/** One step of signing in, from an address of its own; answers the step that follows and the session's token, where there is one. */
async function step(place: string, path: string, body: object) {
  calls += 1;
  const remoteAddress = `10.9.${calls >> 8}.${calls & 255}`;
  const answer = await latchkey.request({ method: "POST", url: `/api/v1/places/${place}/sign-in/${path}`, payload: body, remoteAddress });
  const cookies = [answer.headers["set-cookie"] ?? []].flat().join("\n");
  return { status: answer.statusCode, body: answer.json(), token: /=([cu]-[\w-]+)/.exec(cookies)?.[1] };
}

const placeOf = ({ profile }: Person) => portalPlace(profile.slug);
const withPassword = (person: Person) => step(placeOf(person), "password", { email: person.email, password: aPassword });
const prove = (person: Person, ticket: string, proof: object) => step(placeOf(person), "second-factor", { ticket, proof });

describe("whoever has a second factor", () => {
  test("is let in after it, and opens what a policy closes to whoever has none", async () => {
    const ann = await aPerson(latchkey);
    const dashboard = await latchkey.make.aDashboard(ann.profile);
    await latchkey.make.aPolicy(ann.profile, {
      targets: [{ subject: "run_user", match: "any" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: dashboard.id } }],
      conditions: { secondFactor: true },
    });
    const params = { slug: ann.profile.slug, dashboardId: dashboard.id };
    const before = await withPassword(ann);
    expect(before.body).toMatchObject({ step: "signed_in" });
    await expect(latchkey.client(before.token ?? "").dashboards.getPortalDashboard({ params })).rejects.toMatchObject({ status: 404 });

    const { secret } = await addTotp(latchkey, ann);
    const first = await withPassword(ann);
    expect(first).toMatchObject({ status: 200, token: undefined, body: { step: "second_factor" } });
    expect(first.body.methods).toEqual([
      { kind: "totp", hint: null },
      { kind: "recovery_code", hint: null },
    ]);
    const done = await prove(ann, first.body.ticket, { kind: "totp", code: totpCode(latchkey, secret) });
    expect(done.body).toMatchObject({ step: "signed_in" });
    expect((await latchkey.client(done.token ?? "").dashboards.getPortalDashboard({ params })).id).toBe(dashboard.id);
  });

  test("proves it with a mailed code, a recovery code or a passkey as well", async () => {
    const ann = await aPerson(latchkey);
    await addEmailCode(latchkey, ann);
    const { recoveryCodes } = await addTotp(latchkey, ann);
    const { authenticator } = await addPasskey(ann);
    const begin = async () => String((await withPassword(ann)).body.ticket);

    const byMail = await begin();
    latchkey.clock.advance({ minutes: 1 });
    expect((await step(placeOf(ann), "second-factor/code", { ticket: byMail, kind: "email_code" })).status).toBe(200);
    const { code } = (await lastMail(latchkey, ann.email)).data;
    expect((await prove(ann, await begin(), { kind: "email_code", code })).status).not.toBe(200);
    expect((await prove(ann, byMail, { kind: "email_code", code })).body).toMatchObject({ step: "signed_in" });

    expect(recoveryCodes).toEqual([]);
    const byKey = await begin();
    const { options } = (await step(placeOf(ann), "second-factor/challenge", { ticket: byKey })).body;
    expect((await prove(ann, byKey, { response: authenticator.get(options) })).body).toMatchObject({ step: "signed_in" });
  });

  test("gets one session for one code, however many tickets carry it at once", async () => {
    const ann = await aPerson(latchkey);
    const { secret } = await addTotp(latchkey, ann);
    const settings = { lockout: { ...defaultSecuritySettings.lockout, attemptsMax: 100 } };
    await setSecurity(latchkey, ann.profile.id, settings);
    const tickets = await Promise.all(Array.from({ length: 20 }, async () => String((await withPassword(ann)).body.ticket)));
    const code = totpCode(latchkey, secret);
    const answers = await Promise.all(tickets.map((ticket) => prove(ann, ticket, { kind: "totp", code })));
    expect(answers.filter(({ token }) => token !== undefined)).toHaveLength(1);
  });

  test("has few tries, which new tickets do not renew", async () => {
    const ann = await aPerson(latchkey);
    await addTotp(latchkey, ann);
    const statuses: number[] = [];
    for (let tries = 0; tries < 7; tries += 1) {
      const { body } = await withPassword(ann);
      statuses.push((await prove(ann, String(body.ticket), { kind: "totp", code: "abcdef" })).status);
    }
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
    expect(statuses.slice(0, 5)).not.toContain(200);
  });

  test("with a passkey needs no second step and no password", async () => {
    const ann = await aPerson(latchkey);
    const { authenticator } = await addPasskey(ann);
    const begun = (await step(placeOf(ann), "passkey/challenge", {})).body;
    const done = await step(placeOf(ann), "passkey", { ticket: begun.ticket, response: authenticator.get(begun.options) });
    expect(done.body).toMatchObject({ step: "signed_in" });
    const rows = await latchkey.db.selectFrom("sessions").select("has_second_factor").where("user_id", "=", ann.user.id).execute();
    expect(rows.filter((row) => row.has_second_factor)).toHaveLength(1);
  });
});

describe("where a second factor is required", () => {
  test("people are reminded until the day, and then set it up before they are let in", async () => {
    const ann = await aPerson(latchkey);
    const dueAt = new Date(latchkey.clock.now().getTime() + 3_600_000).toISOString();
    await setSecurity(latchkey, ann.profile.id, second({ rule: "required", requiredFrom: dueAt }));
    const reminded = await withPassword(ann);
    expect(reminded.body).toMatchObject({ step: "signed_in" });
    const params = { slug: ann.profile.slug };
    expect((await latchkey.client(reminded.token ?? "").portal.getPortalMe({ params })).secondFactorDueAt).toBe(dueAt);

    latchkey.clock.advance({ hours: 1 });
    const first = await withPassword(ann);
    expect(first).toMatchObject({ token: undefined, body: { step: "enrol_second_factor", kinds: ["totp", "email_code", "passkey"] } });

    const { ticket } = first.body;
    const begun = (await step(placeOf(ann), "enrolment", { ticket, factor: { kind: "totp" } })).body;
    const proof = { code: totpCode(latchkey, begun.secret) };
    const done = await step(placeOf(ann), "enrolment/confirm", { ticket, factorId: begun.factorId, proof });
    expect(done.body.next).toMatchObject({ step: "signed_in" });
    expect(done.body.recoveryCodes).toHaveLength(10);
    const me = await latchkey.client(done.token ?? "").portal.getPortalMe({ params });
    expect(me).toMatchObject({ user: { id: ann.user.id }, secondFactorDueAt: null });
    expect((await withPassword(ann)).body).toMatchObject({ step: "second_factor" });
  });

  test("a stolen password cannot set one up for whoever has one, nor finish what it began before", async () => {
    const ann = await aPerson(latchkey);
    await setSecurity(latchkey, ann.profile.id, second({ rule: "required" }));
    const { ticket } = (await withPassword(ann)).body;
    const begun = (await step(placeOf(ann), "enrolment", { ticket, factor: { kind: "passkey" } })).body;
    await addTotp(latchkey, ann);

    const response = createAuthenticator(relyingParty).create(begun.options);
    const late = await step(placeOf(ann), "enrolment/confirm", { ticket, factorId: begun.factorId, proof: { response } });
    expect([late.status, late.token]).toEqual([409, undefined]);
    expect((await step(placeOf(ann), "enrolment", { ticket, factor: { kind: "totp" } })).status).toBe(409);
  });

  test("administrators of the console set theirs up in the same way", async () => {
    const { email, id } = await latchkey.make.anAdministrator();
    await setSecurity(latchkey, deploymentId, second({ rule: "required" }));
    const signIn = () => step("console", "password", { email, password: aPassword });
    const { ticket } = (await signIn()).body;
    const begun = (await step("console", "enrolment", { ticket, factor: { kind: "totp" } })).body;
    const proof = { code: totpCode(latchkey, begun.secret) };
    const done = await step("console", "enrolment/confirm", { ticket, factorId: begun.factorId, proof });
    expect(done.token).toMatch(/^c-/);

    latchkey.clock.advance({ minutes: 1 });
    const again = (await signIn()).body;
    const code = totpCode(latchkey, begun.secret);
    expect((await step("console", "second-factor", { ticket: again.ticket, proof: { kind: "totp", code } })).token).toMatch(/^c-/);
    expect((await ownerOf(latchkey, deploymentId, id)).user.last_sign_in_at).not.toBeNull();
    await setSecurity(latchkey, deploymentId, {});
  });

  test("whoever came by a mailed code is not asked for another one by mail", async () => {
    const ann = await aPerson(latchkey);
    await setSecurity(latchkey, ann.profile.id, second({ rule: "required", methods: ["email_code", "totp"] }));
    latchkey.clock.advance({ minutes: 1 });
    await step(placeOf(ann), "code", { email: ann.email });
    const { runJobsNow } = await import("./run-jobs.ts");
    await runJobsNow(latchkey);
    const { code } = (await lastMail(latchkey, ann.email)).data;
    const first = await step(placeOf(ann), "code/redeem", { email: ann.email, code });
    expect(first.body).toMatchObject({ step: "enrol_second_factor", kinds: ["totp"] });
    const refused = await step(placeOf(ann), "enrolment", { ticket: first.body.ticket, factor: { kind: "email_code" } });
    expect(refused.status).toBe(409);
  });
});
