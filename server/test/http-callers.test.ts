/** Who is calling, from where, and how much: limits, proxies, other sites, floods, and what the log tells of it. */
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp, type App } from "../src/app.ts";
import { createLog } from "../src/platform/log.ts";
import { createPasswordHasher } from "../src/platform/passwords.ts";
import { aScene, aPassword, type Scene } from "./scene.ts";
import { startTestApp, type TestApp, type TestNode } from "./test-app.ts";

type Answer = Awaited<ReturnType<TestNode["request"]>>;

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const consoleSignIn = "/api/v1/places/console/sign-in/password";
const cookieOf = (answer: Answer) => String(answer.headers["set-cookie"]).split(";")[0] ?? "";

describe("a rate limit", () => {
  const requestsPerMinuteMax = 60;
  let latchkey: TestApp;
  let scene: Scene;
  beforeAll(async () => {
    latchkey = await startTestApp({ requestsPerMinuteMax, trustedProxies: ["10.9.0.0/16"] });
    scene = await aScene(latchkey);
  });
  afterAll(() => latchkey.close());

  // Nobody twice: what is counted for each person is refused with 429 too, and is the matter of sign-in-attacks.test.ts.
  let people = 0;
  const signIn = (remoteAddress: string, headers: Record<string, string> = {}) =>
    latchkey.request({
      method: "POST",
      url: consoleSignIn,
      payload: { email: `x-${(people += 1)}@latchkey.test`, password: "wrong" },
      remoteAddress,
      headers,
    });

  /** Sends as many calls as are answered, and the one that is not. */
  async function flood(call: (index: number) => Promise<Answer>, max: number): Promise<Answer> {
    for (let index = 0; index < max; index += 1) expect((await call(index)).statusCode).not.toBe(429);
    return call(max);
  }

  test("by address refuses with 429 and says when to come back; another address is not concerned", async () => {
    const refused = await flood(() => signIn("10.1.0.1"), 30);
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: "http.too_many_requests", status: 429 });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
    expect((await signIn("10.1.0.2")).statusCode).toBe(401);
  });

  test("lets as many calls of one moment through as the limit, and refuses the others", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => signIn("10.1.0.9")));
    expect(answers.filter((answer) => answer.json<{ code: string }>().code === "http.too_many_requests")).toHaveLength(70);
  });

  test("by address counts a whole IPv6 network as one caller, and IPv4 written as IPv6 as IPv4", async () => {
    const refused = await flood((index) => signIn(`2001:db8:1:2::${index.toString(16)}`), 30);
    expect(refused.statusCode).toBe(429);
    expect((await signIn("2001:db8:1:3::1")).statusCode).toBe(401);

    expect((await flood(() => signIn("10.1.0.3"), 30)).statusCode).toBe(429);
    expect((await signIn("::ffff:10.1.0.3")).statusCode).toBe(429);
  });

  test("by caller refuses the one that floods, from whatever addresses, and nobody else", async () => {
    const list = (token: string, remoteAddress = "10.2.0.1") =>
      latchkey.request({ method: "GET", url: `/api/v1/profiles/${scene.profile.id}/users`, headers: bearer(token), remoteAddress });
    const refused = await flood((index) => list(scene.tokens.full, `10.2.${index}.1`), requestsPerMinuteMax);
    expect(refused.statusCode).toBe(429);

    expect((await list(scene.tokens.read)).statusCode).toBe(200);
    expect((await list(scene.administrator.token)).statusCode).toBe(200);
    const other = await latchkey.request({
      method: "GET",
      url: `/api/v1/profiles/${scene.profile.id}/dashboards`,
      headers: bearer(scene.tokens.full),
    });
    expect(other.statusCode, "each route counts for itself").toBe(200);
  });

  test("by caller counts tokens that are none by their address: made-up ones do not escape it", async () => {
    const guess = (index: number) =>
      latchkey.request({ method: "GET", url: "/api/v1/session", headers: bearer(`c-${index}`), remoteAddress: "10.3.0.1" });
    expect((await flood(guess, requestsPerMinuteMax)).statusCode).toBe(429);
  });

  test("believes the address that a proxy forwards only from a proxy that is configured", async () => {
    const direct = await flood((index) => signIn("10.4.0.1", { "x-forwarded-for": `192.0.2.${index}` }), 30);
    expect(direct.statusCode, "a caller cannot change its address by a header").toBe(429);

    const proxied = await flood(() => signIn("10.9.0.1", { "x-forwarded-for": "198.51.100.1" }), 30);
    expect(proxied.statusCode).toBe(429);
    expect((await signIn("10.9.0.1", { "x-forwarded-for": "198.51.100.2" })).statusCode, "another client behind the same proxy").toBe(401);
    expect(
      (await signIn("10.9.0.2", { "x-forwarded-for": "6.6.6.6, 198.51.100.1" })).statusCode,
      "what the client wrote itself comes first and is not believed",
    ).toBe(429);
  });

  test("is not counted twice: a refused call does not make the wait longer", async () => {
    expect((await flood(() => signIn("10.5.0.1"), 30)).statusCode).toBe(429);
    const waits = [await signIn("10.5.0.1"), await signIn("10.5.0.1")].map((answer) => Number(answer.headers["retry-after"]));
    expect(waits[1]).toBeLessThanOrEqual(waits[0] ?? 0);
  });
});

describe("the audit log", () => {
  test.each([
    ["no proxy configured", [], "10.7.0.1"],
    ["the caller is a configured proxy", ["10.7.0.0/24"], "203.0.113.9"],
  ])("has the address that can be trusted: %s", async (_title, trustedProxies, expected) => {
    const latchkey = await startTestApp({ trustedProxies });
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    await latchkey.request({
      method: "POST",
      url: consoleSignIn,
      payload: { email: root.email, password: aPassword },
      remoteAddress: "10.7.0.1",
      headers: { "x-forwarded-for": "203.0.113.9", forwarded: "for=6.6.6.6", "x-real-ip": "6.6.6.6", "true-client-ip": "6.6.6.6" },
    });
    const log = await latchkey.client(root.token).audit.listDeploymentAudit({ query: { action: ["session.started"] } });
    expect(log.items.map((entry) => entry.ip)).toContain(expected);
    await latchkey.close();
  });
});

describe("the address in a link", () => {
  const tricks: Record<string, string>[] = [
    { host: "evil.test" },
    { host: "latchkey.test@evil.test" },
    { host: "latchkey.test:80@evil.test" },
    { host: 'x"><script>' },
    { "x-forwarded-host": "evil.test" },
    { "x-forwarded-host": "evil.test", "x-forwarded-proto": "https", "x-forwarded-port": "444" },
    { forwarded: "host=evil.test;proto=https" },
    { "x-host": "evil.test", "x-original-host": "evil.test", "x-http-host-override": "evil.test", "x-original-url": "/evil" },
    { origin: "http://latchkey.test", referer: "http://evil.test/" },
  ];

  test.each([[[] as string[]], [["127.0.0.1"]]])(
    "is the configured one, whatever host a caller or a proxy names (trusted proxies: %j)",
    async (trustedProxies) => {
      const latchkey = await startTestApp({ publicUrl: "http://latchkey.test", trustedProxies });
      const scene = await aScene(latchkey);
      const { profileId, userId, dashboardId, administratorId } = scene.params;
      const routes: [string, string, object | undefined][] = [
        [scene.administrator.token, `/api/v1/profiles/${profileId}/users/${userId}/password-link`, undefined],
        [scene.administrator.token, `/api/v1/profiles/${profileId}/users`, { name: "New" }],
        [scene.administrator.token, `/api/v1/profiles/${profileId}/dashboards/${dashboardId}/shares`, {}],
        [scene.root.token, `/api/v1/administrators/${administratorId}/password-link`, undefined],
        [scene.root.token, "/api/v1/administrators", { name: "New" }],
      ];

      let count = 0;
      for (const headers of tricks) {
        for (const [token, url, body] of routes) {
          count += 1;
          const payload = body && "name" in body ? { ...body, email: `link-${count}@latchkey.test` } : body;
          const answer = await latchkey.request({
            method: "POST",
            url,
            headers: { ...headers, ...bearer(token) },
            ...(payload ? { payload } : {}),
          });
          expect(answer.statusCode, `${url} ${JSON.stringify(headers)} ${answer.body}`).toBe(201);
          const links = [...answer.body.matchAll(/"url":"([^"]+)"/g)].map((match) => match[1] ?? "");
          expect(links.map((link) => link.slice(0, "http://latchkey.test/".length))).toEqual(["http://latchkey.test/"]);
          expect(answer.body).not.toContain("evil");
        }
      }
      await latchkey.close();
    },
  );

  test("https in the public address makes cookies secure and bound to the host, whatever protocol a caller claims", async () => {
    const latchkey = await startTestApp({ publicUrl: "https://latchkey.test" });
    const { email } = await latchkey.make.anAdministrator({ isSuper: true });
    const answer = await latchkey.request({
      method: "POST",
      url: consoleSignIn,
      payload: { email, password: aPassword },
      headers: { "x-forwarded-proto": "http" },
    });
    expect(String(answer.headers["set-cookie"])).toMatch(/^__Host-latchkey-console=c-[\w-]{43}; /);
    for (const attribute of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"])
      expect(String(answer.headers["set-cookie"])).toContain(attribute);
    expect(String(answer.headers["set-cookie"])).not.toContain("Domain");
    await latchkey.close();
  });
});

describe("another site", () => {
  let latchkey: TestApp;
  let cookie: string;
  let email: string;
  beforeAll(async () => {
    latchkey = await startTestApp();
    email = (await latchkey.make.anAdministrator({ isSuper: true })).email;
    cookie = cookieOf(
      await latchkey.request({
        method: "POST",
        url: consoleSignIn,
        payload: { email, password: aPassword },
        headers: { origin: "http://latchkey.test" },
      }),
    );
  });
  afterAll(() => latchkey.close());

  const rename = (headers: Record<string, string>) =>
    latchkey.request({
      method: "PATCH",
      url: "/api/v1/session/administrator",
      payload: { name: "Changed" },
      headers: { host: "latchkey.test", ...headers },
    });

  test.each([
    ["http://evil.test"],
    ["http://latchkey.test.evil.test"],
    ["http://latchkey.test:8081"],
    ["http://evil.test/http://latchkey.test"],
    ["null"],
    ["not an address"],
    ["http://latchkey.test@evil.test"],
  ])("cannot change anything with a person's cookie (Origin: %s)", async (origin) => {
    const answer = await rename({ cookie, origin });
    expect([answer.statusCode, answer.json().code]).toEqual([403, "http.cross_origin"]);
    const me = await latchkey.request({ method: "GET", url: "/api/v1/session", headers: { cookie } });
    expect(me.json().administrator.name).not.toBe("Changed");
  });

  test("cannot sign a person in to an account of its own, or post a form", async () => {
    const foreign = await latchkey.request({
      method: "POST",
      url: consoleSignIn,
      payload: { email, password: aPassword },
      headers: { origin: "http://evil.test" },
    });
    expect([foreign.statusCode, foreign.headers["set-cookie"]]).toEqual([403, undefined]);
    const form = await latchkey.request({
      method: "POST",
      url: consoleSignIn,
      payload: `email=${email}&password=${aPassword}`,
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "http://latchkey.test", host: "latchkey.test" },
    });
    expect([form.statusCode, form.headers["set-cookie"]]).toEqual([415, undefined]);
  });

  test("is refused without an origin too, when a cookie comes along", async () => {
    expect((await rename({ cookie })).statusCode).toBe(403);
  });

  test("may not read: no answer allows it, and a browser that asks first is told nothing", async () => {
    const asked = await latchkey.request({
      method: "OPTIONS",
      url: "/api/v1/session/administrator",
      headers: { origin: "http://evil.test", "access-control-request-method": "PATCH" },
    });
    expect(asked.statusCode).toBe(404);
    expect(Object.keys(asked.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test("Latchkey's own pages, and programs with a token and no cookie, may", async () => {
    expect((await rename({ cookie, origin: "http://latchkey.test" })).statusCode).toBe(200);
    const token = cookie.split("=")[1] ?? "";
    expect((await rename(bearer(token))).statusCode).toBe(200);
  });

  test("a cookie of the console is none of a portal, and the other way round", async () => {
    const profile = await latchkey.make.aProfile();
    const user = await latchkey.make.aUser(profile);
    const portal = `/api/v1/portal/${profile.slug}/session`;
    const portalCookie = cookieOf(
      await latchkey.request({
        method: "POST",
        url: `/api/v1/places/portal-${profile.slug}/sign-in/password`,
        payload: { email: user.email, password: aPassword },
        headers: { origin: "http://latchkey.test" },
      }),
    );
    expect(portalCookie).toMatch(new RegExp(`^latchkey-portal-${profile.slug}=u-`));
    const ask = async (url: string, sent: string) => (await latchkey.request({ method: "GET", url, headers: { cookie: sent } })).statusCode;
    expect([await ask(portal, portalCookie), await ask("/api/v1/session", portalCookie), await ask(portal, cookie)]).toEqual([
      200, 401, 401,
    ]);
  });
});

describe("a flood of sign-ins", () => {
  test("is answered with 503 and when to come back, while every other call is answered as ever", async () => {
    const latchkey = await startTestApp();
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    const { platform } = latchkey.app.commandLineContext();
    // Each check takes long enough that the next ones arrive while it runs.
    const passwords = createPasswordHasher({ queueMax: 2, cost: { memoryKib: 16_384, passes: 4 } });
    const busy = await createApp({
      db: latchkey.db,
      platform: { ...platform, passwords },
      trustedProxies: [],
      requestsPerMinuteMax: 1_000_000,
    });

    const tries = Array.from({ length: 40 }, (_, index) =>
      busy.http.inject({
        method: "POST",
        url: consoleSignIn,
        payload: { email: `nobody-${index}@latchkey.test`, password: "wrong" },
        remoteAddress: `10.8.0.${index}`,
      }),
    );
    const others = Array.from({ length: 10 }, () =>
      busy.http.inject({ method: "GET", url: "/api/v1/session", headers: bearer(root.token) }),
    );
    const [signIns, reads] = await Promise.all([Promise.all(tries), Promise.all(others)]);

    expect(reads.map((answer) => answer.statusCode)).toEqual(reads.map(() => 200));
    const shed = signIns.filter((answer) => answer.statusCode === 503);
    expect(shed.length).toBeGreaterThan(20);
    expect(signIns.filter((answer) => answer.statusCode === 401).length).toBeGreaterThan(0);
    for (const answer of shed) {
      expect(answer.json().code).toBe("http.overloaded");
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }

    const afterwards = await busy.http.inject({
      method: "POST",
      url: consoleSignIn,
      payload: { email: root.email, password: aPassword },
    });
    expect(afterwards.statusCode, "the flood is over").toBe(200);
    await busy.http.close();
    await latchkey.close();
  });
});

describe("the log", () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().split("\n").filter(Boolean));
      done();
    },
  });
  let latchkey: TestApp;
  let scene: Scene;
  let failing: App;
  beforeAll(async () => {
    latchkey = await startTestApp({ log: createLog({ level: "debug", format: "json", stream }) });
    scene = await aScene(latchkey);
    const passwords = {
      ...latchkey.app.commandLineContext().platform.passwords,
      hash: async () => Promise.reject(new Error("the hash failed")),
      verify: async () => Promise.reject(new Error("the check failed")),
    };
    failing = await createApp({
      db: latchkey.db,
      platform: { ...latchkey.app.commandLineContext().platform, passwords },
      trustedProxies: [],
      requestsPerMinuteMax: 1000,
    });
  });
  afterAll(async () => {
    await failing.http.close();
    await latchkey.close();
  });

  test("is one JSON object a line, and each request is in it with the id of its answer", async () => {
    const answer = await latchkey.request({
      method: "GET",
      url: `/api/v1/profiles/${scene.profile.id}/users?search=secret`,
      headers: bearer(scene.tokens.full),
    });
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const entry = entries.find((each) => each["requestId"] === answer.headers["x-request-id"]);
    expect(entry).toMatchObject({ level: "debug", msg: "request", method: "GET", route: "/api/v1/profiles/:profileId/users", status: 200 });
    expect(entry).toHaveProperty("durationMs");
    expect(entries.length).toBeGreaterThan(10);
  });

  test("has the cause of a failure, which the caller is not told", async () => {
    const answer = await failing.http.inject({
      method: "POST",
      url: consoleSignIn,
      payload: { email: scene.administrator.email, password: "the secret word" },
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain("the check failed");
    const entry = lines.map((line) => JSON.parse(line) as Record<string, unknown>).find((each) => each["level"] === "error");
    expect(entry).toMatchObject({ msg: "request failed", requestId: answer.json().requestId, error: { message: "the check failed" } });
  });

  test("never holds a password, a token, a cookie, an e-mail address or what somebody searched for", async () => {
    const signedIn = await latchkey.request({
      method: "POST",
      url: consoleSignIn,
      payload: { email: scene.administrator.email, password: aPassword },
    });
    const cookie = cookieOf(signedIn);
    await latchkey.request({ method: "GET", url: "/api/v1/session?token=in-the-query", headers: { cookie } });
    await latchkey.request({
      method: "POST",
      url: consoleSignIn,
      payload: `{"password":"${aPassword}"`,
      headers: { "content-type": "application/json" },
    });
    await latchkey.request({ method: "GET", url: `/nowhere/${scene.tokens.device}` });

    const text = lines.join("\n");
    const secrets = [
      aPassword,
      "the secret word",
      "search=secret",
      "in-the-query",
      cookie.split("=")[1] ?? "",
      scene.administrator.email,
      ...Object.values(scene.tokens),
      ...Object.values(scene.links),
    ];
    expect(secrets.filter((secret) => secret.length > 5 && text.includes(secret))).toEqual([]);
    expect(text).not.toMatch(/argon2|\bc-[\w-]{43}|\bu-[\w-]{43}|\bp-[\w-]{43}/);
  });
});
