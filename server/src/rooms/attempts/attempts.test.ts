import { defaultSecuritySettings } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { countSuccess, countTry, takeBackTry, type Try } from "./index.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const rules = defaultSecuritySettings.lockout;
let count = 0;
/** Somebody who tries from an address of their own. */
function somebody(changes: Partial<Try> = {}) {
  count += 1;
  const ip = `192.0.2.${count}`;
  const ctx: Context = { ...latchkey.app.commandLineContext(), source: { ...latchkey.app.commandLineContext().source, ip } };
  const tried: Try = { profileId: "a".repeat(24), kind: "password", identifier: `person-${count}@latchkey.test`, rules, ...changes };
  return { ctx, tried, ip };
}
const from = (ctx: Context, ip: string): Context => ({ ...ctx, source: { ...ctx.source, ip } });
async function fail(ctx: Context, tried: Try, times: number) {
  for (let index = 0; index < times; index += 1) await countTry(ctx, tried);
}
const waitOf = async (ctx: Context, tried: Try) =>
  countTry(ctx, tried).then(
    () => 0,
    (error: { details: { retryAfterSeconds: number } }) => error.details.retryAfterSeconds,
  );

describe("class 5: tries", () => {
  test("a thousand at the same moment get no more through than the limit", async () => {
    const { ctx, tried } = somebody();
    const results = await Promise.allSettled(
      Array.from({ length: 1000 }, (_, index) => countTry(from(ctx, `10.9.${index >> 8}.${index & 255}`), tried)),
    );
    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(rules.attemptsMax);
    const refused = results.find((each) => each.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "attempts.too_many_tries", details: { retryAfterSeconds: rules.delaySeconds } });
  }, 60_000);

  test("a thousand from one address for as many identifiers get no more through than the limit of the address", async () => {
    const { ctx, tried } = somebody();
    const results = await Promise.allSettled(
      Array.from({ length: 1000 }, (_, index) => countTry(ctx, { ...tried, identifier: `sprayed-${index}@latchkey.test` })),
    );
    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(rules.addressAttemptsMax);
  }, 60_000);

  test("count whatever becomes of the transaction that follows them", async () => {
    const { ctx, tried } = somebody();
    for (let index = 0; index < rules.attemptsMax; index += 1) {
      const failing = transact(ctx.db, async () => {
        await countTry(ctx, tried);
        throw new Error("rolled back");
      });
      await expect(failing).rejects.toThrow("rolled back");
    }
    await expect(countTry(ctx, tried)).rejects.toMatchObject({ code: "attempts.too_many_tries" });
  });

  test("wait longer with each further failure, up to the limit, and heal by themselves", async () => {
    const { ctx, tried } = somebody();
    await fail(ctx, tried, rules.attemptsMax);
    const waits: number[] = [];
    for (let index = 0; index < 9; index += 1) {
      const wait = await waitOf(ctx, tried);
      waits.push(wait);
      latchkey.clock.advance({ minutes: wait / 60 });
      await countTry(ctx, tried);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);

    latchkey.clock.advance({ days: 2 });
    await fail(ctx, tried, rules.attemptsMax);
    expect(await waitOf(ctx, tried)).toBe(rules.delaySeconds);
  });

  test("of one way in leave the others open, and so do those of another profile or person", async () => {
    const { ctx, tried } = somebody();
    await fail(ctx, tried, rules.attemptsMax);
    const elsewhere = from(ctx, "198.51.100.1");
    await expect(countTry(elsewhere, tried)).rejects.toMatchObject({ code: "attempts.too_many_tries" });
    for (const change of [
      { kind: "code" as const },
      { kind: "second_factor" as const },
      { profileId: "b".repeat(24) },
      { identifier: "x@y.test" },
    ])
      await expect(countTry(elsewhere, { ...tried, ...change })).resolves.toBeDefined();
  });

  test("that succeed forget the failures of the person, and of the address only themselves", async () => {
    const { ctx, tried } = somebody({ rules: { ...rules, addressAttemptsMax: 6 } });
    await fail(ctx, tried, rules.attemptsMax - 1);
    await countTry(ctx, tried);
    await countSuccess(ctx, tried);
    await expect(countTry(ctx, tried)).resolves.toMatchObject({ failures: 1, triesLeft: rules.attemptsMax - 1 });
    await expect(countTry(ctx, { ...tried, identifier: "other@latchkey.test" })).resolves.toMatchObject({ failures: 1 });
    await expect(countTry(ctx, { ...tried, identifier: "third@latchkey.test" })).rejects.toMatchObject({ code: "attempts.too_many_tries" });
  });

  test("of which nothing was checked are taken back, the lock included", async () => {
    const { ctx, tried } = somebody();
    for (let index = 0; index < 20; index += 1) {
      await countTry(ctx, tried);
      await takeBackTry(ctx, tried);
    }
    await expect(countTry(ctx, tried)).resolves.toMatchObject({ failures: 1 });
  });

  test("from one IPv6 customer count as one, whichever of their addresses they come from", async () => {
    const { ctx, tried } = somebody({ rules: { ...rules, addressAttemptsMax: 5 } });
    for (let index = 0; index < 5; index += 1)
      await countTry(from(ctx, `2001:db8:1:2::${index + 1}`), { ...tried, identifier: `six-${index}@latchkey.test` });
    await expect(countTry(from(ctx, "2001:db8:1:2:ffff::1"), tried)).rejects.toMatchObject({ code: "attempts.too_many_tries" });
    await expect(countTry(from(ctx, "2001:db8:1:3::1"), tried)).resolves.toBeDefined();
  });
});

describe("lockouts", () => {
  test("are listed for administrators with whose they are, and lifted with an entry in the audit log", async () => {
    const profile = await latchkey.make.aProfile();
    const user = await latchkey.make.aUser(profile);
    const { ctx, tried } = somebody({ profileId: profile.id, identifier: user.email ?? "" });
    await fail(ctx, tried, rules.attemptsMax);
    const params = { profileId: profile.id };
    const { items } = await profile.client.lockouts.listLockouts({ params });
    expect(items).toEqual([expect.objectContaining({ kind: "password", name: user.email, userId: user.id, failures: rules.attemptsMax })]);

    const lockoutId = items[0]?.id ?? "";
    const other = await latchkey.make.aProfile();
    await expect(other.client.lockouts.liftLockout({ params: { profileId: other.id, lockoutId } })).rejects.toMatchObject({ status: 404 });
    await profile.client.lockouts.liftLockout({ params: { ...params, lockoutId } });
    await expect(profile.client.lockouts.liftLockout({ params: { ...params, lockoutId } })).rejects.toMatchObject({ status: 404 });
    expect((await profile.client.lockouts.listLockouts({ params })).items).toEqual([]);
    await expect(countTry(ctx, tried)).resolves.toMatchObject({ failures: 1 });
    const log = await profile.client.audit.listAudit({ params, query: { action: ["lockout.lifted"] } });
    expect(log.items).toHaveLength(1);
  });

  test("of the console are for super administrators", async () => {
    const superClient = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
    const { client } = await latchkey.make.aProfile();
    await expect(superClient.lockouts.listConsoleLockouts()).resolves.toEqual({ items: [] });
    await expect(client.lockouts.listConsoleLockouts()).rejects.toMatchObject({ status: 403 });
  });
});
