import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { lastMail } from "../../../test/read-mails.ts";
import { startRoomBench, type RoomBench } from "../../../test/room-bench.ts";
import { runJobsNow } from "../../../test/run-jobs.ts";
import { startSmtpCatcher, type CaughtMail, type SmtpCatcher } from "../../../test/smtp-catcher.ts";
import { createSmtpMailer, type Mailer } from "../../platform/mailer.ts";
import { mailJobs, queueMail, queueSms, sendAgain, tidyMails } from "./index.ts";
import type { NewMail } from "./queue-mail.ts";

let server: SmtpCatcher;
let mailer: Mailer;
let bench: RoomBench;
let profile: { id: string };
const sms: { to: string; text: string }[] = [];
beforeAll(async () => {
  server = await startSmtpCatcher();
  const { host, port } = server;
  mailer = createSmtpMailer({
    host,
    port,
    security: "none",
    user: "",
    password: "",
    sender: "no-reply@latchkey.test",
    ownHost: "latchkey.test",
  });
  const smsGateway = {
    send: async (message: { to: string; text: string }) => {
      sms.push(message);
      return { kind: "sent" as const, answer: "202 ok", conversation: [] };
    },
  };
  bench = await startRoomBench(mailJobs, { mailer: { sender: mailer.sender, send: (mail) => mailer.send(mail) }, smsGateway });
  profile = await bench.aProfile({ name: "Acme Portal", language: "de", time_zone: "Europe/Berlin" });
});
afterAll(async () => {
  await bench.close();
  await server.close();
});
afterEach(() => void server.faults.splice(0));

let count = 0;
const anAddress = () => `reader-${(count += 1)}@latchkey.test`;
const inHours = (hours: number) => new Date(bench.clock.now().getTime() + hours * 3_600_000);
const ctx = () => bench.app.commandLineContext(profile.id);
const caughtFor = (to: string): CaughtMail[] => server.caught.filter((mail) => mail.to.includes(to));
const tidy = () => tidyMails(bench.app.commandLineContext());

async function queueReset(to: string, more: Partial<NewMail<"password_reset">> = {}): Promise<string> {
  const data = { code: "482913", link: "/p/acme/choose-password#token=t0kent0ken", expiresAt: inHours(72) };
  const mail = { profileId: profile.id, userId: null, to, template: "password_reset" as const, data, ...more };
  return (await bench.db.transaction().execute((tx) => queueMail(tx, ctx(), mail))).id;
}

describe("a message", () => {
  test("is sent once, in the reader's language and time, with its code and link in HTML and text", async () => {
    const to = anAddress();
    const id = await queueReset(to, { name: "Ann" });
    expect(await runJobsNow(bench)).toEqual(["mail.send"]);
    expect(await runJobsNow(bench)).toEqual([]);

    const [caught, ...more] = caughtFor(to);
    expect(more).toEqual([]);
    expect(caught?.parsed).toMatchObject({
      subject: "Wählen Sie ein neues Passwort für Acme Portal",
      from: { name: "Acme Portal", address: "no-reply@latchkey.test" },
      messageId: `<${id}.${profile.id}@latchkey.test>`,
    });
    for (const part of [caught?.parsed.html, caught?.parsed.text]) {
      expect(part).toContain("482913");
      expect(part).toContain("http://latchkey.test/p/acme/choose-password#token=t0kent0ken");
      expect(part).toContain("Guten Tag Ann,");
      expect(part).toMatch(/5\. März 2026 um 10:00 MEZ/);
    }
    expect(await lastMail(bench, to)).toMatchObject({ state: "sent" });
  });

  test("keeps the server's answer, with the code and the link's token masked even where the server repeats them", async () => {
    const to = anAddress();
    server.faults.push({
      at: "data",
      code: 550,
      text: "spam: 482913 http://latchkey.test/p/acme/choose-password#token=t0kent0ken t0kent0ken",
    });
    await queueReset(to);
    await runJobsNow(bench);
    const row = await bench.db.selectFrom("mails").selectAll().where("recipient", "=", to).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: "failed", answers: [{ kind: "permanent", answer: expect.stringContaining("550 spam: ••••••") }] });
    expect(JSON.stringify(row.answers)).not.toMatch(/482913|t0kent0ken/);
  });

  test("to a telephone goes to the gateway", async () => {
    const data = { code: "482913", expiresAt: inHours(1) };
    await bench.db
      .transaction()
      .execute((tx) => queueSms(tx, ctx(), { profileId: profile.id, userId: null, to: "+4930123456", template: "sms_code", data }));
    await runJobsNow(bench);
    expect(sms).toEqual([{ to: "+4930123456", text: "482913 ist Ihr Sicherheitscode für Acme Portal. Geben Sie ihn niemandem." }]);
  });

  test("codes go before notices that were queued earlier", async () => {
    const [early, late] = [anAddress(), anAddress()];
    const data = { page: "/p/acme" };
    await bench.db
      .transaction()
      .execute((tx) => queueMail(tx, ctx(), { profileId: profile.id, userId: null, to: early, template: "welcome", data }));
    await queueReset(late);
    await runJobsNow(bench);
    const order = server.caught.map((mail) => mail.to[0]).filter((to) => to === early || to === late);
    expect(order).toEqual([late, early]);
  });
});

describe("a server that says", () => {
  test("later is asked again, ever more patiently, and then the message has arrived once", async () => {
    const to = anAddress();
    server.faults.push({ at: "rcpt", code: 451, text: "greylisted" }, { at: "data", code: 452, text: "full" });
    await queueReset(to);
    await runJobsNow(bench);
    expect(await lastMail(bench, to)).toMatchObject({ state: "deferred" });

    expect(await runJobsNow(bench)).toEqual([]);
    bench.clock.advance({ minutes: 2 });
    expect(await runJobsNow(bench)).toEqual(["mail.send"]);
    bench.clock.advance({ minutes: 3 });
    expect(await runJobsNow(bench)).toEqual(["mail.send"]);
    expect(await lastMail(bench, to)).toMatchObject({ state: "sent" });
    expect(caughtFor(to)).toHaveLength(1);
    const row = await bench.db.selectFrom("mails").selectAll().where("recipient", "=", to).executeTakeFirstOrThrow();
    expect(row.answers.map((answer) => answer.kind)).toEqual(["temporary", "temporary", "sent"]);
  });

  test("never is believed", async () => {
    const to = anAddress();
    server.faults.push({ at: "rcpt", code: 550, text: "no such person" });
    await queueReset(to);
    await runJobsNow(bench);
    bench.clock.advance({ days: 2 });
    expect(await runJobsNow(bench)).toEqual([]);
    expect(await lastMail(bench, to)).toMatchObject({ state: "failed" });
  });

  test("later for days is given up after a day and a half", async () => {
    const to = anAddress();
    const id = await queueReset(to, { data: { code: "482913", link: null, expiresAt: inHours(500) } });
    const began = bench.clock.now().getTime();
    const later = { at: "rcpt", code: 451, text: "later" } as const;
    let hours = 0;
    for (; (await lastMail(bench, to)).state !== "failed" && hours < 100; hours += 1) {
      server.faults.splice(0, server.faults.length, ...Array.from({ length: 12 }, () => later));
      await runJobsNow(bench);
      bench.clock.advance({ hours: 1 });
    }
    const row = await bench.db.selectFrom("mails").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: "failed", attempts: 12, next_try_at: null });
    expect((bench.clock.now().getTime() - began) / 3_600_000).toBeGreaterThan(24);
    expect(hours).toBeLessThan(50);
  });

  test("nothing after it took the message makes it go out again, recognisable by its Message-ID", async () => {
    const to = anAddress();
    server.faults.push("drop");
    await queueReset(to);
    await runJobsNow(bench);
    bench.clock.advance({ minutes: 2 });
    await runJobsNow(bench);
    const ids = caughtFor(to).map((mail) => mail.parsed.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await lastMail(bench, to)).toMatchObject({ state: "sent" });
  });
});

describe("a node that dies", () => {
  test("before it sends leaves a message that another one sends", async () => {
    const to = anAddress();
    await queueReset(to);
    await sql`delete from graphile_worker._private_jobs`.execute(bench.db);
    await tidy();
    expect(await runJobsNow(bench)).toEqual([]);

    bench.clock.advance({ minutes: 3 });
    await tidy();
    expect(await runJobsNow(bench)).toEqual(["mail.send"]);
    expect(caughtFor(to)).toHaveLength(1);
  });

  test("while it sends leaves a claim that ends, and meanwhile nobody else sends", async () => {
    const to = anAddress();
    await queueReset(to);
    const dies = vi.spyOn(mailer, "send").mockImplementationOnce(() => Promise.reject(new Error("killed")));
    await expect(runJobsNow(bench)).rejects.toThrow("killed");
    dies.mockRestore();

    await tidy();
    bench.clock.advance({ minutes: 1 });
    await tidy();
    expect(await runJobsNow(bench)).toEqual([]);
    bench.clock.advance({ minutes: 3 });
    await tidy();
    expect(await runJobsNow(bench)).toEqual(["mail.send"]);
    expect(caughtFor(to)).toHaveLength(1);
  });

  test("whose clock is behind that of the node that queued a message sends it all the same", async () => {
    const to = anAddress();
    const id = await queueReset(to);
    await bench.db
      .updateTable("mails")
      .set({ next_try_at: inHours(0.01) })
      .where("id", "=", id)
      .execute();
    await runJobsNow(bench);
    expect(caughtFor(to)).toHaveLength(1);
  });

  test("or not: of many nodes that try at once exactly one sends", async () => {
    const to = anAddress();
    const id = await queueReset(to);
    const [send] = mailJobs;
    await Promise.all(Array.from({ length: 20 }, () => send?.handler(ctx(), { profileId: profile.id, mailId: id } as never)));
    expect(caughtFor(to)).toHaveLength(1);
    await runJobsNow(bench);
    expect(caughtFor(to)).toHaveLength(1);
  });
});

describe("a code or link", () => {
  test("whose time is over is not sent any more, and is erased", async () => {
    const to = anAddress();
    server.faults.push({ at: "rcpt", code: 451, text: "later" });
    await queueReset(to, { data: { code: "482913", link: null, expiresAt: inHours(0.02) } });
    await runJobsNow(bench);
    bench.clock.advance({ minutes: 3 });
    await runJobsNow(bench);
    expect(caughtFor(to)).toEqual([]);
    expect(await lastMail(bench, to)).toMatchObject({ state: "failed" });

    await tidy();
    const row = await bench.db.selectFrom("mails").selectAll().where("recipient", "=", to).executeTakeFirstOrThrow();
    expect(row.sealed_secrets).toBeNull();
    expect(row.answers.at(-1)?.answer).toContain("no longer valid");
  });

  test("that is erased makes sending again a refusal", async () => {
    const to = anAddress();
    await queueReset(to);
    await runJobsNow(bench);
    bench.clock.advance({ days: 4 });
    await tidy();
    const row = await bench.db.selectFrom("mails").selectAll().where("recipient", "=", to).executeTakeFirstOrThrow();
    await expect(bench.db.transaction().execute((tx) => sendAgain(tx, ctx(), row))).rejects.toMatchObject({ code: "mail.too_late" });
  });
});

test("old messages are forgotten", async () => {
  const to = anAddress();
  await queueReset(to);
  await runJobsNow(bench);
  bench.clock.advance({ days: 91 });
  await tidy();
  expect(await bench.db.selectFrom("mails").select("id").where("recipient", "=", to).execute()).toEqual([]);
});

test.each([
  ["a header", "Ann\r\nBcc: eve@evil.test", "Ann Bcc: eve@evil. test"],
  ["a link", "win at https://evil.test/now", "win at https: //evil. test/now"],
  ["an address that programs make a link of", "evil.test", "evil. test"],
  ["text that runs backwards", "Ann\u202egnp.exe", "Ann gnp. exe"],
])("a name that is %s is written so that it is none", async (_what, name, written) => {
  const to = anAddress();
  await queueReset(to, { name });
  await runJobsNow(bench);
  const [caught] = caughtFor(to);
  expect(caught?.parsed.text).toContain(`Guten Tag ${written},`);
  expect(caught?.to).toEqual([to]);
  expect(caught?.parsed.headers.some(({ key }) => key === "bcc")).toBe(false);
});
