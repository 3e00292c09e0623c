/** Classes 5 and 8 of docs/security, for second factors: nothing counts twice, and nothing is guessed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addTotp, aPerson, setSecurity, totpCode, type Person } from "../../../test/factor-makers.ts";
import { lastMail, readMails } from "../../../test/read-mails.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { defaultSecuritySettings } from "@latchkey/contract";
import { confirmEnrolment, proveFactor, sendFactorCode, startEnrolment, type BoundTo, type FactorProof } from "./index.ts";
import { countRecoveryCodes } from "./recovery-codes.store.ts";

let latchkey: TestApp;
const gateway = { send: () => Promise.resolve({ kind: "sent" as const, answer: "", conversation: [] }) };
beforeAll(async () => (latchkey = await startTestApp({ smsGateway: gateway })));
afterAll(() => latchkey.close());

const ticket: BoundTo = "ticket:one";
const prove = ({ ctx, user }: Person, proof: FactorProof, boundTo = ticket) =>
  proveFactor(ctx, user, { proof, boundTo, use: "second_factor" });
const rightOnes = (checks: readonly { isRight: boolean }[]) => checks.filter(({ isRight }) => isRight).length;
const hundredTimes = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 100 }, work));

describe("a code of an authenticator app", () => {
  test("works once, and so does the next one", async () => {
    const ann = await aPerson(latchkey);
    const { secret } = await addTotp(latchkey, ann);
    const proof = { kind: "totp", code: totpCode(latchkey, secret) } as const;

    expect(await prove(ann, proof)).toMatchObject({ isRight: true, kind: "totp" });
    expect(await prove(ann, proof)).toMatchObject({ isRight: false, reason: "wrong_code" });
    latchkey.clock.advance({ minutes: 0.5 });
    expect(await prove(ann, proof)).toMatchObject({ isRight: false });
    expect(await prove(ann, { kind: "totp", code: totpCode(latchkey, secret) })).toMatchObject({ isRight: true });
  });

  test("that confirmed the factor proves nothing any more", async () => {
    const ann = await aPerson(latchkey);
    const begun = await startEnrolment(ann.ctx, ann.user, { factor: { kind: "totp" }, boundTo: "session:one" });
    const code = totpCode(latchkey, begun.kind === "totp" ? begun.secret : "");
    await confirmEnrolment(ann.ctx, ann.user, { factorId: begun.factorId, proof: { code }, boundTo: "session:one" });
    expect(await prove(ann, { kind: "totp", code })).toMatchObject({ isRight: false });
  });

  test("is refused once a later one was accepted, though its window is open", async () => {
    const ann = await aPerson(latchkey);
    const { secret } = await addTotp(latchkey, ann);
    expect(await prove(ann, { kind: "totp", code: totpCode(latchkey, secret, 1) })).toMatchObject({ isRight: true });
    expect(await prove(ann, { kind: "totp", code: totpCode(latchkey, secret, 0) })).toMatchObject({ isRight: false });
    expect(await prove(ann, { kind: "totp", code: totpCode(latchkey, secret, -1) })).toMatchObject({ isRight: false });
  });

  test("of a hundred tries at once exactly one succeeds", async () => {
    const ann = await aPerson(latchkey);
    const { secret } = await addTotp(latchkey, ann);
    const proof = { kind: "totp", code: totpCode(latchkey, secret) } as const;
    expect(rightOnes(await hundredTimes(() => prove(ann, proof)))).toBe(1);
  });

  test("of somebody else is none, nor is one of an app that was never confirmed", async () => {
    const [ann, bob] = [await aPerson(latchkey), await aPerson(latchkey)];
    const { secret } = await addTotp(latchkey, ann);
    expect(await prove(bob, { kind: "totp", code: totpCode(latchkey, secret) })).toMatchObject({
      isRight: false,
      reason: "no_such_factor",
    });

    const begun = await startEnrolment(bob.ctx, bob.user, { factor: { kind: "totp" }, boundTo: ticket });
    const code = totpCode(latchkey, begun.kind === "totp" ? begun.secret : "");
    expect(await prove(bob, { kind: "totp", code })).toMatchObject({ isRight: false, reason: "no_such_factor" });
  });

  test("cannot be made from what is stored", async () => {
    const ann = await aPerson(latchkey);
    const { secret } = await addTotp(latchkey, ann);
    const rows = await latchkey.db.selectFrom("factors").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

/** A factor whose codes are sent; answers where they are read. */
async function addSentCode(person: Person, kind: "email_code" | "sms_code"): Promise<string> {
  const phoneNumber = `+4930${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const to = kind === "email_code" ? person.email : phoneNumber;
  await setSecurity(latchkey, person.profile.id, {
    secondFactor: { ...defaultSecuritySettings.secondFactor, methods: ["totp", "email_code", "sms_code", "passkey"] },
  });
  const boundTo = "session:set-up";
  const factor = kind === "email_code" ? { kind } : { kind, phoneNumber };
  const { factorId } = await startEnrolment(person.ctx, person.user, { factor, boundTo });
  await confirmEnrolment(person.ctx, person.user, { factorId, proof: { code: await readCode(to) }, boundTo });
  return to;
}

async function readCode(to: string): Promise<string> {
  const mail = (await readMails(latchkey, to)).findLast(({ data }) => typeof data["code"] === "string");
  return String(mail?.data["code"]);
}

/** Sends a code and reads it; messages of one moment have no order. */
async function send(person: Person, kind: "email_code" | "sms_code", to: string): Promise<string> {
  latchkey.clock.advance({ minutes: 0.1 });
  await sendFactorCode(person.ctx, person.user, { kind, boundTo: ticket });
  return readCode(to);
}

describe.each(["email_code", "sms_code"] as const)("a sent code (%s)", (kind) => {
  test("works once, spaces or not, and only in the sign-in that asked for it", async () => {
    const ann = await aPerson(latchkey);
    const to = await addSentCode(ann, kind);
    const code = await send(ann, kind, to);

    expect(await prove(ann, { kind, code }, "ticket:another")).toMatchObject({ isRight: false });
    expect(await prove(ann, { kind, code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).toMatchObject({ isRight: true, kind });
    expect(await prove(ann, { kind, code })).toMatchObject({ isRight: false });
  });

  test("of a hundred tries at once exactly one succeeds", async () => {
    const ann = await aPerson(latchkey);
    const to = await addSentCode(ann, kind);
    const code = await send(ann, kind, to);
    const wrong = code === "000000" ? "000001" : "000000";
    // The right code among wrong ones: those count, and may close it first, but never open it twice.
    expect(rightOnes(await hundredTimes(() => prove(ann, { kind, code: Math.random() < 0.01 ? wrong : code })))).toBeLessThanOrEqual(1);

    const next = await send(ann, kind, to);
    expect(rightOnes(await Promise.all(Array.from({ length: 5 }, () => prove(ann, { kind, code: next }))))).toBe(1);
  });

  test("is worthless after five wrong tries, after ten minutes, and once another was sent", async () => {
    const ann = await aPerson(latchkey);
    const to = await addSentCode(ann, kind);
    const guessed = await send(ann, kind, to);
    for (let tries = 0; tries < 5; tries += 1) await prove(ann, { kind, code: guessed === "000000" ? "000001" : "000000" });
    expect(await prove(ann, { kind, code: guessed })).toMatchObject({ isRight: false });

    const old = await send(ann, kind, to);
    latchkey.clock.advance({ minutes: 10 });
    expect(await prove(ann, { kind, code: old })).toMatchObject({ isRight: false });

    const replaced = await send(ann, kind, to);
    const newest = await send(ann, kind, to);
    if (replaced !== newest) expect(await prove(ann, { kind, code: replaced })).toMatchObject({ isRight: false });
    expect(await prove(ann, { kind, code: newest })).toMatchObject({ isRight: true });
  });

  test("is not sent to whoever has no such factor", async () => {
    const ann = await aPerson(latchkey);
    await expect(sendFactorCode(ann.ctx, ann.user, { kind, boundTo: ticket })).rejects.toMatchObject({ code: "factors.kind_not_offered" });
  });
});

describe("a recovery code", () => {
  test("works once, tells the owner how many are left, and warns when these are few", async () => {
    const ann = await aPerson(latchkey);
    const { recoveryCodes } = await addTotp(latchkey, ann);
    expect(recoveryCodes).toHaveLength(10);

    for (const [index, code] of recoveryCodes.entries()) {
      expect(await prove(ann, { kind: "recovery_code", code })).toMatchObject({ isRight: true });
      expect(await prove(ann, { kind: "recovery_code", code })).toMatchObject({ isRight: false, reason: "wrong_code" });
      const mails = (await readMails(latchkey, ann.email)).filter(({ template }) => template === "recovery_code_used");
      expect(mails).toHaveLength(index + 1);
      expect(mails.map(({ data }) => data["left"])).toContain(9 - index);
    }
    const warnings = (await readMails(latchkey, ann.email)).filter(({ template }) => template === "codes_low");
    expect(new Set(warnings.map(({ data }) => data["left"]))).toEqual(new Set([3, 2, 1, 0]));
  });

  test("of a hundred tries at once exactly one succeeds", async () => {
    const ann = await aPerson(latchkey);
    const { recoveryCodes } = await addTotp(latchkey, ann);
    const proof = { kind: "recovery_code", code: recoveryCodes[0] ?? "" } as const;
    expect(rightOnes(await hundredTimes(() => prove(ann, proof)))).toBe(1);
    expect(await countRecoveryCodes(latchkey.db, ann.profile.id, ann.user.id)).toBe(9);
  });

  test("is stored as a slow hash of its secret part", async () => {
    const ann = await aPerson(latchkey);
    const { recoveryCodes } = await addTotp(latchkey, ann);
    const rows = await latchkey.db.selectFrom("recovery_codes").selectAll().where("user_id", "=", ann.user.id).execute();
    expect(rows.map(({ selector }) => selector).toSorted()).toEqual(recoveryCodes.map((code) => code.slice(0, 2)).toSorted());
    for (const { hash } of rows) expect(hash).toMatch(/^\$argon2id\$/);
  });

  test("of somebody else is none, and a second factor of the account brings no new ones", async () => {
    const [ann, bob] = [await aPerson(latchkey), await aPerson(latchkey)];
    const { recoveryCodes } = await addTotp(latchkey, ann);
    await addTotp(latchkey, bob);
    expect(await prove(bob, { kind: "recovery_code", code: recoveryCodes[0] ?? "" })).toMatchObject({ isRight: false });

    const { recoveryCodes: more } = await addTotp(latchkey, ann);
    expect(more).toEqual([]);
    expect(await prove(ann, { kind: "recovery_code", code: recoveryCodes[0] ?? "" })).toMatchObject({ isRight: true });
    expect((await lastMail(latchkey, ann.email)).template).toBe("recovery_code_used");
  });
});
