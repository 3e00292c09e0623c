import { portalPlace } from "@latchkey/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { aPassword, type Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { transact } from "../../database/transact.ts";
import { noAccess } from "../../http/access.ts";
import type { Context } from "../../http/context.ts";
import { redeemPasswordLink } from "../credentials/index.ts";
import { findPlace } from "../sessions/index.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const another = "purple monkey dishwasher";
const byId = (userId: string) => ({ params: { profileId: profile.id, userId } });

/** A context in which `meanwhile` happens once, between the check (or hashing) of a password and what is done about it. */
function slowContext(step: "verify" | "hash", meanwhile: () => Promise<unknown>): Context {
  const ctx: Context = { ...latchkey.app.commandLineContext(), principal: { kind: "nobody" }, access: noAccess };
  const { passwords } = ctx.platform;
  const slow =
    <Given extends unknown[], Answer>(work: (...given: Given) => Promise<Answer>) =>
    async (...given: Given) => {
      const answer = await work(...given);
      await meanwhile();
      return answer;
    };
  return { ...ctx, platform: { ...ctx.platform, passwords: { ...passwords, [step]: slow(passwords[step] as never) } } };
}

async function sessionsOf(userId: string): Promise<number> {
  return (await latchkey.db.selectFrom("sessions").select("id").where("user_id", "=", userId).execute()).length;
}

describe("no session starts for somebody who, while the password was checked,", () => {
  test.each<[string, (userId: string) => Promise<unknown>, object]>([
    ["was suspended", (id) => profile.client.users.suspendUser({ ...byId(id), body: {} }), { code: "sign_in.account_not_active" }],
    ["was deleted", (id) => profile.client.users.deleteUser(byId(id)), { code: "sign_in.account_not_active" }],
    [
      "was given another password",
      (id) => profile.client.users.setUserPassword({ ...byId(id), body: { password: another } }),
      { code: "sign_in.failed" },
    ],
  ])("%s", async (_title, meanwhile, refusal) => {
    const user = await latchkey.make.aUser(profile);
    const ctx = slowContext("verify", () => meanwhile(user.id));
    const place = await findPlace(ctx.db, portalPlace(profile.slug));
    await expect(signInWithPassword(ctx, place, { email: user.email ?? "", password: aPassword })).rejects.toMatchObject(refusal);
    expect(await sessionsOf(user.id)).toBe(0);

    const { items } = await profile.client.audit.listAudit({
      params: { profileId: profile.id },
      query: { objectId: user.id, result: "refused" },
    });
    expect(items.map((entry) => entry.action)).toEqual(["session.started"]);
  });
});

test("no session starts from a password that is replaced while the sign-in already waits for the person's row", async () => {
  const user = await latchkey.make.aUser(profile);
  const sessionsBefore = await sessionsOf(user.id);
  let changing: Promise<unknown> = Promise.resolve();
  const ctx = slowContext("verify", async () => {
    await new Promise<void>((tellLocked) => {
      changing = transact(latchkey.db, async (tx) => {
        await sql`select 1 from users where id = ${user.id} for update`.execute(tx);
        tellLocked();
        await untilSomebodyWaits();
        await sql`update passwords set hash = 'another' where user_id = ${user.id}`.execute(tx);
      });
    });
  });

  const place = await findPlace(ctx.db, portalPlace(profile.slug));
  const signIn = signInWithPassword(ctx, place, { email: user.email ?? "", password: aPassword });
  await expect(signIn).rejects.toMatchObject({ code: "sign_in.failed" });
  await changing;
  expect(await sessionsOf(user.id)).toBe(sessionsBefore);
});

/** Until a connection to this test's database stands still because of a lock. */
async function untilSomebodyWaits(): Promise<void> {
  await vi.waitFor(
    async () => {
      const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      expect((await waiting.execute(latchkey.db)).rows).toHaveLength(1);
    },
    { timeout: 20_000, interval: 20 },
  );
}

test("a password link does not bring back somebody who is suspended while they choose a password", async () => {
  const { user, passwordLink } = await profile.client.users.createUser({
    params: { profileId: profile.id },
    body: { name: "Ivy", email: "ivy@latchkey.test" },
  });
  const token = passwordLink?.url.split("#token=")[1] ?? "";
  const ctx = slowContext("hash", () => profile.client.users.suspendUser({ ...byId(user.id), body: {} }));
  await expect(redeemPasswordLink(ctx, { profileId: profile.id, token, password: another })).rejects.toMatchObject({
    code: "credentials.link_not_valid",
  });
  expect(await profile.client.users.getUser(byId(user.id))).toMatchObject({ status: "suspended", hasPassword: false });
});

test("a password link ends when the address it was meant for turns out to be another", async () => {
  const { user, passwordLink } = await profile.client.users.createUser({
    params: { profileId: profile.id },
    body: { name: "Olga", email: "wrong@latchkey.test" },
  });
  const token = passwordLink?.url.split("#token=")[1] ?? "";
  await profile.client.users.updateUser({ ...byId(user.id), body: { email: "olga@latchkey.test" } });
  const redeem = latchkey.client().portal.redeemPortalPasswordLink({ params: { slug: profile.slug }, body: { token, password: another } });
  await expect(redeem).rejects.toMatchObject({ status: 404, code: "credentials.link_not_valid" });
});
