/**
 * Class 3 of docs/security: a request that lies about the host it was sent to must not turn up in what is mailed, not even on a
 * server that believes the proxy in front of it. Without such a proxy, `route-table.test.ts` asks the same of every route.
 */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectHonest, hostLies, mailingRoutes, mailsMadeBy } from "./host-lies.ts";
import { everyRoute, rightfulToken, toRequest, type NamedRoute } from "./every-route.ts";
import { sampleCalls } from "./sample-calls.ts";
import { aScene } from "./scene.ts";
import type { ReadMail } from "./read-mails.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp({ trustedProxies: ["127.0.0.0/8"] });
});
afterAll(() => latchkey.close());

const thorough: ReadonlySet<string> = new Set(["signIn.requestPasswordReset", "users.createUserPasswordLink"]);
const mailing = everyRoute.filter(({ name }) => mailingRoutes.includes(name));
const roomOf = ({ name }: NamedRoute) => name.split(".")[0];
/** A scene takes its time: of each room the first route, as rooms make their links in one place, and the two that matter most. */
const sampled = mailing.filter(
  (route, index) => thorough.has(route.name) || mailing.findIndex((other) => roomOf(other) === roomOf(route)) === index,
);

test.each(sampled.map((route) => [route.name, route] as const))(
  "%s mails links that begin with the public address, whatever host the request names",
  async (name, route) => {
    for (const headers of hostLies.slice(0, thorough.has(name) ? undefined : 1)) {
      const mails = await mailsOf(route, headers);
      expect(mails.length).toBeGreaterThan(0);
      expectHonest(mails);
    }
  },
  60_000,
);

const asksForHost = new RegExp(
  [
    String.raw`\breq(uest)?\.(host|hostname|protocol|originalUrl)\b`,
    String.raw`\bheaders(\.|\[")(host|forwarded|x-forwarded)`,
    String.raw`\{[^}]*\bhost\b[^}]*\} = request\.headers`,
  ].join("|"),
);

/** What the sample leaves out: nothing of the server reads the host of a request, so no link can be made of it. */
test("no source asks a request for its host, but for what compares it with the public address", () => {
  const folder = new URL("../src/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /(?<!\.test)\.ts$/.test(path));
  const asking = sources.filter((path) => asksForHost.test(readFileSync(new URL(path, folder), "utf8")));
  expect(asking.toSorted()).toEqual(["http/origin-check.ts"]);
  expect(sources.length).toBeGreaterThan(200);
});

/** What the sample call makes when its headers lie. */
async function mailsOf(route: NamedRoute, headers: Record<string, string>): Promise<ReadMail[]> {
  const scene = await aScene(latchkey);
  await sampleCalls[route.name].before?.(latchkey, scene);
  const request = toRequest(route, scene, { token: rightfulToken(route, scene) });
  return mailsMadeBy(latchkey, () => latchkey.request({ ...request, headers: { ...request.headers, ...headers } }));
}
