import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPerson, type Person } from "../../../test/factor-makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { transact } from "../../database/transact.ts";
import { createOneTime, findOneTime, takeOneTime, tryOneTimeCode, type NewOneTime, type OneTimePurpose } from "./index.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const purposes: OneTimePurpose[] = [
  "password_link",
  "password_reset",
  "sign_in_code",
  "factor_code",
  "verify_email",
  "email_change",
  "email_change_undo",
  "deletion_undo",
  "device_approval",
];

const make = ({ ctx, user }: Person, changes: Partial<NewOneTime> = {}) =>
  transact(ctx.db, (tx) =>
    createOneTime(tx, ctx, {
      profileId: user.profile_id,
      userId: user.id,
      purpose: "sign_in_code",
      minutes: 10,
      withCode: true,
      ...changes,
    }),
  );
const tryCode = ({ ctx, user }: Person, code: string, purpose: OneTimePurpose = "sign_in_code") =>
  tryOneTimeCode(ctx, { profileId: user.profile_id, userId: user.id, purpose, code });
const wrongFor = (code: string | null) => (code === "000000" ? "000001" : "000000");

describe("class 8: of 100 redemptions at once exactly one succeeds", () => {
  test.each(purposes)("%s, by its token and by its code", async (purpose) => {
    const person = await aPerson(latchkey);
    const { ctx, user } = person;
    for (const way of ["token", "code"] as const) {
      const { token, code } = await make(person, { purpose });
      const found =
        way === "token"
          ? await findOneTime(ctx.db, ctx, { profileId: user.profile_id, purpose, token })
          : await tryCode(person, code ?? "", purpose);
      if (found === null) throw new Error("was not found");
      const results = await Promise.all(Array.from({ length: 100 }, () => transact(ctx.db, (tx) => takeOneTime(tx, ctx, found))));
      expect(results.filter((each) => each !== null)).toHaveLength(1);
      expect(await findOneTime(ctx.db, ctx, { profileId: user.profile_id, purpose, token })).toBeNull();
    }
  });
});

describe("class 5: a code", () => {
  test("takes five tries, however many come at once, and then not even the right one", async () => {
    const person = await aPerson(latchkey);
    const { code } = await make(person);
    await Promise.all(Array.from({ length: 1000 }, () => tryCode(person, wrongFor(code))));
    const row = await latchkey.db
      .selectFrom("one_time_tokens")
      .select("tries_left")
      .where("user_id", "=", person.user.id)
      .executeTakeFirstOrThrow();
    expect(row.tries_left).toBe(0);
    expect(await tryCode(person, code ?? "")).toBeNull();
  });

  test("is found at one of the first five tries, for its own purpose, person and profile only", async () => {
    const [person, stranger] = [await aPerson(latchkey), await aPerson(latchkey)];
    const { code } = await make(person);
    await tryCode(person, wrongFor(code));
    expect(await tryCode(stranger, code ?? "")).toBeNull();
    expect(await tryCode(person, code ?? "", "password_reset")).toBeNull();
    expect(await tryCode({ ...person, user: { ...person.user, profile_id: stranger.user.profile_id } }, code ?? "")).toBeNull();
    expect(await tryCode(person, code ?? "")).not.toBeNull();
  });

  test("cannot be read from the database, not even by trying all of them", async () => {
    const person = await aPerson(latchkey);
    const { token, code } = await make(person);
    const row = await latchkey.db.selectFrom("one_time_tokens").selectAll().where("user_id", "=", person.user.id).executeTakeFirstOrThrow();
    const text = JSON.stringify({ ...row, token_hash: row.token_hash.toString("latin1") });
    expect(text).not.toContain(token.slice(2));
    expect(text).not.toContain(code);
  });
});

describe("a one-time token", () => {
  test("ends at its time, and when another is made for the same thing", async () => {
    const person = await aPerson(latchkey);
    const { ctx, user } = person;
    const find = (token: string) => findOneTime(ctx.db, ctx, { profileId: user.profile_id, purpose: "sign_in_code", token });
    const first = await make(person);
    const [second, other] = [await make(person), await make(person, { subject: "another thing" })];
    expect(await find(first.token)).toBeNull();
    expect(await find(second.token)).not.toBeNull();
    expect(await find(other.token)).toMatchObject({ subject: "another thing" });

    const found = await find(second.token);
    latchkey.clock.advance({ minutes: 10 });
    expect(await find(second.token)).toBeNull();
    expect(found && (await transact(ctx.db, (tx) => takeOneTime(tx, ctx, found)))).toBeNull();
  });

  test("that was used stays used after a restart, and one that was not stays good", async () => {
    const person = await aPerson(latchkey);
    const { ctx, user } = person;
    const { token } = await make(person, { data: { colour: "red" } });
    const again = (await latchkey.anotherNode()).app.commandLineContext(user.profile_id);
    const found = await findOneTime(again.db, again, { profileId: user.profile_id, purpose: "sign_in_code", token });
    expect(found?.data).toEqual({ colour: "red" });
    if (found) await transact(again.db, (tx) => takeOneTime(tx, again, found));
    expect(found && (await transact(ctx.db, (tx) => takeOneTime(tx, ctx, found)))).toBeNull();
  });
});
