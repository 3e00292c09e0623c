import { afterAll, beforeAll, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());
const params = () => ({ profileId: profile.id });
const tokens = () => profile.client.tokens;

test("a token is shown once; the list shows what it is called by, and only a hash is stored", async () => {
  const created = await tokens().createToken({ params: params(), body: { name: "Nightly job", permission: "read" } });
  expect(created.token).toMatch(/^p-[\w-]{43}$/);
  expect(created.token.startsWith(created.hint.slice(0, -1))).toBe(true);

  const listed = (await tokens().listTokens({ params: params() })).items.find((item) => item.id === created.id);
  expect(listed).toMatchObject({ name: "Nightly job", permission: "read", lastUsedAt: null, expiresAt: null });
  expect(JSON.stringify(listed)).not.toContain(created.token.slice(6));
  const rows = await latchkey.db.selectFrom("api_tokens").selectAll().execute();
  expect(JSON.stringify(rows.map((row) => ({ ...row, token_hash: row.token_hash.toString("latin1") })))).not.toContain(
    created.token.slice(6),
  );
});

test.each([
  ["full", "allowed", "allowed"],
  ["read", "allowed", "refused"],
  ["write", "refused", "allowed"],
] as const)("a %s token: reading is %s, writing is %s", async (permission, reading, writing) => {
  const client = latchkey.client(await latchkey.make.anApiToken(profile, permission));
  const outcome = async (call: Promise<unknown>) => {
    try {
      await call;
      return "allowed";
    } catch (error) {
      expect(error).toMatchObject({ status: 403, code: "http.not_allowed" });
      return "refused";
    }
  };
  expect(await outcome(client.devices.listDevices({ params: params() }))).toBe(reading);
  expect(await outcome(client.users.exportUsers({ params: params() }))).toBe(reading);
  expect(await outcome(client.access.previewPolicy({ params: params(), body: { targets: [], permissions: [] } }))).toBe(reading);
  expect(await outcome(client.devices.createDevice({ params: params(), body: { name: "D" } }))).toBe(writing);
  expect(await outcome(client.profiles.updateProfile({ params: params(), body: { name: "P" } }))).toBe(writing);
});

test("a token ends at its time", async () => {
  const expiresAt = new Date(latchkey.clock.now().getTime() + 60_000).toISOString();
  const { token } = await tokens().createToken({ params: params(), body: { name: "Short", permission: "full", expiresAt } });
  const ask = () => latchkey.client(token).devices.listDevices({ params: params() });
  await expect(ask()).resolves.toBeDefined();
  latchkey.clock.advance({ minutes: 1 });
  await expect(ask()).rejects.toMatchObject({ status: 401, code: "http.not_signed_in" });
});

test.each(["2020-01-01T00:00:00.000Z", "tomorrow", 5])("an end at %j is refused", async (expiresAt) => {
  const changed = await changedTables(latchkey.db, () =>
    expect(
      tokens().createToken({ params: params(), body: { name: "Past", permission: "full", expiresAt: expiresAt as string } }),
    ).rejects.toMatchObject({
      status: 400,
      problem: { errors: [{ path: "body.expiresAt" }] },
    }),
  );
  expect(changed).toEqual([]);
});

test("a deleted token is refused on its very next use, and deleting it again is not found", async () => {
  const { id, token } = await tokens().createToken({ params: params(), body: { name: "Gone", permission: "full" } });
  await latchkey.client(token).devices.listDevices({ params: params() });
  await tokens().deleteToken({ params: { ...params(), tokenId: id } });

  await expect(latchkey.client(token).devices.listDevices({ params: params() })).rejects.toMatchObject({ status: 401 });
  await expect(tokens().deleteToken({ params: { ...params(), tokenId: id } })).rejects.toMatchObject({ status: 404 });
});

test("a token makes no token that may do more than itself", async () => {
  const write = latchkey.client(await latchkey.make.anApiToken(profile, "write")).tokens;
  const changed = await changedTables(latchkey.db, async () => {
    for (const permission of ["full", "read"] as const) {
      await expect(write.createToken({ params: params(), body: { name: "Wider", permission } })).rejects.toMatchObject({ status: 403 });
    }
  });
  expect(changed).toEqual([]);
  await expect(write.createToken({ params: params(), body: { name: "Same", permission: "write" } })).resolves.toBeDefined();
});

test("a token opens neither the deployment nor its own account pages", async () => {
  const client = latchkey.client(await latchkey.make.anApiToken(profile));
  await expect(client.profiles.listProfiles()).rejects.toMatchObject({ status: 403 });
  await expect(client.profiles.createProfile({ body: { name: "X", slug: "x" } })).rejects.toMatchObject({ status: 403 });
  await expect(client.administrators.getMe()).rejects.toMatchObject({ status: 403 });
  await expect(client.audit.listDeploymentAudit({})).rejects.toMatchObject({ status: 403 });
});

test("when a token was last used is known to the minute, without a write for every call", async () => {
  const { id, token } = await tokens().createToken({ params: params(), body: { name: "Used", permission: "read" } });
  const lastUsedAt = async () => (await tokens().listTokens({ params: params() })).items.find((item) => item.id === id)?.lastUsedAt;
  const use = () => latchkey.client(token).devices.listDevices({ params: params() });

  const first = latchkey.clock.now().toISOString();
  await use();
  expect(await lastUsedAt()).toBe(first);
  latchkey.clock.advance({ minutes: 0.5 });
  await use();
  expect(await lastUsedAt()).toBe(first);
  latchkey.clock.advance({ minutes: 0.5 });
  await use();
  expect(await lastUsedAt()).toBe(latchkey.clock.now().toISOString());
});
