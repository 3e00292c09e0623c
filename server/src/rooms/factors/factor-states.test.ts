/** The drawing in README.md, walked at random: whatever people do in whatever order, only what was confirmed counts. */
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addTotp, aPerson, totpCode, type Person } from "../../../test/factor-makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { confirmEnrolment, deleteExpiredFactors, proveFactor, startEnrolment, type BoundTo } from "./index.ts";
import { deleteFactorsOf, listFactorRows } from "./factors.store.ts";
import { countRecoveryCodes, deleteRecoveryCodes } from "./recovery-codes.store.ts";
import { useRecoveryCode } from "./recovery-codes.ts";

let latchkey: TestApp;
let profile: Person["profile"];
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const sessions = ["session:one", "session:two", "ticket:three"] as const;

type Act =
  | { act: "begin"; boundTo: BoundTo }
  | { act: "confirm"; boundTo: BoundTo; isRight: boolean }
  | { act: "prove"; isRight: boolean }
  | { act: "prove again" }
  | { act: "prove what was begun" }
  | { act: "recover" }
  | { act: "wait"; minutes: number }
  | { act: "clean" }
  | { act: "reset" };

const boundTo = fc.constantFrom(...sessions);
const anAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant("begin" as const), boundTo }),
  fc.record({ act: fc.constant("confirm" as const), boundTo, isRight: fc.boolean() }),
  fc.record({ act: fc.constant("confirm" as const), boundTo, isRight: fc.constant(true) }),
  fc.record({ act: fc.constant("prove" as const), isRight: fc.boolean() }),
  fc.constantFrom<Act>({ act: "prove again" }, { act: "prove what was begun" }, { act: "recover" }, { act: "clean" }, { act: "reset" }),
  fc.record({ act: fc.constant("wait" as const), minutes: fc.constantFrom(0.5, 1, 9, 10) }),
);

/** What must be the case, kept apart from how it is stored. */
interface Model {
  begun: { factorId: string; secret: string; boundTo: BoundTo; expiresAt: number } | null;
  secret: string | null;
  /** Codes that were accepted for `secret`. */
  used: Set<string>;
  codes: string[];
}

test("only what was confirmed where it was begun proves anything, each code once, and recovery codes come and go with factors", async () => {
  expect.hasAssertions();
  await fc.assert(
    fc.asyncProperty(fc.array(anAct, { minLength: 5, maxLength: 25 }), async (acts) => {
      const ann = await aPerson(latchkey, profile);
      const model: Model = { begun: null, secret: null, used: new Set(), codes: [] };
      for (const each of acts) {
        await perform(ann, model, each);
        await compare(ann, model);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

async function perform(ann: Person, model: Model, act: Act): Promise<void> {
  switch (act.act) {
    case "begin":
      return begin(ann, model, act.boundTo);
    case "confirm":
      return confirm(ann, model, act);
    case "prove":
      return prove(ann, model, act.isRight);
    case "prove again":
      for (const code of model.used) expect(await isProved(ann, code)).toBe(false);
      return;
    case "prove what was begun":
      if (model.begun) expect(await isProved(ann, totpCode(latchkey, model.begun.secret))).toBe(false);
      return;
    case "recover": {
      const code = model.codes.pop();
      if (code === undefined) return;
      expect(await useRecoveryCode(ann.ctx, ann.user, code)).toBe(true);
      expect(await useRecoveryCode(ann.ctx, ann.user, code)).toBe(false);
      return;
    }
    case "wait":
      latchkey.clock.advance({ minutes: act.minutes });
      return;
    case "clean":
      return deleteExpiredFactors(ann.ctx);
    case "reset":
      await latchkey.db.transaction().execute((tx) => deleteFactorsOf(tx, profile.id, ann.user.id));
      await latchkey.db.transaction().execute((tx) => deleteRecoveryCodes(tx, profile.id, ann.user.id));
      Object.assign(model, { begun: null, secret: null, used: new Set(), codes: [] });
  }
}

async function begin(ann: Person, model: Model, where: BoundTo): Promise<void> {
  const starting = startEnrolment(ann.ctx, ann.user, { factor: { kind: "totp" }, boundTo: where });
  if (where.startsWith("ticket:") && model.secret !== null) {
    await expect(starting).rejects.toMatchObject({ code: "factors.kind_not_offered" });
    return;
  }
  const { factorId, expiresAt, ...rest } = await starting;
  model.begun = { factorId, secret: "secret" in rest ? rest.secret : "", boundTo: where, expiresAt: Date.parse(expiresAt) };
}

async function confirm(ann: Person, model: Model, { boundTo: where, isRight }: { boundTo: BoundTo; isRight: boolean }): Promise<void> {
  const { begun } = model;
  if (!begun) return;
  const right = totpCode(latchkey, begun.secret);
  const code = isRight ? right : wrongFor(begun.secret);
  const confirming = confirmEnrolment(ann.ctx, ann.user, { factorId: begun.factorId, proof: { code }, boundTo: where });

  const isHere = begun.boundTo === where && begun.expiresAt > latchkey.clock.now().getTime();
  if (!isHere) return expect(confirming).rejects.toMatchObject({ code: "http.not_found" });
  if (!isRight) return expect(confirming).rejects.toMatchObject({ code: "factors.wrong_code" });
  if (where.startsWith("ticket:") && model.secret !== null) {
    return expect(confirming).rejects.toMatchObject({ code: "factors.kind_not_offered" });
  }

  const { recoveryCodes } = await confirming;
  expect(recoveryCodes === null).toBe(model.codes.length > 0);
  Object.assign(model, { begun: null, secret: begun.secret, used: new Set([right]), codes: recoveryCodes ?? model.codes });
}

async function prove(ann: Person, model: Model, isRight: boolean): Promise<void> {
  if (model.secret === null) {
    expect(await isProved(ann, "000000")).toBe(false);
    return;
  }
  const code = isRight ? totpCode(latchkey, model.secret) : wrongFor(model.secret);
  expect(await isProved(ann, code)).toBe(isRight && !model.used.has(code));
  if (isRight) model.used.add(code);
}

/** A code of no step that counts now. */
function wrongFor(secret: string): string {
  const right = [-1, 0, 1].map((around) => totpCode(latchkey, secret, around));
  return ["000000", "000001", "000002", "000003"].find((code) => !right.includes(code)) ?? "";
}

async function isProved(ann: Person, code: string): Promise<boolean> {
  const check = await proveFactor(ann.ctx, ann.user, { proof: { kind: "totp", code }, boundTo: "ticket:any", use: "second_factor" });
  return check.isRight;
}

async function compare(ann: Person, model: Model): Promise<void> {
  const rows = await listFactorRows(latchkey.db, profile.id, ann.user.id);
  expect(rows.map(({ kind }) => kind)).toEqual(model.secret === null ? [] : ["totp"]);
  expect(await countRecoveryCodes(latchkey.db, profile.id, ann.user.id)).toBe(model.codes.length);
}

test("a model that forgot a use would be found out", async () => {
  const ann = await aPerson(latchkey, profile);
  const { secret } = await addTotp(latchkey, ann);
  const code = totpCode(latchkey, secret);
  expect([await isProved(ann, code), await isProved(ann, code)]).toEqual([true, false]);
});
