import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lastMail, readMails } from "../../../test/read-mails.ts";
import { startRoomBench, type RoomBench } from "../../../test/room-bench.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId, newId } from "../../platform/ids.ts";
import { mailJobs, queueMail, queueSms } from "./index.ts";
import type { NewMail } from "./queue-mail.ts";

let latchkey: RoomBench;
let profile: { id: string };
let ctx: Context;
beforeAll(async () => {
  latchkey = await startRoomBench(mailJobs);
  profile = await latchkey.aProfile();
  ctx = latchkey.app.commandLineContext(profile.id);
});
afterAll(() => latchkey.close());

const inAnHour = () => new Date(latchkey.clock.now().getTime() + 3_600_000);
let count = 0;
const anAddress = () => `reader-${(count += 1)}@latchkey.test`;

function aReset(to: string, more: Partial<NewMail<"password_reset">> = {}): NewMail<"password_reset"> {
  const data = { code: "123456", link: "/p/acme/choose-password#token=abcdefgh", expiresAt: inAnHour() };
  return { profileId: profile.id, userId: null, to, template: "password_reset", data, ...more };
}
const queue = (mail: NewMail<"password_reset">) => latchkey.db.transaction().execute((tx) => queueMail(tx, ctx, mail));

describe("a queued message", () => {
  test("is there when the transaction is committed, and is not when it is rolled back", async () => {
    const [kept, lost] = [anAddress(), anAddress()];
    await queue(aReset(kept));
    await latchkey.db
      .transaction()
      .execute(async (tx) => {
        await queueMail(tx, ctx, aReset(lost));
        throw new Error("changed my mind");
      })
      .catch(() => undefined);

    expect(await readMails(latchkey, kept)).toHaveLength(1);
    expect(await readMails(latchkey, lost)).toEqual([]);
  });

  test("holds its code and link sealed, nowhere in the clear", async () => {
    const to = anAddress();
    await queue(aReset(to));
    const row = await latchkey.db.selectFrom("mails").selectAll().where("recipient", "=", to).executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain("123456");
    expect(JSON.stringify(row)).not.toContain("abcdefgh");
    expect(row.secrets_until).toEqual(inAnHour());
    expect((await lastMail(latchkey, to)).data).toMatchObject({
      code: "123456",
      link: "http://latchkey.test/p/acme/choose-password#token=abcdefgh",
    });
  });

  test("speaks the wished language, else that of the profile, else English", async () => {
    const french = await latchkey.aProfile({ language: "fr" });
    const languageOf = async (more: Partial<NewMail<"password_reset">>) => {
      const to = anAddress();
      await queue(aReset(to, more));
      return (await lastMail(latchkey, to)).language;
    };
    expect(await languageOf({ languages: ["xx", "de-AT", "fr"] })).toBe("de");
    expect(await languageOf({ languages: ["ja"], profileId: french.id })).toBe("fr");
    expect(await languageOf({ profileId: french.id })).toBe("fr");
    expect(await languageOf({ profileId: deploymentId })).toBe("en");
  });

  test("speaks before all else what its reader said that they read, administrators of whatever profile included", async () => {
    const french = await latchkey.aProfile({ language: "fr" });
    const asked = { ...ctx, principal: { kind: "nobody" } as const, source: { ...ctx.source, languages: ["de"] } };
    const languageOf = async (language: string | null, where: { lives: string; isKnownById: boolean }) => {
      const [to, userId] = [anAddress(), newId(latchkey.clock)];
      const now = latchkey.clock.now();
      const facts = { status: "active" as const, source: "api", created_at: now, updated_at: now };
      const times = { last_sign_in_at: null, suspended_at: null, deleted_at: null };
      const row = { profile_id: where.lives, id: userId, name: "Reader", email: to, language, ...facts, ...times };
      await latchkey.db.insertInto("users").values(row).execute();
      const mail = aReset(to, { profileId: french.id, userId: where.isKnownById ? userId : null, languages: ["de"] });
      await latchkey.db.transaction().execute((tx) => queueMail(tx, asked, mail));
      return (await lastMail(latchkey, to)).language;
    };
    const here = { lives: french.id, isKnownById: true };
    expect(await languageOf("es", here)).toBe("es");
    expect(await languageOf("pt-PT", here)).toBe("pt-BR");
    expect(await languageOf(null, here)).toBe("de");
    expect(await languageOf("ja", here)).toBe("de");
    expect(await languageOf("es", { lives: deploymentId, isKnownById: false })).toBe("es");
    expect(await languageOf("es", { lives: profile.id, isKnownById: false })).toBe("de");
  });

  test("with a code speaks as whoever asks for it does, before anybody is signed in", async () => {
    const source = { ...ctx.source, languages: ["de"] };
    const languageFor = async (principal: Context["principal"]) => {
      const to = anAddress();
      await latchkey.db.transaction().execute((tx) => queueMail(tx, { ...ctx, principal, source }, aReset(to)));
      return (await lastMail(latchkey, to)).language;
    };
    expect(await languageFor({ kind: "nobody" })).toBe("de");
    expect(await languageFor({ kind: "command_line" })).toBe("en");
  });

  test("waits in the log where nothing can be sent", async () => {
    const to = anAddress();
    await queue(aReset(to));
    expect(await lastMail(latchkey, to)).toMatchObject({ state: "suppressed", template: "password_reset" });
  });
});

describe("a mistake in the code is found at once:", () => {
  const to = "ann@latchkey.test";
  test.each<[string, object, string]>([
    ["a second recipient", { to: "ann@latchkey.test,eve@evil.test" }, "plain address"],
    ["a header in the address", { to: "ann@latchkey.test\r\nBcc: eve@evil.test" }, "plain address"],
    ["no address", { to: "ann" }, "plain address"],
    ["a link that leads away", { data: { code: null, link: "https://evil.test/x", expiresAt: new Date() } }, "lead to this server"],
    [
      "a link that leads away by two slashes",
      { data: { code: null, link: "//evil.test/x", expiresAt: new Date() } },
      "lead to this server",
    ],
    ["a link that leads away by a backslash", { data: { code: null, link: "/\\evil.test", expiresAt: new Date() } }, "lead to this server"],
    [
      "a host that only begins like ours",
      { data: { code: null, link: "http://latchkey.test.evil.test/", expiresAt: new Date() } },
      "lead to",
    ],
    ["a user in the address", { data: { code: null, link: "http://latchkey.test@evil.test/", expiresAt: new Date() } }, "lead to"],
    ["a script", { data: { code: null, link: "javascript:alert(1)", expiresAt: new Date() } }, "lead to this server"],
    ["a code without an end", { data: { code: "123456", link: null } }, "needs expiresAt"],
    ["a value that the message does not know", { data: { code: "123456", link: null, expiresAt: new Date(), x: "y" } }, "knows no x"],
    ["a code that is none", { data: { code: "<b>", link: null, expiresAt: new Date() } }, "must be a code"],
  ])("%s", async (_what, more, message) => {
    await expect(queue({ ...aReset(to), ...more })).rejects.toThrow(message);
  });

  test.each(["0301234567", "+12", "+4930123456\r\n", "tel:+4930123456", "ann@latchkey.test"])("the number %j", async (number) => {
    const data = { code: "123456", expiresAt: inAnHour() };
    const sms = latchkey.db
      .transaction()
      .execute((tx) => queueSms(tx, ctx, { profileId: profile.id, userId: null, to: number, template: "sms_code", data }));
    await expect(sms).rejects.toThrow("number such as");
  });
});
