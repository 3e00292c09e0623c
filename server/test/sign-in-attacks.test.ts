/**
 * What strangers try at the door, by the classes of docs/security: guessing, finding out who exists, using one thing twice,
 * poisoned links, and going on with a sign-in that is over. Each is tried over HTTP, on every way in.
 */
import { createHash } from "node:crypto";
import { defaultSecuritySettings, portalPlace, type SignInStep } from "@latchkey/contract";
import { solveChallenge } from "altcha-lib/v1";
import type { KyselyPlugin } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createApp, type App } from "../src/app.ts";
import { addPasskey, addTotp, aPerson, setSecurity, totpCode, type Person } from "./factor-makers.ts";
import { aPassword } from "./makers.ts";
import { readMails } from "./read-mails.ts";
import { runJobsNow } from "./run-jobs.ts";
import { publicUrl, startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const another = "purple monkey dishwasher 42";
const { lockout } = defaultSecuritySettings;
let calls = 0;

interface Call {
  headers?: Record<string, string>;
  address?: string;
  app?: App;
}

/** A call to a place's routes, from an address of its own where nothing else is said. */
async function post(
  person: Pick<Person, "profile">,
  path: string,
  payload: object,
  { headers = {}, address, app = latchkey.app }: Call = {},
) {
  calls += 1;
  const url = `/api/v1/places/${portalPlace(person.profile.slug)}/${path}`;
  const remoteAddress = address ?? `10.3.${calls >> 8}.${calls & 255}`;
  return app.http.inject({ method: "POST", url, payload, headers, remoteAddress });
}

const withPassword = async (person: Person, password = aPassword) =>
  (await post(person, "sign-in/password", { email: person.email, password })).json() as SignInStep;
const ticketOf = (step: SignInStep) => ("ticket" in step ? step.ticket : "");
const withoutBotCheck = (person: Pick<Person, "profile">) => setSecurity(latchkey, person.profile.id, { botCheck: "off" });
const root = async () => latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
const byId = ({ profile, user }: Person) => ({ params: { profileId: profile.id, userId: user.id } });

async function mailed(person: Person, way: "sign-in/code" | "password-reset") {
  await post(person, way, { email: person.email });
  await runJobsNow(latchkey);
  const template = way === "password-reset" ? "password_reset" : "sign_in_code";
  const data = (await readMails(latchkey, person.email)).findLast((mail) => mail.template === template)?.data ?? {};
  return { code: String(data["code"]), token: String(data["link"]).split("#reset=")[1] ?? "" };
}

const countOf = (answers: { statusCode: number }[], status: number) => answers.filter((each) => each.statusCode === status).length;
const many = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe("class 5: guessing", () => {
  test("1,000 parallel passwords are compared no more often than the limit, whether the address exists or not", async () => {
    const person = await aPerson(latchkey);
    await withoutBotCheck(person);
    const verify = vi.spyOn(latchkey.app.commandLineContext().platform.passwords, "verify");
    for (const email of [person.email, "nobody@latchkey.test"]) {
      verify.mockClear();
      const answers = await many(1000, (index) => post(person, "sign-in/password", { email, password: `guess number ${index}` }));
      expect(verify.mock.calls.length).toBe(lockout.attemptsMax);
      expect(countOf(answers, 401)).toBe(lockout.attemptsMax);
      expect(countOf(answers, 429)).toBe(1000 - lockout.attemptsMax);
    }
    verify.mockRestore();
    // The right one does not get through either, until the wait is over.
    expect((await post(person, "sign-in/password", { email: person.email, password: aPassword })).statusCode).toBe(429);
    latchkey.clock.advance({ minutes: 1 });
    expect(await withPassword(person)).toMatchObject({ step: "signed_in" });
  }, 120_000);

  const ways: [string, (person: Person) => Promise<(index: number) => Promise<{ statusCode: number }>>][] = [
    [
      "mailed codes",
      async (person) => {
        await mailed(person, "sign-in/code");
        return (index) => post(person, "sign-in/code/redeem", { email: person.email, code: String(100_000 + index) });
      },
    ],
    [
      "reset codes",
      async (person) => {
        await mailed(person, "password-reset");
        return (index) => post(person, "password-reset/redeem", { email: person.email, code: String(100_000 + index), password: another });
      },
    ],
    [
      "second factors, with as many tickets as one likes",
      async (person) => {
        await addTotp(latchkey, person);
        const tickets = await many(4, async () => ticketOf(await withPassword(person)));
        return (index) =>
          post(person, "sign-in/second-factor", { ticket: tickets[index % 4], proof: { kind: "totp", code: String(100_000 + index) } });
      },
    ],
    [
      "the present password of an open session",
      async ({ profile, token }) =>
        (index) =>
          latchkey.request({
            method: "PUT",
            url: `/api/v1/places/${portalPlace(profile.slug)}/account/password`,
            payload: { currentPassword: `guess ${index}`, newPassword: another },
            headers: { authorization: `Bearer ${token}` },
          }),
    ],
  ];
  test.each(ways)(
    "%s: no more are checked than the limit",
    async (_name, begin) => {
      const person = await aPerson(latchkey);
      await withoutBotCheck(person);
      const guess = await begin(person);
      const answers = await many(200, guess);
      const checked = countOf(answers, 401) + countOf(answers, 403);
      expect(checked).toBe(lockout.attemptsMax);
      expect(checked + countOf(answers, 429)).toBe(200);
      expect(Number(((await guess(999)) as { headers?: Record<string, unknown> }).headers?.["retry-after"])).toBeGreaterThan(0);
    },
    60_000,
  );

  test("a locked password leaves the mailed code open; the owner is told once; a reset ends the wait", async () => {
    const person = await aPerson(latchkey);
    await withoutBotCheck(person);
    await many(12, () => post(person, "sign-in/password", { email: person.email, password: "wrong" }));
    await runJobsNow(latchkey);
    expect((await readMails(latchkey, person.email)).map((mail) => mail.template)).toEqual(["account_locked"]);

    const { code } = await mailed(person, "sign-in/code");
    expect((await post(person, "sign-in/code/redeem", { email: person.email, code })).json()).toMatchObject({ step: "signed_in" });
    expect((await post(person, "sign-in/password", { email: person.email, password: aPassword })).statusCode).toBe(429);
    latchkey.clock.advance({ minutes: 1 });
    await many(3, () => post(person, "sign-in/password", { email: person.email, password: "wrong" }));
    await runJobsNow(latchkey);
    expect((await readMails(latchkey, person.email)).filter((mail) => mail.template === "account_locked")).toHaveLength(1);

    const reset = await mailed(person, "password-reset");
    await post(person, "password-reset/redeem", { email: person.email, code: reset.code, password: another });
    expect(await withPassword(person, another)).toMatchObject({ step: "signed_in" });
  });

  test("a right password forgets the failures, but not those of the second factor", async () => {
    const person = await aPerson(latchkey);
    await withoutBotCheck(person);
    await addTotp(latchkey, person);
    for (let round = 0; round < lockout.attemptsMax; round += 1) {
      const ticket = ticketOf(await withPassword(person));
      expect((await post(person, "sign-in/second-factor", { ticket, proof: { kind: "totp", code: "000000" } })).statusCode).toBe(401);
    }
    const ticket = ticketOf(await withPassword(person));
    expect((await post(person, "sign-in/second-factor", { ticket, proof: { kind: "totp", code: "000000" } })).statusCode).toBe(429);
  });
});

describe("the bot check", () => {
  async function solve(person: Pick<Person, "profile">, change: object = {}): Promise<string> {
    const url = `/api/v1/places/${portalPlace(person.profile.slug)}/bot-check`;
    const challenge = (await latchkey.request({ method: "GET", url })).json();
    // ALTCHA's own library, so that its widget could be used in place of ours.
    const solved = await solveChallenge(challenge.challenge, challenge.salt, challenge.algorithm, challenge.maxnumber).promise;
    if (solved === null) throw new Error("no solution");
    return Buffer.from(JSON.stringify({ ...challenge, number: solved.number, ...change })).toString("base64");
  }
  const wrong = (person: Person, botCheck?: string) =>
    post(person, "sign-in/password", { email: person.email, password: "wrong", botCheck });

  test("is asked for after failures only, and being asked costs no try", async () => {
    const person = await aPerson(latchkey);
    expect([(await wrong(person)).statusCode, (await wrong(person)).statusCode]).toEqual([401, 401]);
    for (let count = 0; count < 10; count += 1)
      expect((await wrong(person)).json()).toMatchObject({ status: 428, code: "sign_in.bot_check_needed" });
    expect(
      (await post(person, "sign-in/password", { email: person.email, password: aPassword, botCheck: await solve(person) })).json(),
    ).toMatchObject({
      step: "signed_in",
    });
    expect(await withPassword(person)).toMatchObject({ step: "signed_in" });
  });

  test("demanded by the profile, is demanded on every form", async () => {
    const person = await aPerson(latchkey);
    await setSecurity(latchkey, person.profile.id, { botCheck: "always" });
    const body = { email: person.email };
    for (const [path, payload] of [
      ["sign-in/password", { ...body, password: aPassword }],
      ["sign-in/code", body],
      ["sign-in/code/redeem", { ...body, code: "000000" }],
      ["password-reset", body],
      ["password-reset/redeem", { ...body, code: "000000", password: another }],
    ] as const) {
      expect({ path, status: (await post(person, path, payload)).statusCode }).toEqual({ path, status: 428 });
    }
    const botCheck = await solve(person);
    expect((await post(person, "sign-in/code", { ...body, botCheck })).statusCode).toBe(200);
  });

  test("class 8: of 50 uses of one solution at once exactly one counts, and none later", async () => {
    const person = await aPerson(latchkey);
    await setSecurity(latchkey, person.profile.id, { botCheck: "always", lockout: { ...lockout, attemptsMax: 100 } });
    const botCheck = await solve(person);
    const answers = await many(50, () => wrong(person, botCheck));
    expect(countOf(answers, 401)).toBe(1);
    expect(countOf(answers, 428)).toBe(49);
  });

  test.each<[string, object]>([
    ["another number", { number: 1 }],
    ["another salt", { salt: "00?expires=99999999999" }],
    ["a challenge of one's own", { challenge: createHash("sha256").update("x0").digest("hex"), salt: "x", number: 0 }],
    ["a signature of nobody", { signature: "1.AAAA" }],
    ["a number that is none", { number: "7" }],
  ])("is not passed by %s", async (_name, change) => {
    const person = await aPerson(latchkey);
    await setSecurity(latchkey, person.profile.id, { botCheck: "always" });
    expect((await wrong(person, await solve(person, change))).statusCode).toBe(428);
    expect((await wrong(person, "no base64 of anything")).statusCode).toBe(428);
  });

  test("solved in time only", async () => {
    const person = await aPerson(latchkey);
    await setSecurity(latchkey, person.profile.id, { botCheck: "always" });
    const botCheck = await solve(person);
    latchkey.clock.advance({ minutes: 11 });
    expect((await wrong(person, botCheck)).statusCode).toBe(428);
  });
});

describe("class 6: nobody learns who exists, by status, body, headers or work done", () => {
  const work: string[] = [];
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      work.push(node.kind === "RawNode" ? `raw ${node.sqlFragments.join(" ? ").replaceAll(/\s+/g, " ").trim().slice(0, 40)}` : node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  let watched: App;
  beforeAll(async () => {
    const { platform } = latchkey.app.commandLineContext();
    const { passwords } = platform;
    const noted: typeof passwords = {
      ...passwords,
      hash: async (given) => {
        work.push("hash");
        return passwords.hash(given);
      },
      verify: async (stored, given) => {
        work.push("verify");
        return passwords.verify(stored, given);
      },
    };
    watched = await createApp({
      db: latchkey.db.withPlugin(counting),
      platform: { ...platform, passwords: noted },
      trustedProxies: [],
      requestsPerMinuteMax: 1_000_000,
    });
    await watched.http.ready();
  });
  afterAll(() => watched.http.close());

  type Kind = "known" | "unknown" | "suspended" | "pending" | "invited" | "deleted" | "locked" | "locked_unknown";
  /** One address of each kind in one profile. */
  async function everybody(): Promise<{ home: Person; emails: Record<Kind, string> }> {
    const home = await aPerson(latchkey);
    const { users } = await root();
    const make = async () => aPerson(latchkey, home.profile);
    const [suspended, pending, deleted, locked] = [await make(), await make(), await make(), await make()];
    await users.suspendUser({ ...byId(suspended), body: {} });
    await users.deleteUser(byId(deleted));
    await latchkey.db
      .updateTable("users")
      .set({ status: "pending", pending_for: "verification" })
      .where("id", "=", pending.user.id)
      .execute();
    const invited = `invited-${calls}@latchkey.test`;
    await users.createUser({ params: { profileId: home.profile.id }, body: { name: "Invited", email: invited } });
    await withoutBotCheck(home);
    const locked_unknown = `locked-${calls}@latchkey.test`;
    for (const email of [locked.email, locked_unknown])
      await many(lockout.attemptsMax, () => post(home, "sign-in/password", { email, password: "wrong" }));

    const emails = { suspended: suspended.email, pending: pending.email, deleted: deleted.email, locked: locked.email, locked_unknown };
    return { home, emails: { ...emails, known: home.email, unknown: `unknown-${calls}@latchkey.test`, invited } };
  }

  /** Everything that a caller can see of an answer, and everything the server did for it. */
  async function observe(home: Person, path: string, payload: object) {
    work.length = 0;
    const answer = await post(home, path, payload, { app: watched });
    const { date: _date, "x-request-id": _id, "content-length": _length, ...headers } = answer.headers;
    const body = answer.body.replaceAll(/"requestId":"[^"]*"/g, "").replaceAll(/"reference":"[^"]*"/g, "");
    return { status: answer.statusCode, body, headers, work: [...work] };
  }

  const routes: [string, (email: string) => object][] = [
    ["sign-in/password", (email) => ({ email, password: "not the password" })],
    ["sign-in/code", (email) => ({ email })],
    ["sign-in/code/redeem", (email) => ({ email, code: "123456" })],
    ["password-reset", (email) => ({ email })],
    ["password-reset/redeem", (email) => ({ email, code: "123456", password: another })],
  ];

  test.each(routes)("%s", async (path, payload) => {
    const { home, emails } = await everybody();
    const unknown = await observe(home, path, payload(emails.unknown));
    expect(unknown.work.length).toBeGreaterThan(2);
    for (const kind of ["known", "suspended", "pending", "invited", "deleted"] as const)
      expect({ kind, ...(await observe(home, path, payload(emails[kind]))) }).toEqual({ kind, ...unknown });
    expect(await observe(home, path, payload(emails.locked))).toEqual(await observe(home, path, payload(emails.locked_unknown)));
  });

  test("a code that is wrong, while one has been sent, is answered like one that nobody was sent", async () => {
    const { home, emails } = await everybody();
    await mailed(home, "sign-in/code");
    const given = (email: string) => ({ email, code: "123456" });
    const known = await observe(home, "sign-in/code/redeem", given(emails.known));
    const unknown = await observe(home, "sign-in/code/redeem", given(emails.unknown));
    expect(known).toEqual(unknown);
  });

  test("the try that locks an identifier does the same work whether anybody has it", async () => {
    const { home, emails } = await everybody();
    const last = async (email: string) => {
      const seen = [];
      for (let index = 0; index <= lockout.attemptsMax; index += 1)
        seen.push(await observe(home, "sign-in/password", { email, password: "wrong" }));
      return seen;
    };
    expect(await last(emails.known)).toEqual(await last(emails.unknown));
  });

  test("signing up, where addresses are confirmed", async () => {
    const { home, emails } = await everybody();
    const signup = { isEnabled: true, verification: "email" as const, fields: [] };
    await (await root()).profiles.updateProfile({ params: { profileId: home.profile.id }, body: { signup } });
    const register = (email: string) => {
      const url = `/api/v1/portal/${home.profile.slug}/sign-up`;
      work.length = 0;
      calls += 1;
      return watched.http.inject({
        method: "POST",
        url,
        payload: { name: "New", email, password: aPassword },
        remoteAddress: `10.4.${calls >> 8}.${calls & 255}`,
      });
    };
    const seen = [];
    for (const kind of ["unknown", "known", "suspended", "pending", "invited", "deleted"] as const) {
      const answer = await register(emails[kind]);
      seen.push({
        status: answer.statusCode,
        body: answer.body.replaceAll(/"reference":"[^"]*"/g, ""),
        cookie: answer.headers["set-cookie"],
        work: [...work],
      });
    }
    for (const each of seen) expect(each).toEqual(seen[0]);
    expect(seen[0]?.status).toBe(200);
  });

  test("invitations and password links: one that was never made, one that is used and one that is over are the same", async () => {
    const { home } = await everybody();
    const { users } = await root();
    const link = async () => (await users.createUserPasswordLink(byId(home))).url.split("#token=")[1] ?? "";
    const redeem = async (token: string) => {
      const url = `/api/v1/portal/${home.profile.slug}/password-links/redeem`;
      calls += 1;
      const answer = await latchkey.request({
        method: "POST",
        url,
        payload: { token, password: another },
        remoteAddress: `10.5.0.${calls & 255}`,
      });
      return { status: answer.statusCode, body: answer.body.replaceAll(/"requestId":"[^"]*"/g, "") };
    };
    const replaced = await link();
    const used = await link();
    await redeem(used);
    const over = await link();
    latchkey.clock.advance({ days: 4 });
    const never = await redeem("l-never-made");
    for (const token of [replaced, used, over]) expect(await redeem(token)).toEqual(never);
  });

  test("that an account is not active is told only to whoever has its password", async () => {
    const { home, emails } = await everybody();
    for (const kind of ["suspended", "pending"] as const) {
      const right = await post(home, "sign-in/password", { email: emails[kind], password: aPassword });
      expect(right.json()).toMatchObject({ status: 403, code: "sign_in.account_not_active" });
    }
  });
});

describe("class 8: of 100 uses at once exactly one succeeds", () => {
  const cases: [string, (person: Person) => Promise<() => Promise<{ statusCode: number }>>][] = [
    [
      "a mailed sign-in code",
      async (person) => {
        const { code } = await mailed(person, "sign-in/code");
        return () => post(person, "sign-in/code/redeem", { email: person.email, code });
      },
    ],
    [
      "a reset code",
      async (person) => {
        const { code } = await mailed(person, "password-reset");
        return () => post(person, "password-reset/redeem", { email: person.email, code, password: another });
      },
    ],
    [
      "a reset link",
      async (person) => {
        const { token } = await mailed(person, "password-reset");
        return () => post(person, "password-reset/redeem", { token, password: another });
      },
    ],
    [
      "a ticket for the second factor, with one code",
      async (person) => {
        const { secret } = await addTotp(latchkey, person);
        const ticket = ticketOf(await withPassword(person));
        return () => post(person, "sign-in/second-factor", { ticket, proof: { kind: "totp", code: totpCode(latchkey, secret) } });
      },
    ],
    [
      "a ticket for a new password",
      async (person) => {
        await (await root()).users.setUserPassword({ ...byId(person), body: { password: another, isTemporary: true } });
        const ticket = ticketOf(await withPassword(person, another));
        return () => post(person, "sign-in/new-password", { ticket, newPassword: "trombone lizard cathedral" });
      },
    ],
    [
      "a passkey's challenge",
      async (person) => {
        const { authenticator } = await addPasskey(person);
        const { ticket, options } = (await post(person, "sign-in/passkey/challenge", {})).json();
        const response = authenticator.get(options);
        return () => post(person, "sign-in/passkey", { ticket, response });
      },
    ],
    [
      "a second factor that is set up on the way in",
      async (person) => {
        await setSecurity(latchkey, person.profile.id, {
          lockout: { ...lockout, attemptsMax: 100 },
          botCheck: "off",
          secondFactor: { rule: "required", requiredFrom: null, requiredRoleIds: [], methods: ["totp"] },
        });
        const ticket = ticketOf(await withPassword(person));
        const begun = (await post(person, "sign-in/enrolment", { ticket, factor: { kind: "totp" } })).json();
        const proof = { code: totpCode(latchkey, begun.secret) };
        return () => post(person, "sign-in/enrolment/confirm", { ticket, factorId: begun.factorId, proof });
      },
    ],
  ];

  test.each(cases)(
    "%s",
    async (_name, begin) => {
      const person = await aPerson(latchkey);
      await setSecurity(latchkey, person.profile.id, {
        botCheck: "off",
        lockout: { ...lockout, attemptsMax: 100, addressAttemptsMax: 10_000 },
      });
      const use = await begin(person);
      const answers = await many(100, use);
      const succeeded = answers.filter((each) => each.statusCode < 300);
      expect(succeeded).toHaveLength(1);
      expect(answers.filter((each) => each.statusCode >= 500)).toEqual([]);
    },
    60_000,
  );
});

describe("class 3: whatever the headers say, a mailed link leads to the public address", () => {
  test.each<Record<string, string>>([
    { host: "evil.test" },
    { "x-forwarded-host": "evil.test", "x-forwarded-proto": "https" },
    { forwarded: "host=evil.test;proto=https" },
    { "x-original-host": "evil.test", "x-host": "evil.test" },
  ])("%o", async (headers) => {
    const person = await aPerson(latchkey);
    await post(person, "password-reset", { email: person.email }, { headers });
    await post(person, "sign-in/code", { email: person.email }, { headers });
    await runJobsNow(latchkey);
    const mails = await readMails(latchkey, person.email);
    expect(mails).toHaveLength(2);
    for (const { data } of mails) expect(JSON.stringify(data)).not.toContain("evil");
    expect(String(mails.find((mail) => mail.template === "password_reset")?.data["link"]).startsWith(`${publicUrl}/p/`)).toBe(true);
  });

  test("GET and HEAD never use a link or a code up", async () => {
    const person = await aPerson(latchkey);
    const { token, code } = await mailed(person, "password-reset");
    const place = portalPlace(person.profile.slug);
    for (const url of [
      `/p/${person.profile.slug}/choose-password?reset=${token}`,
      `/api/v1/places/${place}/password-reset/redeem?token=${token}`,
      `/api/v1/places/${place}/password-reset/redeem?email=${person.email}&code=${code}&password=${another}`,
    ])
      for (const method of ["GET", "HEAD"] as const) await latchkey.request({ method, url });
    expect((await post(person, "password-reset/redeem", { token, password: another })).statusCode).toBe(204);
  });
});

describe("classes 12 and 19: a ticket", () => {
  async function secondFactorTicket() {
    const person = await aPerson(latchkey);
    const { secret } = await addTotp(latchkey, person);
    const ticket = ticketOf(await withPassword(person));
    const prove = (changes: object = {}, where = person) =>
      post(where, "sign-in/second-factor", { ticket, proof: { kind: "totp", code: totpCode(latchkey, secret) }, ...changes });
    return { person, ticket, prove };
  }
  const dead = { status: 401, code: "sign_in.ticket_not_valid" };

  test.each<[string, (person: Person) => Promise<unknown>]>([
    ["suspended", async (person) => (await root()).users.suspendUser({ ...byId(person), body: {} })],
    ["deleted", async (person) => (await root()).users.deleteUser(byId(person))],
    ["given another password", async (person) => (await root()).users.setUserPassword({ ...byId(person), body: { password: another } })],
    ["given another address", async (person) => (await root()).users.updateUser({ ...byId(person), body: { email: `x-${person.email}` } })],
  ])("is dead once its owner is %s", async (_name, change) => {
    const { person, prove } = await secondFactorTicket();
    await change(person);
    expect((await prove()).json()).toMatchObject(dead);
  });

  test("is dead after ten minutes, at another place, and at any other step", async () => {
    const { person, ticket, prove } = await secondFactorTicket();
    const stranger = await aPerson(latchkey);
    expect((await prove({}, stranger)).json()).toMatchObject(dead);
    for (const [path, payload] of [
      ["sign-in/new-password", { ticket, newPassword: another }],
      ["sign-in/enrolment", { ticket, factor: { kind: "totp" } }],
      ["sign-in/second-factor/code", { ticket: "t-none", kind: "email_code" }],
    ] as const)
      expect((await post(person, path, payload)).json()).toMatchObject(dead);
    latchkey.clock.advance({ minutes: 10 });
    expect((await prove()).json()).toMatchObject(dead);
  });

  test("is no session: nothing opens with it", async () => {
    const { person, ticket } = await secondFactorTicket();
    const slug = person.profile.slug;
    for (const headers of [{ authorization: `Bearer ${ticket}` }, { cookie: `latchkey-portal-${slug}=${ticket}` }])
      expect((await latchkey.request({ method: "GET", url: `/api/v1/portal/${slug}/session`, headers })).statusCode).toBe(401);
  });

  test("is stored hashed only", async () => {
    const { ticket } = await secondFactorTicket();
    const rows = await latchkey.db.selectFrom("sign_in_tickets").selectAll().execute();
    expect(JSON.stringify(rows.map((row) => ({ ...row, token_hash: row.token_hash.toString("latin1") })))).not.toContain(ticket.slice(2));
  });
});
