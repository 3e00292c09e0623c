import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/test-app.ts";
import { clearSessionCookie, setBrowserCookie, setSessionCookie } from "./cookies.ts";
import { createHttpServer } from "./http-server.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const publicUrl = "https://latchkey.test";

async function bareServer(strictTransport?: "host" | "subdomains") {
  const { platform } = latchkey.app.commandLineContext();
  return createHttpServer({
    platform: { ...platform, settings: { ...platform.settings, publicUrl, strictTransport } },
    trustedProxies: [],
  });
}

test("https is insisted on for a year: for the host alone, or for every name below it where that is set", async () => {
  const ages = ["host", "subdomains"] as const;
  const answers = await Promise.all(ages.map(async (each) => (await bareServer(each)).inject("/nowhere")));
  expect(answers.map(({ headers }) => headers["strict-transport-security"])).toEqual([
    "max-age=31536000",
    "max-age=31536000; includeSubDomains",
  ]);
});

test("an answer that is no page allows no script, object, base address, form or frame", async () => {
  for (const url of ["/livez", "/api/v1/session", "/nowhere", "/%zz"]) {
    const policy = String((await latchkey.request({ method: "GET", url })).headers["content-security-policy"]);
    expect(policy.split(/; ?/).toSorted(), url).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "object-src 'none'",
      "report-to policy",
      "report-uri /api/policy-reports",
    ]);
  }
});

test("no answer of the API is a script, whatever function name a caller asks to have it wrapped in (JSONP)", async () => {
  for (const url of ["/api/v1/session", "/api/openapi.json", "/api/v1/places/console/sign-in-options"]) {
    const answer = await latchkey.request({ method: "GET", url: `${url}?callback=steal&jsonp=steal` });
    expect(answer.headers["content-type"], url).toMatch(/^application\/(problem\+)?json/);
    expect(answer.body.startsWith("{"), url).toBe(true);
    expect(answer.body, url).not.toContain("steal(");
  }
});

test("every cookie is bound to the host, closed to scripts and other sites, and far below what browsers keep", async () => {
  const app = await bareServer();
  const slug = "a".repeat(63);
  app.get("/cookies", async (_request, reply) => {
    setSessionCookie(reply, { token: "u-".padEnd(45, "x"), expiresAt: new Date(Date.now() + 1000), slug }, true);
    setBrowserCookie(reply, { browserToken: "b".repeat(300), slug }, true);
    clearSessionCookie(reply, true);
    return "";
  });

  const cookies = [(await app.inject("/cookies")).headers["set-cookie"] ?? []].flat();
  expect(cookies).toHaveLength(3);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-latchkey-[\w-]+=[^;]*;/);
    for (const attribute of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]) expect(cookie).toContain(attribute);
    expect(cookie).not.toMatch(/domain=/i);
    expect((cookie.split(";")[0] ?? "").length).toBeLessThan(4096);
  }
});
