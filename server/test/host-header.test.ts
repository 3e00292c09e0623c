/**
 * Class 3 of docs/security: a request that lies about the host it was sent to must not turn up in what is mailed, not even on a
 * server that believes the proxy in front of it. Without such a proxy, `route-table.test.ts` asks the same of every route.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectHonest, hostLies, mailingRoutes, mailsMadeBy } from "./host-lies.ts";
import { everyRoute, rightfulToken, sampleCalls, toRequest, type NamedRoute } from "./sample-calls.ts";
import { aScene } from "./scene.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp({ trustedProxies: ["127.0.0.0/8"] });
});
afterAll(() => latchkey.close());

const thorough: ReadonlySet<string> = new Set(["signIn.requestPasswordReset", "users.createUserPasswordLink"]);
const mailing = everyRoute.filter(({ name }) => mailingRoutes.includes(name));

test.each(mailing.map((route) => [route.name, route] as const))(
  "%s mails links that begin with the public address, whatever host the request names",
  async (name, route) => {
    // A scene takes its time: all lies are told to the two that matter most.
    for (const headers of hostLies.slice(0, thorough.has(name) ? undefined : 1)) await expectHonestMails(route, headers);
  },
  60_000,
);

async function expectHonestMails(route: NamedRoute, headers: Record<string, string>): Promise<void> {
  const scene = await aScene(latchkey);
  await sampleCalls[route.name].before?.(latchkey, scene);
  const request = toRequest(route, scene, { token: rightfulToken(route, scene) });
  const mails = await mailsMadeBy(latchkey, () => latchkey.request({ ...request, headers: { ...request.headers, ...headers } }));
  expect(mails.length).toBeGreaterThan(0);
  expectHonest(mails);
}
