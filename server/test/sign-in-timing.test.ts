/**
 * Class 6, the statistical part: whoever measures answers learns no more than whoever reads them. Each kind of identifier is sent
 * to one server many times, in rounds of random order, and compared with one that nobody has. One more kind takes 2 ms longer
 * on purpose: rounds go on until it is told apart, so that the run itself shows how fine it measures, however busy the machine.
 * Password hashes cost next to nothing here, or their own spread would hide everything else; that each kind pays for one is
 * counted. What the pages tell about the ways in of an identifier ("discovery") is the last part: it must take none.
 */
import { pbkdf2Sync, scryptSync } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { apiRoutes, defaultSecuritySettings, portalPlace } from "@latchkey/contract";
import { hashSync as argon2 } from "@node-rs/argon2";
import { hashSync as bcrypt } from "@node-rs/bcrypt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp, type App } from "../src/app.ts";
import { deploymentId } from "../src/platform/ids.ts";
import { compareTimes, isToldApart, shuffled } from "./compare-times.ts";
import { aPerson, setSecurity, type Person } from "./factor-makers.ts";
import { aPassword } from "./makers.ts";
import { everyRoute } from "./every-route.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

const roundsMin = 40;
const roundsMore = 20;
const roundsMax = 400;
/** The kind that takes longer on purpose, and how much. */
const planted = "planted";
const plantedMs = 2;
const another = "purple monkey dishwasher 42";

let latchkey: TestApp;
let watched: App;
/** What each password hash of a call was made or checked as. */
let hashes: string[] = [];
beforeAll(async () => {
  latchkey = await startTestApp();
  const { platform } = latchkey.app.commandLineContext();
  const { passwords } = platform;
  const counted: typeof passwords = {
    ...passwords,
    hash: async (given) => {
      hashes.push("made");
      return passwords.hash(given);
    },
    verify: async (stored, given) => {
      hashes.push(stored === null || passwords.isCurrent(stored) ? "ours" : costOf(stored));
      return passwords.verify(stored, given);
    },
  };
  watched = await createApp({
    db: latchkey.db,
    platform: { ...platform, passwords: counted },
    trustedProxies: [],
    requestsPerMinuteMax: 1_000_000,
  });
  await watched.http.ready();
});
afterAll(async () => {
  await watched.http.close();
  await latchkey.close();
});

/** All of a hash but its salt and digest. */
const costOf = (hash: string) => (hash.startsWith("$2b$") ? hash.slice(0, 7) : hash.split("$").slice(0, -2).join("$"));

/** A kind of caller, and the one that it must not differ from. */
interface Kind {
  name: string;
  /** What it sends. */
  given: string;
  like?: string;
}

interface Seen {
  answer: unknown;
  ms: number;
}

let calls = 0;

/** One call, from an address of its own: what is seen of its answer, and how long it took. */
async function observe(url: string, payload: object, { name }: Kind): Promise<Seen> {
  calls += 1;
  const remoteAddress = `10.${calls >> 16}.${(calls >> 8) & 255}.${calls & 255}`;
  hashes = [];
  const start = performance.now();
  const answer = await watched.http.inject({ method: "POST", url, payload, remoteAddress });
  if (name === planted) burn(plantedMs);
  const ms = performance.now() - start;

  const { date: _date, "x-request-id": _id, ...headers } = answer.headers;
  const body = answer.body.replaceAll(/"(requestId|reference)":"[^"]*"/g, "");
  return { ms, answer: { status: answer.statusCode, body, headers, hashes: hashes.length, costs: hashes.toSorted() } };
}

function burn(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

interface Measured {
  url: string;
  payload: (given: string) => object;
  kinds: readonly Kind[];
}

/** Runs rounds until the planted kind is told apart; answers the names of those that are, and how far. */
async function measure({ url, payload, kinds }: Measured) {
  const times = new Map<string, number[]>(kinds.map(({ name }) => [name, []]));
  const seen = new Map<string, unknown>();
  const round = async (isNoted: boolean) => {
    for (const kind of shuffled(kinds)) {
      const { ms, answer } = await observe(url, payload(kind.given), kind);
      if (isNoted) times.get(kind.name)?.push(ms);
      seen.set(kind.name, answer);
    }
  };
  const told = () =>
    kinds
      .filter(({ name, like = name }) => isToldApart(compareTimes(times.get(name) ?? [], times.get(like) ?? [])))
      .map(({ name }) => name);

  // The first calls of a route are slower, whoever they are for.
  for (let count = 0; count < 5; count += 1) await round(false);
  let rounds = 0;
  const go = async (until: number) => {
    while (rounds < until) {
      if (rounds % roundsMin === 0) await forgetTries();
      await round(true);
      rounds += 1;
    }
  };
  await go(roundsMin);
  while (rounds < roundsMax && !told().includes(planted)) await go(rounds + roundsMore);

  // What stands out by chance does not do so again: before anything is called different, it is asked anew.
  const first = told();
  if (first.every((name) => name === planted)) return { told: first, seen };
  const again = rounds;
  for (const each of times.values()) each.length = 0;
  rounds = 0;
  await go(again);
  const second = new Set(told());
  return { told: first.filter((name) => name === planted || second.has(name)), seen };
}

/** Which kinds tell themselves apart, by what an answer says and by how long it takes; and the answer to nobody's address. */
async function tellApart(measured: Measured) {
  const { told, seen } = await measure(measured);
  const byAnswer = measured.kinds.filter(({ name, like }) => like !== undefined && !isDeepStrictEqual(seen.get(name), seen.get(like)));
  return {
    byAnswer: byAnswer.map(({ name }) => name),
    byTime: told,
    first: seen.get(measured.kinds[0]?.name ?? ""),
  };
}

/** All that may come out: what was made longer on purpose. */
const nothingElse = { byAnswer: [], byTime: [planted] };

/** More than the rounds after which tries are forgotten. */
const seldomLocked = { ...defaultSecuritySettings.lockout, attemptsMax: 100 };

/** All have as many failures behind them as before, so that nobody is locked whom the samples do not mean to be. */
async function forgetTries(): Promise<void> {
  await latchkey.db.updateTable("attempts").set({ failures: 1 }).where("locked_until", "is", null).execute();
}

/** One address of each kind in one profile, where samples lock nobody; `isCounted` where whoever is locked is told to wait. */
async function everybody({ isCounted }: { isCounted: boolean }): Promise<{ home: Person; kinds: Kind[] }> {
  const home = await aPerson(latchkey);
  const { users } = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
  const make = async () => aPerson(latchkey, home.profile);
  const [suspended, unverified, deleted, locked] = [await make(), await make(), await make(), await make()];
  const byId = ({ user }: Person) => ({ params: { profileId: home.profile.id, userId: user.id } });
  await users.suspendUser({ ...byId(suspended), body: {} });
  await users.deleteUser(byId(deleted));
  const waits = { status: "pending", pending_for: "verification" } as const;
  await latchkey.db.updateTable("users").set(waits).where("id", "=", unverified.user.id).execute();
  const invited = `invited-${home.user.id}@latchkey.test`;
  await users.createUser({ params: { profileId: home.profile.id }, body: { name: "Invited", email: invited } });
  await setSecurity(latchkey, home.profile.id, { botCheck: "off", lockout: seldomLocked });
  const lockedUnknown = `nobody-locked-${home.user.id}@latchkey.test`;
  await lock(home.profile.id, [locked.email, lockedUnknown]);

  const unknown = `nobody-${home.user.id}@latchkey.test`;
  const like = "unknown";
  return {
    home,
    kinds: [
      { name: "unknown", given: unknown },
      { name: planted, given: unknown.replace("nobody", "no-one"), like },
      { name: "known", given: home.email, like },
      { name: "suspended", given: suspended.email, like },
      { name: "unverified", given: unverified.email, like },
      { name: "invited", given: invited, like },
      { name: "deleted", given: deleted.email, like },
      ...(isCounted ? [{ name: "locked, unknown", given: lockedUnknown }] : []),
      { name: "locked", given: locked.email, like: isCounted ? "locked, unknown" : like },
    ],
  };
}

/** Makes addresses wait, as failures before would have, for every way of guessing. */
async function lock(profileId: string, emails: string[]): Promise<void> {
  const now = latchkey.clock.now();
  const until = new Date(now.getTime() + 3_600_000);
  const rows = emails.flatMap((name, index) =>
    (["password", "code"] as const).map((kind) => {
      const id = `${kind}-${index}-${profileId}`.slice(0, 24);
      return { profile_id: profileId, kind, name, id, failures: 9, last_failure_at: now, locked_until: until };
    }),
  );
  await latchkey.db.insertInto("attempts").values(rows).execute();
}

const placeUrl = ({ profile }: Person, path: string) => `/api/v1/places/${portalPlace(profile.slug)}/${path}`;
const portalUrl = ({ profile }: Person, path: string) => `/api/v1/portal/${profile.slug}/${path}`;

type MeasuredRoute = [name: string, path: string, payload: (email: string) => object, first: { status: number; hashes: number }];
const identifierRoutes: MeasuredRoute[] = [
  ["signIn.signInWithPassword", "sign-in/password", (email) => ({ email, password: "not the password" }), { status: 401, hashes: 1 }],
  ["signIn.requestSignInCode", "sign-in/code", (email) => ({ email }), { status: 200, hashes: 0 }],
  ["signIn.signInWithCode", "sign-in/code/redeem", (email) => ({ email, code: "123456" }), { status: 401, hashes: 0 }],
  ["signIn.requestPasswordReset", "password-reset", (email) => ({ email }), { status: 200, hashes: 0 }],
  ["signIn.resetPassword", "password-reset/redeem", (email) => ({ email, code: "123456", password: another }), { status: 401, hashes: 0 }],
];
const signUpRoutes: MeasuredRoute[] = [
  ["portal.signUp", "sign-up", (email) => ({ name: "New", email, password: aPassword }), { status: 200, hashes: 1 }],
  ["portal.confirmSignUp", "sign-up/confirm", (email) => ({ email, code: "123456", reference: "t-none" }), { status: 401, hashes: 0 }],
];

/** Where something is guessed, tries are counted; asking for a mail guesses nothing. */
const isCounted = (payload: (email: string) => object) => {
  const names = Object.keys(payload(""));
  return names.includes("code") || (names.includes("password") && !names.includes("name"));
};

describe("known, unknown, locked, suspended and unverified are one to whoever measures", () => {
  test.each(identifierRoutes)(
    "%s answers alike and takes as long for all of them",
    async (_name, path, payload, first) => {
      const { home, kinds } = await everybody({ isCounted: isCounted(payload) });
      expect(await tellApart({ url: placeUrl(home, path), payload, kinds })).toMatchObject({ ...nothingElse, first });
    },
    180_000,
  );

  test.each(signUpRoutes)(
    "%s answers alike and takes as long, where addresses are confirmed",
    async (_name, path, payload, first) => {
      const { home, kinds } = await everybody({ isCounted: isCounted(payload) });
      const signup = { isEnabled: true, verification: "email" as const, fields: [] };
      await latchkey.client(await rootToken()).profiles.updateProfile({ params: { profileId: home.profile.id }, body: { signup } });
      expect(await tellApart({ url: portalUrl(home, path), payload, kinds })).toMatchObject({ ...nothingElse, first });
    },
    180_000,
  );

  test("signIn.signInWithPassword, at the console", async () => {
    const [known, suspended] = [await latchkey.make.anAdministrator(), await latchkey.make.anAdministrator()];
    await latchkey.db.updateTable("users").set({ status: "suspended" }).where("id", "=", suspended.id).execute();
    await setSecurity(latchkey, deploymentId, { botCheck: "off", lockout: seldomLocked });
    const like = "unknown";
    const seen = await tellApart({
      url: "/api/v1/places/console/sign-in/password",
      payload: (email) => ({ email, password: "not the password" }),
      kinds: [
        { name: "unknown", given: "nobody@latchkey.test" },
        { name: planted, given: "no-one@latchkey.test", like },
        { name: "known", given: known.email, like },
        { name: "suspended", given: suspended.email, like },
      ],
    });
    expect(seen).toMatchObject({ ...nothingElse, first: { status: 401, hashes: 1 } });
  }, 180_000);
});

describe("where people came with password hashes of other systems", () => {
  const fromElsewhere: Record<string, string> = {
    bcrypt: bcrypt(aPassword, { cost: 5 }),
    "a cheaper bcrypt": bcrypt(aPassword, { cost: 4 }),
    PBKDF2: `pbkdf2_sha256$4000$salt$${pbkdf2Sync(aPassword, "salt", 4000, 32, "sha256").toString("base64")}`,
    scrypt: `$scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ$${scryptSync(aPassword, "saltsalt", 32, { N: 1024, r: 8, p: 1 }).toString("base64").replaceAll("=", "")}`,
    argon2: argon2(aPassword, { memoryCost: 2048, timeCost: 1, parallelism: 1 }),
  };
  const url = (home: Person) => placeUrl(home, "sign-in/password");
  const wrong = (email: string) => ({ email, password: "not the password" });

  async function everybodyFromElsewhere() {
    const { home, kinds } = await everybody({ isCounted: true });
    const { users } = latchkey.client(await rootToken());
    const params = { profileId: home.profile.id };
    const made = async (name: string, passwordHash: string): Promise<Kind & { id: string }> => {
      const given = `${name.replaceAll(" ", "-")}-${home.user.id}@latchkey.test`.toLowerCase();
      const { user } = await users.createUser({ params, body: { name, email: given, passwordHash } });
      return { name, given, id: user.id, like: "unknown" };
    };
    const imported: Kind[] = [];
    for (const [name, hash] of Object.entries(fromElsewhere)) imported.push(await made(name, hash));
    const { id, ...suspended } = await made("suspended with bcrypt", fromElsewhere["bcrypt"] ?? "");
    await users.suspendUser({ params: { ...params, userId: id }, body: {} });
    return { home, imported, kinds: [...kinds, ...imported, suspended] };
  }

  test("a wrong password costs one check of each kind, whoever is named", async () => {
    const { home, kinds } = await everybodyFromElsewhere();
    const first = { status: 401, hashes: 6, costs: ["ours", ...Object.values(fromElsewhere).map(costOf)].toSorted() };
    expect(await tellApart({ url: url(home), payload: wrong, kinds })).toMatchObject({ ...nothingElse, first });
  }, 180_000);

  test("a right one costs its own check only, and the last of a kind takes its cost along", async () => {
    const { home, imported, kinds } = await everybodyFromElsewhere();
    const seen = async (payload: object) => (await observe(url(home), payload, { name: "", given: "" })).answer;
    for (const { given } of imported) expect(await seen({ email: given, password: aPassword })).toMatchObject({ status: 200, hashes: 2 });
    const left = ["ours", costOf(fromElsewhere["bcrypt"] ?? "")].toSorted();
    for (const { given } of kinds.filter(({ name }) => ["unknown", "known", "suspended with bcrypt"].includes(name)))
      expect(await seen(wrong(given))).toMatchObject({ status: 401, costs: left });
  });
});

const rootToken = async () => (await latchkey.make.anAdministrator({ isSuper: true })).token;

test("an invitation that was never made, one that was used, one that is replaced and one that is over are one", async () => {
  const home = await aPerson(latchkey);
  const { users } = latchkey.client(await rootToken());
  const params = { profileId: home.profile.id, userId: home.user.id };
  const link = async () => (await users.createUserPasswordLink({ params })).url.split("#token=")[1] ?? "";
  const url = portalUrl(home, "password-links/redeem");
  const payload = (token: string) => ({ token, password: another });

  const replaced = await link();
  const used = await link();
  expect((await watched.http.inject({ method: "POST", url, payload: payload(used) })).statusCode).toBe(204);
  const over = await link();
  latchkey.clock.advance({ days: 4 });
  const like = "never made";
  const seen = await tellApart({
    url,
    payload,
    kinds: [
      { name: "never made", given: `l-${"x".repeat(43)}` },
      { name: planted, given: `l-${"y".repeat(43)}`, like },
      { name: "used", given: used, like },
      { name: "replaced", given: replaced, like },
      { name: "over", given: over, like },
    ],
  });
  expect(seen).toMatchObject({ ...nothingElse, first: { hashes: 0 } });
}, 180_000);

describe("discovery", () => {
  test("the ways in that a page shows are those of the place: no call before a proof takes an identifier and tells something of it", async () => {
    for (const route of [apiRoutes.signIn.getSignInOptions, apiRoutes.signIn.startPasskeySignIn]) {
      expect("body" in route || "query" in route).toBe(false);
      expect(Object.keys(route.params.shape)).toEqual(["place"]);
    }
  });

  test("every public route that takes an address is measured here", () => {
    const takesAddress = everyRoute.filter(({ spec }) => {
      if (spec.guard.who !== "public") return false;
      const given = [spec.body, spec.query].filter((each) => each !== undefined);
      return given.some((schema) => JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })).includes('"email"'));
    });
    const measured = [...identifierRoutes, ...signUpRoutes].map(([name]) => name);
    // Setting up asks for a secret that only the machine's own terminal shows, before it looks at anything else.
    expect(takesAddress.map(({ name }) => name).toSorted()).toEqual([...measured, "administrators.completeSetup"].toSorted());
  });
});
