import type { Permission, Target } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { revertDuePolicies } from "../access/index.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
});
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const tag = (key: string, value: string) => ({ key, value });
const supervisors: Target = { subject: "run_user", match: "tag", key: "level", value: "supervisor" };
const sameLevel: Permission = { effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag_match", key: "level" } };

/** Everything that can speak of a tag. */
async function aWorld() {
  const { client } = profile;
  const user = await latchkey.make.aUser(profile, { tags: [tag("level", "supervisor"), tag("team", "blue")] });
  const other = await latchkey.make.aUser(profile, { tags: [tag("level", "guest")] });
  const dashboard = await latchkey.make.aDashboard(profile, { tags: [tag("level", "supervisor")] });
  const device = await latchkey.make.aDevice(profile, { tags: [tag("level", "guest")] });
  const analysis = await latchkey.make.anAnalysis(profile, { tags: [tag("level", "supervisor")] });
  const group = await client.groups.createGroup({
    params: params(),
    body: { name: "Crew", rule: { match: "all", tags: [tag("level", "supervisor")] }, tags: [tag("level", "guest")] },
  });
  const role = await client.roles.createRole({ params: params(), body: { name: "Reader", permissions: [sameLevel] } });
  const policy = await latchkey.make.aPolicy(profile, {
    targets: [supervisors],
    permissions: [sameLevel],
    tags: [tag("level", "supervisor")],
  });
  await client.tagKeys.registerTagKey({ params: params(), body: { key: "level", values: ["supervisor", "guest"] } });
  await client.profiles.updateProfile({
    params: params(),
    body: { signup: { isEnabled: true, fields: [{ type: "hidden", name: "level", value: "guest" }] } },
  });
  return { user, other, dashboard, device, analysis, group, role, policy };
}

async function readWorld(world: Awaited<ReturnType<typeof aWorld>>) {
  const { client } = profile;
  const on = params();
  const { items } = await client.tagKeys.listRegisteredTagKeys({ params: on });
  return {
    user: (await client.users.getUser({ params: { ...on, userId: world.user.id } })).tags,
    other: (await client.users.getUser({ params: { ...on, userId: world.other.id } })).tags,
    dashboard: (await client.dashboards.getDashboard({ params: { ...on, dashboardId: world.dashboard.id } })).tags,
    device: (await client.devices.getDevice({ params: { ...on, deviceId: world.device.id } })).tags,
    analysis: (await client.analyses.getAnalysis({ params: { ...on, analysisId: world.analysis.id } })).tags,
    group: await client.groups.getGroup({ params: { ...on, groupId: world.group.id } }),
    role: (await client.roles.getRole({ params: { ...on, roleId: world.role.id } })).permissions,
    policy: await client.access.getPolicy({ params: { ...on, policyId: world.policy.id } }),
    keys: items.map(({ key, values }) => [key, values]),
    fields: (await client.profiles.getProfile({ params: on })).signup.fields,
  };
}

const counts = (some: Record<string, number>) => ({
  run_user: 0,
  dashboard: 0,
  device: 0,
  analysis: 0,
  other: 0,
  group: 0,
  role: 0,
  policy: 0,
  signUpField: 0,
  ...some,
});

test("a change that would go back by itself stays: the version before speaks of the old name", async () => {
  const policy = await latchkey.make.aPolicy(profile, { targets: [supervisors], permissions: [sameLevel] });
  const place = { params: { ...params(), policyId: policy.id } };
  const body = { name: "On trial", targets: [supervisors], permissions: [sameLevel], revertAfterMinutes: 10 };
  const changed = await profile.client.access.updatePolicy({ ...place, body, ifMatch: 1 });
  expect(changed.pendingRevert).toMatchObject({ version: 1 });

  await profile.client.tagKeys.renameTag({
    params: params(),
    body: { change: { rename: "key", key: "level", to: "rank" }, reason: "Clearer" },
  });
  expect(await profile.client.access.getPolicy(place)).toMatchObject({ pendingRevert: null, targets: [{ ...supervisors, key: "rank" }] });
  latchkey.clock.advance({ minutes: 10 });
  await revertDuePolicies(latchkey.app.commandLineContext());
  expect(await profile.client.access.getPolicy(place)).toMatchObject({ name: "On trial", targets: [{ ...supervisors, key: "rank" }] });
});

test("a key is renamed wherever it stands, and access stays as it is", async () => {
  const world = await aWorld();
  const change = { rename: "key", key: "level", to: "rank" } as const;
  const opens = () =>
    latchkey.client(world.user.token).dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId: world.dashboard.id } });
  await expect(opens()).resolves.toMatchObject({ id: world.dashboard.id });

  const everything = counts({ run_user: 2, dashboard: 1, device: 1, analysis: 1, group: 1, role: 1, policy: 1, signUpField: 1 });
  expect(await profile.client.tagKeys.previewTagRename({ params: params(), body: change })).toEqual({
    touched: everything,
    alreadyThere: counts({}),
    policies: [{ id: world.policy.id, name: world.policy.name }],
  });
  const { renamed } = await profile.client.tagKeys.renameTag({ params: params(), body: { change, reason: "Clearer" } });
  expect(renamed).toEqual(everything);

  expect(await readWorld(world)).toMatchObject({
    user: [tag("rank", "supervisor"), tag("team", "blue")],
    other: [tag("rank", "guest")],
    dashboard: [tag("rank", "supervisor")],
    device: [tag("rank", "guest")],
    analysis: [tag("rank", "supervisor")],
    group: { rule: { match: "all", tags: [tag("rank", "supervisor")] }, tags: [tag("rank", "guest")], version: 2 },
    role: [{ resource: { match: "tag_match", key: "rank" } }],
    policy: {
      targets: [{ ...supervisors, key: "rank" }],
      permissions: [{ resource: { key: "rank" } }],
      tags: [tag("rank", "supervisor")],
      version: 2,
    },
    keys: [["rank", ["supervisor", "guest"]]],
    fields: [{ type: "hidden", name: "rank", value: "guest" }],
  });
  await expect(opens()).resolves.toMatchObject({ id: world.dashboard.id });

  const [version] = (await profile.client.policyVersions.listPolicyVersions({ params: { ...params(), policyId: world.policy.id } })).items;
  expect(version).toMatchObject({ version: 2, change: "updated", reason: "Clearer" });
  const { items } = await profile.client.audit.listAudit({ params: params(), query: { action: ["tag.renamed"] } });
  expect(items).toEqual([expect.objectContaining({ reason: "Clearer", object: { type: "tag", id: null, name: "level" } })]);
});

test("one value is renamed, and the others of its key stay", async () => {
  const world = await aWorld();
  const change = { rename: "value", key: "level", value: "supervisor", to: "lead" } as const;
  const { renamed } = await profile.client.tagKeys.renameTag({ params: params(), body: { change } });
  expect(renamed).toEqual(counts({ run_user: 1, dashboard: 1, analysis: 1, group: 1, policy: 1 }));
  expect(await readWorld(world)).toMatchObject({
    user: [tag("level", "lead"), tag("team", "blue")],
    other: [tag("level", "guest")],
    group: { rule: { match: "all", tags: [tag("level", "lead")] }, tags: [tag("level", "guest")] },
    role: [{ resource: { match: "tag_match", key: "level" } }],
    policy: { targets: [{ ...supervisors, value: "lead" }], tags: [tag("level", "lead")] },
    keys: [["level", ["lead", "guest"]]],
    fields: [{ type: "hidden", name: "level", value: "guest" }],
  });
});

test("a name that is in use is refused, or becomes one with the old", async () => {
  const both = await latchkey.make.aUser(profile, { tags: [tag("level", "guest"), tag("rank", "guest"), tag("rank", "chief")] });
  const body = { change: { rename: "key", key: "level", to: "rank" } as const };
  const changed = await changedTables(latchkey.db, () =>
    expect(profile.client.tagKeys.renameTag({ params: params(), body })).rejects.toMatchObject({
      status: 409,
      code: "tag_renames.exists",
      problem: { alreadyThere: { run_user: 1 } },
    }),
  );
  expect(changed).toEqual([]);

  await profile.client.tagKeys.renameTag({ params: params(), body: { ...body, mergeExisting: true } });
  expect((await profile.client.users.getUser({ params: { ...params(), userId: both.id } })).tags).toEqual([
    tag("rank", "guest"),
    tag("rank", "chief"),
  ]);
});

test("letters that mean something to the database are letters", async () => {
  const user = await latchkey.make.aUser(profile, { tags: [tag("100%_", "a\\b"), tag("100x_", "a\\b"), tag("größe", "ß=1")] });
  const rename = (change: { rename: "key"; key: string; to: string }) =>
    profile.client.tagKeys.renameTag({ params: params(), body: { change } });
  await rename({ rename: "key", key: "100%_", to: "'; drop" });
  await rename({ rename: "key", key: "größe", to: "size" });
  expect((await profile.client.users.getUser({ params: { ...params(), userId: user.id } })).tags).toEqual([
    tag("'; drop", "a\\b"),
    tag("100x_", "a\\b"),
    tag("size", "ß=1"),
  ]);
});

test("another profile's tags stay as they are", async () => {
  const other = await latchkey.make.aProfile();
  const user = await latchkey.make.aUser(other, { tags: [tag("level", "guest")] });
  await profile.client.tagKeys.renameTag({ params: params(), body: { change: { rename: "key", key: "level", to: "rank" } } });
  expect((await other.client.users.getUser({ params: { profileId: other.id, userId: user.id } })).tags).toEqual([tag("level", "guest")]);
});
