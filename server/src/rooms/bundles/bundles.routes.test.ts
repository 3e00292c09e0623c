import { followBundle } from "@latchkey/embed";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
  server = await latchkey.app.http.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => latchkey.close());

let server = "";
const chief = { key: "level", value: "chief" };

test("decisions in another process are this server's, and follow its rules", async () => {
  const role = await profile.client.roles.createRole({
    params: { profileId: profile.id },
    body: {
      name: "Map",
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "type", value: "map" } }],
    },
  });
  const policy = await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "run_user", match: "tag", ...chief }],
    permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "type", value: "top" } }],
  });
  const token = await latchkey.make.anApiToken(profile, "read");
  // The clock of the test stands still in 2026 or so; a day is more than it can be off by.
  const followed = await followBundle({
    server,
    profileId: profile.id,
    token,
    staleAfterSeconds: 86_400,
    everySeconds: 3600,
    now: () => latchkey.clock.now().getTime(),
  });

  const subject = { type: "run_user" as const, id: "1".repeat(24), tags: [chief], roles: [{ roleId: role.id, conditions: {} }] };
  const circumstances = { now: latchkey.clock.now().getTime(), address: null, isDeviceTrusted: false, hasSecondFactor: false };
  const asked = (type: string) => ({
    subject,
    action: "access",
    resource: { type: "dashboard", id: null, tags: [{ key: "type", value: type }] },
    circumstances,
  });
  expect(["top", "map", "other"].map((type) => followed.current.check(asked(type)))).toEqual(["allow", "allow", "deny"]);

  await profile.client.access.deletePolicy({ params: { profileId: profile.id, policyId: policy.id }, query: { reason: "over" } });
  await followed.refresh();
  expect(["top", "map"].map((type) => followed.current.check(asked(type)))).toEqual(["deny", "allow"]);
  followed.stop();
});

test("every node signs with the same key, which no other installation has", async () => {
  const other = await latchkey.anotherNode();
  const [one, two] = await Promise.all([latchkey.client().bundles.getBundleKeys({}), other.client().bundles.getBundleKeys({})]);
  expect(one).toEqual(two);
  expect(one.keys).toHaveLength(1);
  expect(JSON.stringify(one)).not.toContain('"d"');
});

test("a bundle is for full administrators and API tokens of its own profile only", async () => {
  const stranger = await latchkey.make.aProfile();
  const token = await latchkey.make.anApiToken(stranger, "full");
  const user = await latchkey.make.aUser(profile);
  const get = (by: string) => latchkey.client(by).bundles.getBundle({ params: { profileId: profile.id } });
  await expect(get(token)).rejects.toMatchObject({ status: 404 });
  await expect(get(user.token)).rejects.toMatchObject({ status: expect.toBeOneOf([403, 404]) });
});
