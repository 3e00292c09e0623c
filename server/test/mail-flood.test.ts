/**
 * Nobody fills somebody else's mailbox through us: whatever a stranger who knows an address can have sent to it is limited by who
 * reads it, not only by who asks. Yet whoever is asked for so often still finds a code that works.
 */
import { portalPlace } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPerson, setSecurity, type Person } from "./factor-makers.ts";
import { aPassword } from "./makers.ts";
import { readMails } from "./read-mails.ts";
import { runJobsNow } from "./run-jobs.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

const messagesADay = 10;
const phoneNumber = "+4930123456";

let latchkey: TestApp;
beforeAll(async () => {
  const send = async () => ({ kind: "sent" as const, answer: "ok", conversation: [] });
  latchkey = await startTestApp({ smsGateway: { send } });
});
afterAll(() => latchkey.close());

let calls = 0;
async function ask({ profile }: Pick<Person, "profile">, path: string, payload: object, token?: string) {
  calls += 1;
  const answer = await latchkey.request({
    method: "POST",
    url: path.startsWith("/") ? path : `/api/v1/places/${portalPlace(profile.slug)}/${path}`,
    payload,
    remoteAddress: `10.8.${calls >> 8}.${calls & 255}`,
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
  });
  return answer;
}

async function withSignUp(): Promise<Person> {
  const home = await aPerson(latchkey);
  const root = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
  const signup = { isEnabled: true, verification: "email" as const, fields: [] };
  await root.profiles.updateProfile({ params: { profileId: home.profile.id }, body: { signup } });
  await setSecurity(latchkey, home.profile.id, {
    botCheck: "off",
    secondFactor: { rule: "optional", requiredFrom: null, requiredRoleIds: [], methods: ["totp", "email_code", "sms_code"] },
  });
  return home;
}

type Way = (home: Person, email: string) => Promise<{ statusCode: number }>;
const signUp: Way = (home, email) => ask(home, `/api/v1/portal/${home.profile.slug}/sign-up`, { name: "New", email, password: aPassword });
const ways: Record<string, Way> = {
  "codes to sign in with": (home, email) => ask(home, "sign-in/code", { email }),
  "codes for a new password": (home, email) => ask(home, "password-reset", { email }),
  "messages about signing up": signUp,
};

/** Asks every minute for so many hours. */
async function flood(hours: number, asking: () => Promise<{ statusCode: number }>): Promise<void> {
  for (let seconds = 0; seconds < hours * 3600; seconds += 60) {
    expect((await asking()).statusCode).toBe(200);
    await runJobsNow(latchkey);
    latchkey.clock.advance({ minutes: 1 });
  }
}

describe("however often a stranger asks, to a mailbox go", () => {
  test.each(Object.entries(ways))("ten %s, then one in ten minutes", async (_name, way) => {
    const home = await withSignUp();
    await flood(1, () => way(home, home.email));
    const { length } = await readMails(latchkey, home.email);
    expect(length).toBeGreaterThan(1);
    expect(length).toBeLessThanOrEqual(messagesADay + 6);
  });

  test("as many of all kinds together", async () => {
    const home = await withSignUp();
    const all = Object.values(ways);
    let turn = 0;
    await flood(1, () => all[(turn += 1) % all.length]?.(home, home.email) ?? Promise.reject(new Error("no way")));
    expect((await readMails(latchkey, home.email)).length).toBeLessThanOrEqual(messagesADay + 6);
  });

  test("as many of a sign-up that nobody confirms, whose first message still works", async () => {
    const home = await withSignUp();
    const email = "new@latchkey.test";
    await flood(1, () => signUp(home, email));
    const mails = await readMails(latchkey, email);
    expect(mails.length).toBeLessThanOrEqual(messagesADay + 6);
    const token = String(mails.at(-1)?.data["link"]).split("#token=")[1];
    const confirmed = await ask(home, `/api/v1/portal/${home.profile.slug}/sign-up/confirm`, {
      token,
      password: "purple monkey dishwasher 42",
    });
    expect(confirmed.json()).toMatchObject({ step: "signed_in" });
  });

  test("as many of a change of address, by one person or many, and the answer does not tell", async () => {
    const home = await withSignUp();
    const answers = new Set<string>();
    for (let count = 0; count < 6; count += 1) {
      const { token } = await aPerson(latchkey, home.profile);
      for (let times = 0; times < 5; times += 1) {
        const answer = await ask(home, "account/email", { email: "elsewhere@latchkey.test" }, token);
        answers.add(`${answer.statusCode} ${Object.keys(answer.json()).join()}`);
      }
    }
    expect([...answers]).toEqual(["200 expiresAt"]);
    expect(await readMails(latchkey, "elsewhere@latchkey.test")).toHaveLength(messagesADay);
  });

  test("as many text messages to a telephone, and whoever asks is told to wait", async () => {
    const home = await withSignUp();
    const statuses = [];
    for (let count = 0; count < 15; count += 1) {
      const person = await aPerson(latchkey, home.profile);
      statuses.push((await ask(home, "account/factors", { kind: "sms_code", phoneNumber }, person.token)).statusCode);
    }
    expect(statuses).toEqual([...Array.from({ length: messagesADay }, () => 201), ...Array.from({ length: 5 }, () => 429)]);
    expect(await readMails(latchkey, phoneNumber)).toHaveLength(messagesADay);
  });

  test("no more when many ask at the same moment", async () => {
    const home = await withSignUp();
    const people = await Promise.all(Array.from({ length: 25 }, () => aPerson(latchkey, home.profile)));
    const number = "+4930654321";
    await Promise.all(people.map((each) => ask(home, "account/factors", { kind: "sms_code", phoneNumber: number }, each.token)));
    expect(await readMails(latchkey, number)).toHaveLength(messagesADay);
  });
});

test("while a mailbox is left alone, whoever reads it has a code that works", async () => {
  const home = await withSignUp();
  for (let seconds = 0; seconds < 3600; seconds += 60) {
    await ask(home, "sign-in/code", { email: home.email });
    await runJobsNow(latchkey);
    const mail = (await readMails(latchkey, home.email)).at(-1);
    expect(Date.parse(String(mail?.data["expiresAt"]))).toBeGreaterThan(latchkey.clock.now().getTime());
    latchkey.clock.advance({ minutes: 1 });
  }
  await ask(home, "sign-in/code", { email: home.email });
  await runJobsNow(latchkey);
  const code = String((await readMails(latchkey, home.email)).at(-1)?.data["code"]);
  expect((await ask(home, "sign-in/code/redeem", { email: home.email, code })).json()).toMatchObject({ step: "signed_in" });
});

test("the messages of one day are forgotten on the next, and those of one portal do not count at another", async () => {
  const [home, other] = [await withSignUp(), await withSignUp()];
  await latchkey.db.updateTable("users").set({ email: home.email }).where("id", "=", other.user.id).execute();
  await flood(0.5, () => ask(home, "sign-in/code", { email: home.email }));
  const before = (await readMails(latchkey, home.email)).length;
  await ask(other, "sign-in/code", { email: home.email });
  await runJobsNow(latchkey);
  expect(await readMails(latchkey, home.email)).toHaveLength(before + 1);

  latchkey.clock.advance({ days: 1 });
  await flood(0.2, () => ask(home, "sign-in/code", { email: home.email }));
  expect((await readMails(latchkey, home.email)).length).toBeGreaterThanOrEqual(before + 10);
});
