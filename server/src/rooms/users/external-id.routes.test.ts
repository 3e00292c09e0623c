import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<TestApp["make"]["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const users = () => profile.client.users;
let count = 0;
const aUser = async (externalId?: string) => {
  count += 1;
  const body = { name: `User ${count}`, email: `external-${count}@latchkey.test`, ...(externalId === undefined ? {} : { externalId }) };
  return (await users().createUser({ params: params(), body })).user;
};
const update = (userId: string, externalId: string | null) => users().updateUser({ params: { ...params(), userId }, body: { externalId } });

describe("an external id", () => {
  test("is given, changed, left alone and taken away", async () => {
    const user = await aUser("HR 1");
    expect(user.externalId).toBe("HR 1");
    expect(await users().updateUser({ params: { ...params(), userId: user.id }, body: { name: "Renamed" } })).toMatchObject({
      externalId: "HR 1",
    });
    expect((await update(user.id, "HR 2")).externalId).toBe("HR 2");
    expect((await update(user.id, null)).externalId).toBeNull();
    expect((await aUser()).externalId).toBeNull();
  });

  test("finds its user in the list, by itself and by search, in exact case only", async () => {
    const user = await aUser("Badge-7/ü");
    const found = async (query: { externalId?: string; search?: string }) =>
      (await users().listUsers({ params: params(), query })).items.map((each) => each.id);
    expect(await found({ externalId: "Badge-7/ü" })).toEqual([user.id]);
    expect(await found({ search: "Badge-7/ü" })).toEqual([user.id]);
    expect(await found({ externalId: "badge-7/ü" })).toEqual([]);
    expect(await found({ search: "Badge-7" })).toEqual([]);
  });

  test("belongs to one user of a profile; another profile may have the same", async () => {
    const [first, second] = [await aUser("taken"), await aUser()];
    const taken = { status: 409, code: "users.external_id_taken" };
    await expect(aUser("taken")).rejects.toMatchObject(taken);
    await expect(update(second.id, "taken")).rejects.toMatchObject(taken);
    const other = await latchkey.make.aProfile();
    const body = { name: "Other", email: "other@latchkey.test", externalId: "taken" };
    expect((await other.client.users.createUser({ params: { profileId: other.id }, body })).user.externalId).toBe("taken");

    await users().deleteUser({ params: { ...params(), userId: first.id } });
    await update(second.id, "taken");
    await expect(users().restoreUser({ params: { ...params(), userId: first.id } })).rejects.toMatchObject(taken);
  });

  test.each(["", " ", "x".repeat(201), "a\u0000b", "a\nb\u0007"])(
    "that is no text of 1 to 200 characters is refused: %j",
    async (externalId) => {
      await expect(aUser(externalId)).rejects.toMatchObject({ status: 400 });
    },
  );

  test("is part of what the audit log keeps", async () => {
    const user = await aUser("before");
    await update(user.id, "after");
    const entry = await latchkey.db
      .selectFrom("audit_entries")
      .selectAll()
      .where("object_id", "=", user.id)
      .where("action", "=", "user.updated")
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ before: { externalId: "before" }, after: { externalId: "after" } });
  });
});
