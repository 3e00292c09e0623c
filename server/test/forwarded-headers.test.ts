/** Classes 3 and 39 of docs/security: from where a call comes is what the connection says, unless a trusted proxy says otherwise. */
import { restrictions as restrictionsSchema } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Makers, SignedIn } from "./makers.ts";
import { changeSecurity } from "./security-settings.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

const office = "198.51.100.7";
const home = "203.0.113.9";
const proxy = "10.9.9.9";

const forgeries: Record<string, string>[] = [
  { "x-forwarded-for": office },
  { "x-forwarded-for": `${office}, ${home}` },
  { "x-forwarded-for": `${home}, ${office}` },
  { forwarded: `for=${office}` },
  { forwarded: `for="[::ffff:${office}]"` },
  { "x-real-ip": office },
  { "x-client-ip": office },
  { "cf-connecting-ip": office },
  { "true-client-ip": office },
  { "x-forwarded-for": `::ffff:${office}`, "x-forwarded-host": "198.51.100.7", "x-forwarded-proto": "https" },
];

async function aLimitedProfile(latchkey: TestApp): Promise<{ profile: Awaited<ReturnType<Makers["aProfile"]>>; user: SignedIn }> {
  const profile = await latchkey.make.aProfile();
  const user = await latchkey.make.aUser(profile);
  await changeSecurity(profile.client, profile.id, { restrictions: restrictionsSchema.parse({ allowAddresses: ["198.51.100.0/24"] }) });
  return { profile, user };
}

describe("without a trusted proxy", () => {
  let latchkey: TestApp;
  let limited: Awaited<ReturnType<typeof aLimitedProfile>>;
  beforeAll(async () => {
    latchkey = await startTestApp();
    limited = await aLimitedProfile(latchkey);
  });
  afterAll(() => latchkey.close());
  const ask = async (remoteAddress: string, headers: Record<string, string> = {}) => {
    const { profile, user } = limited;
    const url = `/api/v1/portal/${profile.slug}/session`;
    return (await latchkey.request({ method: "GET", url, remoteAddress, headers: { authorization: `Bearer ${user.token}`, ...headers } }))
      .statusCode;
  };

  test.each(forgeries)("what the caller says of itself is ignored: %j", async (headers) => {
    expect(await ask(home, headers)).toBe(403);
    expect(await ask(office, headers)).toBe(200);
  });

  test.each([
    [`::ffff:${office}`, 200],
    ["::ffff:c633:6407", 200],
    [`::ffff:${home}`, 403],
    [`fe80::1%${office}`, 403],
    [`::${office}`, 403],
    [`64:ff9b::${office}`, 403],
  ])("a connection from %s: %i", async (address, status) => {
    expect(await ask(address)).toBe(status);
  });
});

describe("behind a trusted proxy", () => {
  let latchkey: TestApp;
  let limited: Awaited<ReturnType<typeof aLimitedProfile>>;
  beforeAll(async () => {
    latchkey = await startTestApp({ trustedProxies: [`${proxy}/32`] });
    limited = await aLimitedProfile(latchkey);
  });
  afterAll(() => latchkey.close());
  const ask = async (remoteAddress: string, forwardedFor: string) => {
    const { profile, user } = limited;
    const url = `/api/v1/portal/${profile.slug}/session`;
    const headers = { authorization: `Bearer ${user.token}`, "x-forwarded-for": forwardedFor };
    return (await latchkey.request({ method: "GET", url, remoteAddress, headers })).statusCode;
  };

  test.each([
    ["the proxy names the caller", office, 200],
    ["the proxy names somebody else", home, 403],
    ["what the caller wrote itself stands before what the proxy adds", `${office}, ${home}`, 403],
    ["a mapped address is the same", `::ffff:${office}`, 200],
    ["octal is no address", "0306.063.0144.07", 403],
    ["hexadecimal is no address", "0xc6336407", 403],
    ["a port is no part of an address", `${office}:4711`, 403],
    ["words are no address", "unknown", 403],
    ["nothing at all", "", 403],
  ])("%s", async (_title, forwardedFor, status) => {
    expect(await ask(proxy, forwardedFor)).toBe(status);
  });

  test("whoever connects past the proxy is believed nothing", async () => {
    expect(await ask(home, office)).toBe(403);
    expect(await ask(office, home)).toBe(200);
  });
});
