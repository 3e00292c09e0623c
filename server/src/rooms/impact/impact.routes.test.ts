import type { AccessChange, Permission, PolicyBody, Tag, Target } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { revertDuePolicies } from "../access/index.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});

const params = () => ({ profileId: profile.id });
const tag = (key: string, value: string): Tag => ({ key, value });
const dashboard = (name: string, ...tags: Tag[]) => latchkey.make.aDashboard(profile, { name, tags });
const user = (name: string, ...tags: Tag[]) => latchkey.make.aUser(profile, { name, tags });
const who = (key: string, value: string): Target => ({ subject: "run_user", match: "tag", key, value });
const access = (key: string, value: string, effect: "allow" | "deny" = "allow"): Permission => ({
  effect,
  actions: ["access"],
  resource: { type: "dashboard", match: "tag", key, value },
});
const body = (targets: Target[], permissions: Permission[], more: Partial<PolicyBody> = {}): PolicyBody => ({
  name: "Draft",
  description: "",
  status: "active",
  targets,
  permissions,
  conditions: {},
  tags: [],
  ...more,
});
const put = (targets: Target[], permissions: Permission[], more: Partial<PolicyBody> = {}): AccessChange => ({
  kind: "put_policy",
  policy: body(targets, permissions, more),
});
const preview = (...changes: AccessChange[]) => profile.client.impact.previewImpact({ params: params(), body: { changes } });

describe("impact before saving", () => {
  test("says who gains what, exactly and in words", async () => {
    const [ann, bob] = [await user("Ann", tag("level", "supervisor")), await user("Bob", tag("level", "supervisor"))];
    await user("Cid", tag("level", "operator"));
    await dashboard("Albany", tag("state", "NY"));
    await dashboard("Boston", tag("state", "MA"));

    const change = put([who("level", "supervisor")], [access("state", "NY")]);
    const impact = await preview(change);
    expect(impact.gained).toEqual({
      pairs: 2,
      subjects: 2,
      resources: 1,
      byAction: [{ type: "dashboard", action: "access", pairs: 2 }],
    });
    expect(impact.lost.pairs).toBe(0);
    expect(impact).toMatchObject({ needsReason: false, needsTypedName: null, isExact: true });
    expect(impact.subjectsMatched).toEqual({ before: 0, after: 2 });
    expect(impact.resourcesMatched).toEqual({ before: 0, after: 1 });
    expect(impact.difference).toMatchObject({ proven: "no_lost_access", isCapped: false });
    expect(impact.difference.gains).toMatchObject([
      { sentence: "people tagged level = supervisor gain access to dashboards tagged state = NY", subjectCount: 2, resourceCount: 1 },
    ]);

    const { items, total } = await profile.client.impact.listImpact({ params: params(), body: { changes: [change], of: "gains" } });
    expect(total.count).toBe(2);
    expect(items.map((item) => [item.subject.id, item.rights[0]?.samples[0]?.name])).toEqual([
      [ann.id, "Albany"],
      [bob.id, "Albany"],
    ]);

    const csv = await profile.client.impact.exportImpact({ params: params(), body: { changes: [change], of: "gains" } });
    expect(csv.trim().split("\r\n")).toHaveLength(3);
    expect(csv).toContain(`run_user,${ann.id},Ann,dashboard,`);
  });

  test("leaves out who has the access already, by a policy or by a role", async () => {
    await user("Ann", tag("level", "supervisor"), tag("state", "NY"));
    const bob = await user("Bob", tag("level", "supervisor"));
    await user("Cid", tag("level", "supervisor"));
    await dashboard("Albany", tag("state", "NY"));
    await latchkey.make.aPolicy(profile, { targets: [who("state", "NY")], permissions: [access("state", "NY")] });
    const role = await profile.client.roles.createRole({
      params: params(),
      body: { name: "New York", permissions: [access("state", "NY")] },
    });
    await profile.client.roles.assignRole({
      params: params(),
      body: { roleId: role.id, assignee: { type: "run_user", id: bob.id }, reason: "needed" },
    });

    const impact = await preview(put([who("level", "supervisor")], [access("state", "NY")]));
    expect(impact.gained.subjects).toBe(1);
  });

  test("counts people in groups, and what a group, a role or an assignment changes", async () => {
    const ann = await user("Ann");
    await user("Bob", tag("town", "Albany"));
    await dashboard("Albany", tag("state", "NY"));
    await latchkey.make.aPolicy(profile, { targets: [who("level", "supervisor")], permissions: [access("state", "NY")] });
    const parent = await profile.client.groups.createGroup({ params: params(), body: { name: "All" } });
    const group = await profile.client.groups.createGroup({
      params: params(),
      body: { name: "Some", parentId: parent.id, rule: { match: "all", tags: [tag("town", "Albany")] } },
    });
    const tagged = { name: "All", description: "", parentId: null, rule: null, tags: [tag("level", "supervisor")] };

    const byGroup: AccessChange = { kind: "put_group", groupId: parent.id, group: tagged };
    expect((await preview(byGroup)).gained).toMatchObject({ pairs: 1, subjects: 1 });
    const joining: AccessChange = { kind: "change_group_members", groupId: group.id, add: [ann.id], remove: [] };
    expect((await preview(byGroup, joining)).gained).toMatchObject({ pairs: 2, subjects: 2 });
    expect((await preview(joining)).gained.pairs).toBe(0);

    const role = await profile.client.roles.createRole({
      params: params(),
      body: { name: "New York", permissions: [access("state", "NY")] },
    });
    const assignment = { roleId: role.id, conditions: {} };
    const toAnn: AccessChange = { kind: "assign_role", assignment: { ...assignment, assignee: { type: "run_user", id: ann.id } } };
    const toGroup: AccessChange = { kind: "assign_role", assignment: { ...assignment, assignee: { type: "group", id: group.id } } };
    expect((await preview(toAnn)).gained).toMatchObject({ pairs: 1 });
    expect((await preview(toGroup)).gained).toMatchObject({ pairs: 1 });
    expect((await preview(toGroup, joining, toAnn)).gained).toMatchObject({ pairs: 2 });
  });

  test("shows what renaming a value or taking a tag away does, to people and to dashboards", async () => {
    await user("Ann", tag("level", "supervisor"));
    await dashboard("Albany", tag("state", "NY"));
    await latchkey.make.aPolicy(profile, { targets: [who("level", "supervisor")], permissions: [access("state", "NY")] });
    const steps = { rename: [], remove: [], removeKeys: [], addIfAbsent: [], add: [] };

    const renamed: AccessChange = {
      kind: "retag",
      of: "run_user",
      which: { all: true },
      ...steps,
      rename: [{ key: "level", value: "supervisor", toValue: "boss" }],
    };
    expect((await preview(renamed)).lost).toMatchObject({ pairs: 1, subjects: 1 });
    const moved: AccessChange = { kind: "retag", of: "dashboard", which: { tag: "state=NY" }, ...steps, remove: [tag("state", "NY")] };
    expect((await preview(moved)).lost).toMatchObject({ pairs: 1, resources: 1 });
    const added: AccessChange = { kind: "retag", of: "dashboard", which: { tag: "state" }, ...steps, add: [tag("class", "old")] };
    expect((await preview(added)).lost.pairs).toBe(0);
  });

  test("of two versions says what one gives and takes beside the other, whatever is in force now", async () => {
    const stored = await latchkey.make.aPolicy(profile, body([who("level", "supervisor")], [access("state", "TX")]));
    const version = (...states: string[]): AccessChange[] => [
      {
        kind: "put_policy",
        policyId: stored.id,
        policy: body(
          [who("level", "supervisor")],
          states.map((state) => access("state", state)),
        ),
      },
    ];
    const compare = (startingFrom: AccessChange[], changes: AccessChange[]) =>
      profile.client.impact.compareAccess({ params: params(), body: { startingFrom, changes } });
    const sentences = ({ gains, losses, proven }: Awaited<ReturnType<typeof compare>>) => ({
      proven,
      gains: gains.map(({ sentence }) => sentence),
      losses: losses.map(({ sentence }) => sentence),
    });
    expect(sentences(await compare(version("NY", "MA"), version("MA", "CA")))).toEqual({
      proven: null,
      gains: ["people tagged level = supervisor gain access to dashboards tagged state = CA"],
      losses: ["people tagged level = supervisor lose access to dashboards tagged state = NY"],
    });
    expect(sentences(await compare(version("NY", "MA"), version("MA", "NY")))).toEqual({ proven: "no_change", gains: [], losses: [] });
    expect((await compare(version("NY", "MA"), version("MA"))).proven).toBe("no_new_access");

    const members: AccessChange = { kind: "retag", of: "run_user", which: { all: true }, add: [tag("level", "supervisor")] } as never;
    await expect(compare([members], version("MA"))).rejects.toMatchObject({
      status: 400,
      problem: { errors: [{ path: "body.startingFrom" }] },
    });
    await expect(compare([{ kind: "delete_policy", policyId: "0".repeat(24) }], version("MA"))).rejects.toMatchObject({ status: 404 });
  });

  test("what depends on a condition is told as such", async () => {
    await user("Ann", tag("level", "supervisor"));
    await dashboard("Albany", tag("state", "NY"));
    const change = put([who("level", "supervisor")], [access("state", "NY")], { conditions: { secondFactor: true } });

    const { items } = await profile.client.impact.listImpact({ params: params(), body: { changes: [change], of: "gains" } });
    expect(items[0]?.rights).toMatchObject([{ count: 1, isConditional: true }]);
    expect((await preview(change)).difference.gains).toMatchObject([{ conditions: [{ secondFactor: true }] }]);
  });

  test("nothing of another profile is told", async () => {
    const other = await latchkey.make.aProfile();
    const theirs = await latchkey.make.aPolicy(other, { targets: [who("a", "b")], permissions: [access("c", "d")] });
    const group = await other.client.groups.createGroup({ params: { profileId: other.id }, body: { name: "Theirs" } });
    const role = await other.client.roles.createRole({ params: { profileId: other.id }, body: { name: "Theirs" } });
    const changes: AccessChange[] = [
      { kind: "delete_policy", policyId: theirs.id },
      { kind: "put_policy", policyId: theirs.id, policy: body([who("a", "b")], [access("c", "d")]) },
      { kind: "delete_group", groupId: group.id },
      { kind: "delete_role", roleId: role.id },
      { kind: "end_assignment", assignmentId: theirs.id },
    ];
    for (const change of changes) await expect(preview(change)).rejects.toMatchObject({ status: 404, code: "http.not_found" });
  });
});

describe("consent of whoever saves", () => {
  test("taking access away asks for a reason, and says how much is lost", async () => {
    await user("Ann", tag("level", "supervisor"));
    await dashboard("Albany", tag("state", "NY"));
    const policy = await latchkey.make.aPolicy(profile, { targets: [who("level", "supervisor")], permissions: [access("state", "NY")] });
    const place = { params: { ...params(), policyId: policy.id } };

    const narrower = { name: policy.name, targets: policy.targets, permissions: [access("state", "MA")] };
    await expect(profile.client.access.updatePolicy({ ...place, body: narrower, ifMatch: 1 })).rejects.toMatchObject({
      status: 400,
      code: "access.reason_required",
      problem: { lost: { pairs: 1, subjects: 1, resources: 1 } },
    });
    await expect(profile.client.access.deletePolicy(place)).rejects.toMatchObject({ code: "access.reason_required" });
    await profile.client.access.updatePolicy({ ...place, body: { ...narrower, reason: "They moved." }, ifMatch: 1 });
    await profile.client.access.deletePolicy(place);
  });

  test("a policy about everybody asks for its name", async () => {
    const anybody = body([{ subject: "run_user", match: "any" }], [access("state", "NY")], { name: "For all" });
    await expect(profile.client.access.createPolicy({ params: params(), body: anybody })).rejects.toMatchObject({
      status: 400,
      code: "access.name_required",
      problem: { name: "For all" },
    });
    const misspelt = profile.client.access.createPolicy({ params: params(), body: { ...anybody, confirmName: "for all" } });
    await expect(misspelt).rejects.toMatchObject({ code: "access.name_required" });
    await profile.client.access.createPolicy({ params: params(), body: { ...anybody, confirmName: "For all" } });
    await profile.client.access.createPolicy({ params: params(), body: { ...anybody, name: "Draft", status: "draft" } });
  });
});

describe("going back by itself", () => {
  const sees = async (token: string) => {
    const { items } = await latchkey.client(token).dashboards.listPortalDashboards({ params: { slug: profile.slug }, query: {} });
    return items.map((item) => item.name);
  };
  const revert = (node = latchkey.app) => revertDuePolicies(node.commandLineContext());

  test("a change that nobody confirms is taken back, on whichever node, and says so", async () => {
    const ann = await user("Ann", tag("level", "supervisor"));
    await dashboard("Albany", tag("state", "NY"));
    await dashboard("Boston", tag("state", "MA"));
    const policy = await latchkey.make.aPolicy(profile, { targets: [who("level", "supervisor")], permissions: [access("state", "NY")] });
    const place = { params: { ...params(), policyId: policy.id } };
    const changed = await profile.client.access.updatePolicy({
      ...place,
      body: { name: policy.name, targets: policy.targets, permissions: [access("state", "MA")], reason: "A try", revertAfterMinutes: 10 },
      ifMatch: 1,
    });
    expect(changed.pendingRevert).toMatchObject({ version: 1 });
    expect(await sees(ann.token)).toEqual(["Boston"]);

    await revert();
    expect(await sees(ann.token)).toEqual(["Boston"]);
    latchkey.clock.advance({ minutes: 10 });
    const restarted = await latchkey.anotherNode();
    await Promise.all([revert(restarted.app), revert()]);
    expect(await sees(ann.token)).toEqual(["Albany"]);

    const after = await profile.client.access.getPolicy(place);
    expect(after).toMatchObject({ version: 3, pendingRevert: null, permissions: [access("state", "NY")] });
    const { items } = await profile.client.audit.listAudit({ params: params(), query: { limit: 5 } });
    expect(items.filter((entry) => entry.action === "policy.restored")).toHaveLength(1);
  });

  test("a new policy that nobody confirms is deleted, a confirmed one stays", async () => {
    const create = (name: string) =>
      profile.client.access.createPolicy({
        params: params(),
        body: { ...body([who("level", "supervisor")], [access("state", "NY")], { name }), revertAfterMinutes: 1 },
      });
    const [kept, dropped] = [await create("Kept"), await create("Dropped")];
    const confirmed = await profile.client.impact.confirmPolicy({ params: { ...params(), policyId: kept.id } });
    expect(confirmed).toMatchObject({ pendingRevert: null, version: 1 });

    latchkey.clock.advance({ minutes: 1 });
    await revert();
    const { items } = await profile.client.access.listPolicies({ params: params() });
    expect(items.map((item) => item.name)).toEqual(["Kept"]);
    const confirm = (policyId: string) => profile.client.impact.confirmPolicy({ params: { ...params(), policyId } });
    await expect(confirm(kept.id)).rejects.toMatchObject({ status: 409, code: "access.nothing_pending" });
    await expect(confirm(dropped.id)).rejects.toMatchObject({ status: 404 });
  });

  test("a save in between is meant to stay", async () => {
    const policy = await latchkey.make.aPolicy(profile, { targets: [who("level", "supervisor")], permissions: [access("state", "NY")] });
    const save = (ifMatch: number, more: object) =>
      profile.client.access.updatePolicy({
        params: { ...params(), policyId: policy.id },
        body: { name: policy.name, targets: policy.targets, permissions: [access("state", `${ifMatch}`)], ...more },
        ifMatch,
      });
    await save(1, { revertAfterMinutes: 5 });
    await save(2, {});
    latchkey.clock.advance({ hours: 1 });
    await revert();
    const after = await profile.client.access.getPolicy({ params: { ...params(), policyId: policy.id } });
    expect(after).toMatchObject({ version: 3, pendingRevert: null });
  });
});
