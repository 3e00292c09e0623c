import { afterAll, beforeAll, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { SignedIn } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let root: SignedIn;
beforeAll(async () => {
  latchkey = await startTestApp();
  root = await latchkey.make.anAdministrator({ isSuper: true });
});
afterAll(() => latchkey.close());
const asRoot = () => latchkey.client(root.token).profiles;

test("a super administrator creates a profile with sign-up closed, and sees all of them", async () => {
  const created = await asRoot().createProfile({ body: { name: "Acme", slug: "acme", timeZone: "America/New_York", language: "pt-BR" } });
  expect(created).toMatchObject({ name: "Acme", slug: "acme", timeZone: "America/New_York", language: "pt-BR" });
  expect(created.signup).toEqual({ isEnabled: false, verification: "none", fields: [] });

  const { items } = await asRoot().listProfiles();
  expect(items.map((profile) => profile.id)).toContain(created.id);
});

test("an administrator who is no super administrator cannot create one", async () => {
  const { administrator } = await latchkey.make.aProfile();
  const changed = await changedTables(latchkey.db, () =>
    expect(latchkey.client(administrator.token).profiles.createProfile({ body: { name: "Mine", slug: "mine" } })).rejects.toMatchObject({
      status: 403,
    }),
  );
  expect(changed).toEqual([]);
});

test("nobody lists profiles without being signed in", async () => {
  await expect(latchkey.client().profiles.listProfiles()).rejects.toMatchObject({ status: 401, code: "http.not_signed_in" });
});

test("a portal address that another profile has is refused on creation and on change, and nothing is written", async () => {
  const [one, other] = [await latchkey.make.aProfile(), await latchkey.make.aProfile()];
  const taken = { status: 409, code: "profiles.slug_taken", problem: { errors: [{ path: "body.slug" }] } };
  const changed = await changedTables(latchkey.db, async () => {
    await expect(asRoot().createProfile({ body: { name: "Copy", slug: one.slug } })).rejects.toMatchObject(taken);
    await expect(other.client.profiles.updateProfile({ params: { profileId: other.id }, body: { slug: one.slug } })).rejects.toMatchObject(
      taken,
    );
  });
  expect(changed).toEqual([]);
});

test("two who ask for one portal address at once: exactly one gets it", async () => {
  const results = await Promise.allSettled([1, 2, 3, 4].map(() => asRoot().createProfile({ body: { name: "Race", slug: "race" } })));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ status: 409 });
});

test.each(["", "A", "a b", "-a", "a-", "a/b", "ä", "a".repeat(51), "../x"])("the portal address %j is refused", async (slug) => {
  await expect(asRoot().createProfile({ body: { name: "Bad", slug } })).rejects.toMatchObject({
    status: 400,
    problem: { errors: [{ path: "body.slug" }] },
  });
});

test.each([
  ["timeZone", "Mars/Olympus"],
  ["timeZone", "+05:30"],
  ["language", "english"],
  ["name", ""],
  ["name", "   "],
  ["name", "a\u0000b"],
])("a profile's %s cannot be %j", async (field, value) => {
  const profile = await latchkey.make.aProfile();
  const changed = await changedTables(latchkey.db, () =>
    expect(profile.client.profiles.updateProfile({ params: { profileId: profile.id }, body: { [field]: value } })).rejects.toMatchObject({
      status: 400,
      problem: { errors: [{ path: `body.${field}` }] },
    }),
  );
  expect(changed).toEqual([]);
});

test("an administrator changes the settings of their profile, and only what was sent changes", async () => {
  const profile = await latchkey.make.aProfile();
  const params = { profileId: profile.id };
  latchkey.clock.advance({ minutes: 5 });
  const updated = await profile.client.profiles.updateProfile({ params, body: { timeZone: "Asia/Tokyo" } });

  expect(updated).toEqual({
    ...(await profile.client.profiles.getProfile({ params })),
    id: profile.id,
    name: profile.name,
    slug: profile.slug,
    language: profile.language,
    timeZone: "Asia/Tokyo",
    updatedAt: latchkey.clock.now().toISOString(),
  });
});

test("a portal moves with its address: the old one is not found, and who is signed in stays so under the new one", async () => {
  const profile = await latchkey.make.aProfile();
  const user = await latchkey.make.aUser(profile);
  const moved = `${profile.slug}-moved`;
  await profile.client.profiles.updateProfile({ params: { profileId: profile.id }, body: { slug: moved } });

  await expect(latchkey.client().portal.getPortal({ params: { slug: profile.slug } })).rejects.toMatchObject({ status: 404 });
  await expect(latchkey.client(user.token).portal.getPortalMe({ params: { slug: profile.slug } })).rejects.toMatchObject({ status: 401 });
  await expect(latchkey.client(user.token).portal.getPortalMe({ params: { slug: moved } })).resolves.toMatchObject({
    user: { id: user.id },
  });
});

test.each([
  [
    "repeats a field name",
    [
      { type: "text", name: "region", label: "Region" },
      { type: "number", name: "region", label: "Again" },
    ],
  ],
  ["has a field whose name contains =", [{ type: "text", name: "a=b", label: "A" }]],
  ["has a field of an unknown type", [{ type: "file", name: "a", label: "A" }]],
  ["has a hidden field without a value", [{ type: "hidden", name: "a" }]],
  ["has a label on a hidden field", [{ type: "hidden", name: "a", value: "b", label: "A" }]],
])("a sign-up form that %s is refused", async (_title, fields) => {
  const profile = await latchkey.make.aProfile();
  const body = { signup: { isEnabled: true, fields } } as never;
  await expect(profile.client.profiles.updateProfile({ params: { profileId: profile.id }, body })).rejects.toMatchObject({ status: 400 });
});

test("the overview counts what there is in this profile and nothing of any other", async () => {
  const [profile, other] = [await latchkey.make.aProfile(), await latchkey.make.aProfile()];
  const params = { profileId: profile.id };
  await latchkey.make.aUser(profile);
  await profile.client.users.createUser({ params, body: { name: "Invited", email: "overview@latchkey.test" } });
  await latchkey.make.aDevice(profile);
  await latchkey.make.aDashboard(profile);
  await latchkey.make.anAnalysis(profile);
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "run_user", match: "any" }],
    permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
  });
  await latchkey.make.aUser(other);

  const overview = { policies: 1, dashboards: 1, devices: 1, analyses: 1, dataOutputThisMonth: 0 };
  expect(await profile.client.profiles.getOverview({ params })).toEqual({
    ...overview,
    users: { active: 1, invited: 1 },
    hasAnonymousUser: false,
  });
  await profile.client.users.createAnonymousUser({ params, body: {} });
  expect(await profile.client.profiles.getOverview({ params })).toEqual({
    ...overview,
    users: { active: 2, invited: 1 },
    hasAnonymousUser: true,
  });
});

test("every time zone that a profile may have is known to the database too", async () => {
  const { sql } = await import("kysely");
  const known = await sql<{ name: string }>`select lower(name) as name from pg_timezone_names`.execute(latchkey.db);
  const names = new Set(known.rows.map((row) => row.name));
  expect(Intl.supportedValuesOf("timeZone").filter((name) => !names.has(name.toLowerCase()))).toEqual([]);
});
