import type { GroupBody } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { seeEveryDashboard } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

let count = 0;
const params = () => ({ profileId: profile.id });
const byId = (groupId: string) => ({ params: { ...params(), groupId } });
const groups = () => profile.client.groups;
const aGroup = (body: Partial<GroupBody> = {}) =>
  groups().createGroup({ params: params(), body: { name: `Group ${(count += 1)}`, ...body } });
const add = (groupId: string, ...userIds: string[]) => groups().changeGroupMembers({ ...byId(groupId), body: { add: userIds } });
const unknownId = "e".repeat(24);
const site = (value: string) => ({ key: "site", value });
const dashboardsOf = async (token: string) => {
  const { items } = await latchkey.client(token).dashboards.listPortalDashboards({ params: { slug: profile.slug } });
  return items.map((each) => each.id);
};

describe("a group", () => {
  test("is created, read, listed and changed; each change counts one version up", async () => {
    const created = await aGroup({ name: "Night shift", description: "After ten", tags: [site("north")] });
    expect(created).toMatchObject({ name: "Night shift", parentId: null, rule: null, memberCount: 0, version: 1 });
    expect(await groups().getGroup(byId(created.id))).toEqual(created);
    const listed = await groups().listGroups({ params: params(), query: { search: "night" } });
    expect(listed.items).toEqual([created]);

    const changed = await groups().updateGroup({ ...byId(created.id), body: { name: "Day shift" }, ifMatch: 1 });
    expect(changed).toMatchObject({ name: "Day shift", description: "", tags: [], version: 2 });
  });

  test("that somebody saved meanwhile is not overwritten: the stored one comes back", async () => {
    const group = await aGroup();
    await groups().updateGroup({ ...byId(group.id), body: { name: `${group.name} b` }, ifMatch: 1 });
    await expect(groups().updateGroup({ ...byId(group.id), body: { name: "Mine" }, ifMatch: 1 })).rejects.toMatchObject({
      status: 412,
      problem: { code: "groups.version_conflict", current: { name: `${group.name} b`, version: 2 } },
    });
  });

  test("has a name that no other has, in whatever case", async () => {
    const group = await aGroup();
    await expect(aGroup({ name: group.name.toUpperCase() })).rejects.toMatchObject({ status: 409, problem: { code: "groups.name_taken" } });
    const other = await aGroup();
    const rename = groups().updateGroup({ ...byId(other.id), body: { name: group.name }, ifMatch: 1 });
    await expect(rename).rejects.toMatchObject({ problem: { code: "groups.name_taken" } });
  });

  test("is deleted when none is below it", async () => {
    const [above, below] = [await aGroup(), await aGroup()];
    await groups().updateGroup({ ...byId(below.id), body: { name: below.name, parentId: above.id }, ifMatch: 1 });
    await expect(groups().deleteGroup(byId(above.id))).rejects.toMatchObject({
      status: 409,
      problem: { code: "groups.has_groups_below" },
    });
    await groups().deleteGroup(byId(below.id));
    await groups().deleteGroup(byId(above.id));
    await expect(groups().getGroup(byId(above.id))).rejects.toMatchObject({ status: 404 });
  });

  test("cannot be below itself, below one that does not exist, or deeper than the limit", async () => {
    const top = await aGroup({ name: "Top" });
    let lowest = top;
    for (let level = 1; level <= 20; level += 1) lowest = await aGroup({ parentId: lowest.id });
    await expect(aGroup({ parentId: lowest.id })).rejects.toMatchObject({ status: 409, problem: { code: "groups.too_deep" } });

    const intoItself = groups().updateGroup({ ...byId(top.id), body: { name: "Top", parentId: lowest.id }, ifMatch: 1 });
    await expect(intoItself).rejects.toMatchObject({ status: 409, problem: { code: "groups.cycle" } });
    const message = await intoItself.catch((error: { problem: { detail: string } }) => error.problem.detail);
    expect(message).toMatch(/^Top is inside .* is inside Top\.$/);
    await expect(aGroup({ parentId: unknownId })).rejects.toMatchObject({ status: 400, problem: { code: "groups.unknown_parent" } });

    const foreign = await latchkey.make.aProfile();
    const theirs = await foreign.client.groups.createGroup({ params: { profileId: foreign.id }, body: { name: "Theirs" } });
    await expect(aGroup({ parentId: theirs.id })).rejects.toMatchObject({ problem: { code: "groups.unknown_parent" } });
  });

  test("of two moves at once that would close a circle together, one is refused", async () => {
    const [a, b] = [await aGroup(), await aGroup()];
    const moves = await Promise.allSettled([
      groups().updateGroup({ ...byId(a.id), body: { name: a.name, parentId: b.id }, ifMatch: 1 }),
      groups().updateGroup({ ...byId(b.id), body: { name: b.name, parentId: a.id }, ifMatch: 1 }),
    ]);
    expect(moves.map((move) => move.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("is nobody's to touch without the right", async () => {
    const group = await aGroup();
    await expect(latchkey.client().groups.getGroup(byId(group.id))).rejects.toMatchObject({ status: 401 });
    const reader = latchkey.client(await latchkey.make.anApiToken(profile, "read"));
    await expect(reader.groups.deleteGroup(byId(group.id))).rejects.toMatchObject({ status: 403 });
    const analysis = latchkey.client((await latchkey.make.anAnalysis(profile)).token);
    await expect(analysis.groups.getGroup(byId(group.id))).rejects.toMatchObject({ problem: { status: expect.toSatisfy(isRefusal) } });
    await expect(groups().getGroup(byId(unknownId))).rejects.toMatchObject({ status: 404 });
    await expect(aGroup({ name: "" })).rejects.toMatchObject({ status: 400 });
  });
});

const isRefusal = (status: number) => status === 403 || status === 404;

describe("membership", () => {
  test("comes by hand, by rule and from below; each member is counted and listed once", async () => {
    const above = await aGroup({ rule: { match: "any", tags: [site("north"), site("south")] } });
    const below = await aGroup({ parentId: above.id, rule: { match: "all", tags: [site("east"), { key: "level", value: "lead" }] } });
    const hand = await latchkey.make.aUser(profile, { name: "A hand", tags: [site("north")] });
    const rule = await latchkey.make.aUser(profile, { name: "B rule", tags: [site("south")] });
    const lead = await latchkey.make.aUser(profile, { name: "C lead", tags: [site("east"), { key: "level", value: "lead" }] });
    await latchkey.make.aUser(profile, { name: "D no lead", tags: [site("east")] });
    expect(await add(above.id, hand.id)).toEqual({ added: 1, removed: 0 });
    expect(await add(above.id, hand.id)).toEqual({ added: 0, removed: 0 });
    await add(below.id, hand.id);

    const { items, total } = await groups().listGroupMembers(byId(above.id));
    expect(items.map(({ id, via }) => [id, via])).toEqual([
      [hand.id, "hand"],
      [rule.id, "rule"],
      [lead.id, "group_below"],
    ]);
    expect(total.count).toBe(3);
    expect((await groups().getGroup(byId(above.id))).memberCount).toBe(3);
    const found = await groups().listGroupMembers({ ...byId(above.id), query: { search: "lead" } });
    expect(found.items.map((each) => each.id)).toEqual([lead.id]);
  });

  test("changes for all or for none: an unknown or foreign user is named, and nothing is written", async () => {
    const group = await aGroup();
    const user = await latchkey.make.aUser(profile);
    const foreign = await latchkey.make.aUser(await latchkey.make.aProfile());
    await expect(add(group.id, user.id, unknownId, foreign.id)).rejects.toMatchObject({
      status: 400,
      problem: {
        code: "groups.unknown_member",
        errors: [
          { path: "body.add.1", message: "does not exist in this profile" },
          { path: "body.add.2", message: "does not exist in this profile" },
        ],
      },
    });
    expect((await groups().getGroup(byId(group.id))).memberCount).toBe(0);
  });

  test("ends with the user, and does not come back with them", async () => {
    const group = await aGroup();
    const user = await latchkey.make.aUser(profile);
    await add(group.id, user.id);
    const place = { params: { ...params(), userId: user.id } };
    await profile.client.users.deleteUser(place);
    expect((await groups().getGroup(byId(group.id))).memberCount).toBe(0);
    await profile.client.users.restoreUser(place);
    expect((await groups().getGroup(byId(group.id))).memberCount).toBe(0);
  });

  test("gives what policies say about the group, its tags and the groups above, from the next request on, on every node", async () => {
    const own = await latchkey.make.aProfile();
    profile = own;
    const [open, tagged] = [await latchkey.make.aDashboard(own), await latchkey.make.aDashboard(own, { tags: [site("north")] })];
    const user = await latchkey.make.aUser(own);
    const above = await aGroup({ tags: [site("north")] });
    const below = await aGroup({ parentId: above.id });
    await latchkey.make.aPolicy(own, {
      targets: [{ subject: "run_user", match: "group", id: above.id }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: open.id } }],
    });
    await latchkey.make.aPolicy(own, {
      targets: [{ subject: "run_user", match: "any" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag_match", key: "site" } }],
    });
    expect(await dashboardsOf(user.token)).toEqual([]);

    await add(below.id, user.id);
    expect((await dashboardsOf(user.token)).toSorted()).toEqual([open.id, tagged.id].toSorted());
    const otherNode = (await latchkey.anotherNode()).client(user.token);
    const there = await otherNode.dashboards.listPortalDashboards({ params: { slug: own.slug } });
    expect(there.items).toHaveLength(2);

    const inherited = await own.client.roles.getUserInheritance({ params: { profileId: own.id, userId: user.id } });
    expect(inherited.tags).toEqual([{ ...site("north"), sources: [{ kind: "group", groupId: above.id, groupName: above.name }] }]);
    expect(inherited.groups.map(({ id, sources }) => [id, sources[0]?.kind])).toEqual([
      [below.id, "direct"],
      [above.id, "group"],
    ]);

    await groups().updateGroup({ ...byId(below.id), body: { name: below.name, parentId: null, reason: "moved" }, ifMatch: 1 });
    expect(await dashboardsOf(user.token)).toEqual([]);
    expect((await otherNode.dashboards.listPortalDashboards({ params: { slug: own.slug } })).items).toEqual([]);
  });

  test("of a deleted group means nothing", async () => {
    const group = await aGroup();
    const user = await latchkey.make.aUser(profile);
    await latchkey.make.aDashboard(profile);
    await add(group.id, user.id);
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "group", id: group.id }],
      permissions: seeEveryDashboard,
    });
    expect(await dashboardsOf(user.token)).not.toEqual([]);
    await groups().deleteGroup({ ...byId(group.id), query: { reason: "closed" } });
    expect(await dashboardsOf(user.token)).toEqual([]);
  });
});

describe("a version of a group", () => {
  const ofGroup = (groupId: string, version: number) => ({ params: { ...params(), groupId, version } });

  test("is every save; an old one comes back as a new one, and members by hand stay", async () => {
    const user = await latchkey.make.aUser(profile);
    const { id, name } = await aGroup({ tags: [site("east")], rule: { match: "all", tags: [site("harbour")] } });
    await add(id, user.id);
    await groups().updateGroup({ ...byId(id), body: { name, reason: "Closed" }, ifMatch: 1 });

    const restored = await groups().restoreGroupVersion({ ...ofGroup(id, 1), body: { reason: "Open again" }, ifMatch: 2 });
    expect(restored).toMatchObject({ version: 3, tags: [site("east")], rule: { match: "all", tags: [site("harbour")] }, memberCount: 1 });
    const { items } = await groups().listGroupVersions(byId(id));
    expect(items.map(({ version, change, restoredFrom, reason }) => [version, change, restoredFrom, reason])).toEqual([
      [3, "restored", 1, "Open again"],
      [2, "updated", null, "Closed"],
      [1, "created", null, null],
    ]);
    expect((await groups().getGroupVersion(ofGroup(id, 2))).body).toMatchObject({ name, tags: [], rule: null });
  });

  test("of a parent that is gone is refused with the place, and a version that never was is not found", async () => {
    const above = await aGroup();
    const { id, name } = await aGroup({ parentId: above.id });
    await groups().updateGroup({ ...byId(id), body: { name }, ifMatch: 1 });
    await groups().deleteGroup({ ...byId(above.id), query: {} });

    await expect(groups().restoreGroupVersion({ ...ofGroup(id, 1), body: {}, ifMatch: 2 })).rejects.toMatchObject({
      problem: { code: "groups.unknown_parent", errors: [{ path: "body.parentId" }] },
    });
    await expect(groups().getGroupVersion(ofGroup(id, 9))).rejects.toMatchObject({ status: 404 });
    await expect(groups().listGroupVersions(byId(unknownId))).rejects.toMatchObject({ status: 404 });
  });
});
