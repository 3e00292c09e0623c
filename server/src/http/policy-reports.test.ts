import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/test-app.ts";
import { createHttpServer } from "./http-server.ts";
import { sendPage } from "./security-headers.ts";

let latchkey: TestApp;
const logged: { message: string; fields: Record<string, unknown> | undefined }[] = [];
beforeAll(async () => {
  const note = (message: string, fields?: Record<string, unknown>) => void logged.push({ message, fields });
  latchkey = await startTestApp({ log: { debug: () => {}, info: note, warn: note, error: note } });
});
afterAll(() => latchkey.close());
beforeEach(() => void logged.splice(0));

let calls = 0;
const report = (payload: unknown, type = "application/csp-report", remoteAddress = `10.9.0.${(calls += 1)}`) =>
  latchkey.request({
    method: "POST",
    url: "/api/policy-reports",
    payload: typeof payload === "string" ? payload : JSON.stringify(payload),
    // As a browser sends it: of no origin, since no page tells where it leads from, and with cookies.
    headers: { "content-type": type, origin: "null", cookie: "latchkey-console=c-none" },
    remoteAddress,
  });
const oldReport = (change: object = {}) => ({
  "csp-report": {
    "effective-directive": "img-src",
    "blocked-uri": "https://evil.test/pixel.gif?stolen=1",
    "document-uri": "https://latchkey.test/p/acme/sign-in?next=%2Fsecret#token=abc",
    "script-sample": "password=hunter2",
    ...change,
  },
});
const violation = { directive: "img-src", blocked: "https://evil.test/pixel.gif", page: "https://latchkey.test/p/acme/sign-in" };
const message = "a browser refused content by the policy";

test("every answer tells browsers where to report what its content policy refuses, and the place is there", async () => {
  const { platform } = latchkey.app.commandLineContext();
  const bare = await createHttpServer({ platform, trustedProxies: [] });
  bare.get("/page", async (_request, reply) => sendPage(reply, "<p></p>"));
  const answers = [await bare.inject("/page"), ...(await Promise.all(["/livez", "/nowhere", "/api/v1/session", "/%zz"].map(ask)))];
  for (const { headers } of answers) {
    expect(headers["content-security-policy"]).toMatch(/report-uri \/api\/policy-reports; ?report-to policy$/);
    expect(headers["reporting-endpoints"]).toBe('policy="/api/policy-reports"');
  }
  expect((await report(oldReport())).statusCode).toBe(204);
});

const ask = (url: string) => latchkey.request({ method: "GET", url });

describe("a report", () => {
  test("is written into the log without what people may have typed, in the old form and in the new one", async () => {
    await report(oldReport());
    const body = {
      effectiveDirective: "img-src",
      blockedURL: "https://evil.test/pixel.gif?a=b",
      documentURL: "https://latchkey.test/p/acme/sign-in#x",
      sample: "hunter2",
    };
    await report(
      [
        { type: "csp-violation", age: 1, body },
        { type: "deprecation", body: {} },
      ],
      "application/reports+json",
    );
    expect(logged).toEqual([
      { message, fields: violation },
      { message, fields: violation },
    ]);
  });

  test("fills no log: it is short, small, and seldom", async () => {
    await report(oldReport({ "blocked-uri": "x".repeat(5000) }));
    expect(String(logged[0]?.fields?.["blocked"])).toHaveLength(200);
    logged.splice(0);
    await report(
      Array.from({ length: 50 }, () => ({ type: "csp-violation", body: {} })),
      "application/reports+json",
    );
    expect(logged).toHaveLength(5);

    expect((await report(oldReport({ "blocked-uri": "x".repeat(20_000) }))).statusCode).toBe(413);
    const statuses = [];
    for (let count = 0; count < 32; count += 1) statuses.push((await report(oldReport(), undefined, "10.9.1.1")).statusCode);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  test.each([
    ["no JSON", "{", "application/csp-report", 400],
    ["something else", { hello: "world" }, "application/csp-report", 400],
    ["a form", "a=b", "application/x-www-form-urlencoded", 415],
  ])("that is %s is refused, and nothing is logged", async (_name, payload, type, status) => {
    expect((await report(payload, type)).statusCode).toBe(status);
    expect(logged).toEqual([]);
  });
});
