/** What ends by itself is told of in time to renew it, and only once each time: passwords, API tokens, further tokens of devices. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { remindOfPasswords } from "../src/rooms/credentials/index.ts";
import { createDeviceToken, remindOfDeviceTokens } from "../src/rooms/devices/index.ts";
import { deleteOldReminders } from "../src/rooms/mail/index.ts";
import { remindOfTokens } from "../src/rooms/tokens/index.ts";
import { aPerson, setSecurity, type Person } from "./factor-makers.ts";
import type { Makers } from "./makers.ts";
import { readMails } from "./read-mails.ts";
import { startTestApp, type TestApp, type TestNode } from "./test-app.ts";
import { defaultSecuritySettings } from "@latchkey/contract";

const dayMs = 86_400_000;

let latchkey: TestApp;
let other: TestNode;
beforeAll(async () => {
  latchkey = await startTestApp();
  other = await latchkey.anotherNode();
});
afterAll(() => latchkey.close());

/** The chores, of two nodes at once. */
async function look(): Promise<void> {
  const both = [latchkey, other].map(({ app }) => app.commandLineContext());
  await Promise.all(both.flatMap((ctx) => [remindOfPasswords(ctx), remindOfTokens(ctx), remindOfDeviceTokens(ctx)]));
}

const remindersTo = async (email: string) =>
  (await readMails(latchkey, email)).filter(({ template }) => template === "password_expiring" || template === "token_expiring");

/** How many messages somebody has after each of so many days. */
async function countDaily(email: string, days: number): Promise<number[]> {
  const seen = [];
  for (let day = 0; day < days; day += 1) {
    await look();
    seen.push((await remindersTo(email)).length);
    latchkey.clock.advance({ days: 1 });
  }
  return seen;
}

const expire = ({ profile }: Pick<Person, "profile">, ageDaysMax: number | null) =>
  setSecurity(latchkey, profile.id, { passwords: { ...defaultSecuritySettings.passwords, ageDaysMax } });

describe("a password that ends", () => {
  test("is told of seven days before and one day before, with its date and where to choose another", async () => {
    const ann = await aPerson(latchkey);
    await expire(ann, 30);
    const { changed_at: changedAt } = await latchkey.db
      .selectFrom("passwords")
      .select("changed_at")
      .where("user_id", "=", ann.user.id)
      .executeTakeFirstOrThrow();
    latchkey.clock.advance({ days: 21 });
    expect(await countDaily(ann.email, 10)).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 2, 2]);
    const dueAt = new Date(changedAt.getTime() + 30 * dayMs).toISOString();
    expect((await remindersTo(ann.email))[0]).toMatchObject({
      template: "password_expiring",
      data: { dueAt, page: expect.stringContaining(`/p/${ann.profile.slug}/account/security`) },
    });
  });

  test("is not told of where passwords do not end, to who may not sign in, or where a week is half of their time", async () => {
    const [ann, weekly] = [await aPerson(latchkey), await aPerson(latchkey)];
    const suspended = await aPerson(latchkey, ann.profile);
    await latchkey.db.updateTable("users").set({ status: "suspended" }).where("id", "=", suspended.user.id).execute();
    await expire(ann, null);
    await expire(weekly, 7);
    expect(await countDaily(weekly.email, 8)).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
    expect(await remindersTo(ann.email)).toEqual([]);
    await expire(ann, 10);
    await look();
    expect(await remindersTo(suspended.email)).toEqual([]);
  });
});

describe("a token that ends", () => {
  type Profile = Awaited<ReturnType<Makers["aProfile"]>>;
  const inDays = (days: number) => new Date(latchkey.clock.now().getTime() + days * dayMs);
  const kinds: Record<string, (profile: Profile, expiresAt: Date) => Promise<string>> = {
    "of the API": async (profile, expiresAt) => {
      const body = { name: "Nightly job", permission: "read" as const, expiresAt: expiresAt.toISOString() };
      await profile.client.tokens.createToken({ params: { profileId: profile.id }, body });
      return `/console/profiles/${profile.id}/settings?tab=tokens`;
    },
    "of a device": async (profile, expiresAt) => {
      const { id } = await latchkey.make.aDevice(profile);
      const ctx = latchkey.app.commandLineContext(profile.id);
      await createDeviceToken(ctx, { deviceId: id, name: "Nightly job", permission: "full", expiresAt });
      return `/console/profiles/${profile.id}/devices/${id}`;
    },
  };

  test.each(Object.entries(kinds))("%s is told of to the administrators of its profile, seven days before and one", async (_name, make) => {
    const profile = await latchkey.make.aProfile();
    const [mine, stranger] = [await latchkey.make.anAdministrator({ profileIds: [profile.id] }), await latchkey.make.anAdministrator()];
    const page = await make(profile, inDays(30));
    latchkey.clock.advance({ days: 22 });
    expect(await countDaily(mine.email, 9)).toEqual([0, 1, 1, 1, 1, 1, 1, 2, 2]);
    expect((await remindersTo(mine.email))[0]).toMatchObject({
      template: "token_expiring",
      subject: "The token Nightly job ends soon",
      data: { token: "Nightly job", page: expect.stringContaining(page) },
    });
    expect(await remindersTo(stranger.email)).toEqual([]);
  });

  test("is not told of where it was made for a few days only", async () => {
    const profile = await latchkey.make.aProfile();
    const mine = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
    await kinds["of the API"]?.(profile, inDays(2));
    expect(await countDaily(mine.email, 2)).toEqual([0, 0]);
  });
});

test("what is over is forgotten", async () => {
  await deleteOldReminders(latchkey.db, latchkey.clock.now());
  expect(await latchkey.db.selectFrom("reminders").selectAll().where("due_at", "<", latchkey.clock.now()).execute()).toEqual([]);
});
