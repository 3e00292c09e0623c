import { bundleContent, catalogue, type BundleContent } from "@latchkey/contract";
import { CompactSign, exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { openBundle, StaleBundleError } from "./open-bundle.ts";

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];

let keys: JSONWebKeySet;
let signingKey: PrivateKey;
let strangersKey: PrivateKey;
beforeAll(async () => {
  const own = await generateKeyPair("ES256", { extractable: true });
  signingKey = own.privateKey;
  strangersKey = (await generateKeyPair("ES256")).privateKey;
  keys = { keys: [{ ...(await exportJWK(own.publicKey)), kid: "one", alg: "ES256" }] };
});

const issued = Date.UTC(2026, 0, 1);
const roleId = "a".repeat(24);
const content: BundleContent = {
  format: 1,
  profileId: "b".repeat(24),
  accessRevision: 7,
  issuedAt: new Date(issued).toISOString(),
  staleAfterSeconds: 60,
  policies: [
    {
      id: "c".repeat(24),
      name: "Supervisors",
      status: "active",
      targets: [{ subject: "run_user", match: "tag", key: "level", value: "supervisor" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "type", value: "top" } }],
      conditions: {},
    },
  ],
  roles: [{ id: roleId, name: "Fleet", permissions: [], includes: [], conditions: {} }],
  groups: [],
  catalogue: bundleContent.shape.catalogue.parse(structuredClone(catalogue)),
};

const sign = (payload: unknown, key = signingKey, header: { alg: string; kid: string } = { alg: "ES256", kid: "one" }) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload))).setProtectedHeader(header).sign(key);

const circumstances = { now: issued, address: null, isDeviceTrusted: false, hasSecondFactor: false };
const supervisor = { type: "run_user" as const, id: "1".repeat(24), tags: [{ key: "level", value: "supervisor" }] };
const top = { type: "dashboard", id: "2".repeat(24), tags: [{ key: "type", value: "top" }] };
const other = { type: "dashboard", id: "3".repeat(24), tags: [] };

test("a bundle decides, lists and explains without the server", async () => {
  const decisions = await openBundle(await sign(content), { keys, now: () => issued });
  const asked = { subject: supervisor, action: "access", circumstances };

  expect(decisions).toMatchObject({ profileId: content.profileId, accessRevision: 7, staleAt: issued + 60_000 });
  expect(decisions.check({ ...asked, resource: top })).toBe("allow");
  expect(decisions.check({ ...asked, resource: other })).toBe("deny");
  expect(decisions.list({ ...asked, resources: [other, top] })).toEqual([top]);
  expect(decisions.explain({ ...asked, resource: top }).rules[0]?.policyName).toBe("Supervisors");
});

test("answers end at the moment that the bundle names, and not a millisecond before", async () => {
  let now = issued;
  const decisions = await openBundle(await sign(content), { keys, now: () => now });
  const ask = () => decisions.check({ subject: supervisor, action: "access", resource: top, circumstances });

  now = issued + 59_999;
  expect(ask()).toBe("allow");
  now = issued + 60_000;
  expect(ask).toThrow(StaleBundleError);
  expect(() => decisions.list({ subject: supervisor, action: "access", resources: [top], circumstances })).toThrow(StaleBundleError);
  expect(() => decisions.explain({ subject: supervisor, action: "access", resource: top, circumstances })).toThrow(StaleBundleError);
});

describe("a bundle is refused", () => {
  test("when it is stale already", async () => {
    await expect(openBundle(await sign(content), { keys, now: () => issued + 60_000 })).rejects.toThrow(StaleBundleError);
  });

  test("when somebody else signed it, under our key's name too", async () => {
    await expect(openBundle(await sign(content, strangersKey), { keys, now: () => issued })).rejects.toThrow(
      "signature verification failed",
    );
  });

  test("when one letter of its content was changed", async () => {
    const [header = "", payload = "", signature = ""] = (await sign(content)).split(".");
    const forged = Buffer.from(Buffer.from(payload, "base64url").toString().replace("supervisor", "supervisos")).toString("base64url");
    await expect(openBundle([header, forged, signature].join("."), { keys, now: () => issued })).rejects.toThrow(
      "signature verification failed",
    );
  });

  test("without a signature (alg none), and with the public key used as a shared secret", async () => {
    const payload = Buffer.from(JSON.stringify(content)).toString("base64url");
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    const secret = new TextEncoder().encode(JSON.stringify(keys.keys[0]));
    const confused = await new SignJWT({ ...content }).setProtectedHeader({ alg: "HS256", kid: "one" }).sign(secret);
    for (const forged of [none, confused]) {
      await expect(openBundle(forged, { keys, now: () => issued })).rejects.toThrow(/not allowed|missing/i);
    }
  });

  test("when it is older than one that was used before", async () => {
    const bundle = await sign(content);
    await expect(openBundle(bundle, { keys, now: () => issued, revisionMin: 8 })).rejects.toThrow("older");
    await expect(openBundle(bundle, { keys, now: () => issued, revisionMin: 7 })).resolves.toBeDefined();
  });

  test("when its content has another shape", async () => {
    await expect(openBundle(await sign({ ...content, format: 2 }), { keys, now: () => issued })).rejects.toThrow("format");
    await expect(openBundle(await sign({ ...content, extra: true }), { keys, now: () => issued })).rejects.toThrow("extra");
  });
});
