import type { PolicySaveBody, PolicyTest, Permission } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

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
const access = () => profile.client.access;
const versions = () => profile.client.policyVersions;
const byId = (policyId: string) => ({ params: { ...params(), policyId } });

type Body = Partial<Omit<PolicySaveBody, "overrides">> & { overrides?: PolicySaveBody["overrides"] };
const supervisors = { subject: "run_user", match: "tag", key: "level", value: "supervisor" } as const;
const seeState = (value: string, effect: "allow" | "deny" = "allow"): Permission => ({
  effect,
  actions: ["access"],
  resource: { type: "dashboard", match: "tag", key: "state", value },
});
const bodyOf = (change: Body = {}) => ({
  name: "Policy",
  targets: [supervisors],
  permissions: [seeState("NY")],
  reason: "Because",
  ...change,
});
const create = (change: Body = {}) => access().createPolicy({ params: params(), body: bodyOf(change) });
const update = (policyId: string, ifMatch: number, change: Body = {}) =>
  access().updatePolicy({ ...byId(policyId), ifMatch, body: bodyOf(change) });

describe("versions of a policy", () => {
  test("keep each save whole, with author, reason and moment", async () => {
    const { id } = await create({ reason: "The first" });
    latchkey.clock.advance({ minutes: 5 });
    await update(id, 1, { permissions: [seeState("MA")], reason: "Moved to MA", status: "draft" });
    await update(id, 2, { permissions: [seeState("MA")], conditions: { secondFactor: true } });

    const { items } = await versions().listPolicyVersions(byId(id));
    expect(items.map((item) => [item.version, item.change, item.reason])).toEqual([
      [3, "updated", "Because"],
      [2, "updated", "Moved to MA"],
      [1, "created", "The first"],
    ]);
    expect(items[0]?.author).toMatch(/^Administrator/);
    const second = await versions().getPolicyVersion({ params: { ...byId(id).params, version: 2 } });
    expect(second).toMatchObject({
      reason: "Moved to MA",
      body: { status: "draft", permissions: [seeState("MA")], conditions: {}, tests: [] },
    });
    expect(Date.parse(second.at) - Date.parse(items[2]?.at ?? "")).toBe(5 * 60_000);

    const first = await versions().listPolicyVersions({ ...byId(id), query: { limit: 2 } });
    const rest = await versions().listPolicyVersions({ ...byId(id), query: { limit: 2, cursor: first.nextCursor ?? "" } });
    expect([...first.items, ...rest.items].map((item) => item.version)).toEqual([3, 2, 1]);
  });

  test("are compared leaf by leaf and line by line", async () => {
    const { id } = await create({ permissions: [seeState("NY"), seeState("MA")] });
    await update(id, 1, {
      name: "Renamed",
      permissions: [seeState("TX", "deny"), seeState("NY"), seeState("MA")],
      conditions: { secondFactor: true },
    });

    const { changes, lines } = await versions().comparePolicyVersions({ ...byId(id), query: { from: 1, to: 2 } });
    expect(changes).toEqual([
      { path: "name", before: "Policy", after: "Renamed" },
      { path: "permissions.0", before: null, after: seeState("TX", "deny") },
      { path: "conditions.secondFactor", before: null, after: true },
    ]);
    expect(lines.map((line) => line.text)).toEqual([
      'Changed name "Policy" to name "Renamed".',
      "Added permission deny access on dashboard tagged state = TX.",
      "Added condition secondFactor true.",
    ]);
    const back = await versions().comparePolicyVersions({ ...byId(id), query: { from: 2, to: 1 } });
    expect(back.lines.map((line) => line.change)).toEqual(["changed", "removed", "removed"]);
    expect((await versions().comparePolicyVersions({ ...byId(id), query: { from: 2, to: 2 } })).lines).toEqual([]);
  });

  test("can be restored as a new version, checked as a save of today", async () => {
    const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
    const { id } = await create({ targets: [supervisors, { subject: "run_user", match: "id", id: user.id }] });
    await update(id, 1, { permissions: [seeState("MA")] });
    const restore = (version: number, ifMatch: number) =>
      versions().restorePolicyVersion({ params: { ...byId(id).params, version }, ifMatch, body: { reason: "It was better" } });

    await expect(restore(1, 1)).rejects.toMatchObject({ status: 412, code: "access.version_conflict" });
    expect(await restore(1, 2)).toMatchObject({ id, version: 3, permissions: [seeState("NY")] });
    const [latest] = (await versions().listPolicyVersions(byId(id))).items;
    expect(latest).toMatchObject({ version: 3, change: "restored", restoredFrom: 1, reason: "It was better" });

    await update(id, 3, { permissions: [seeState("MA")] });
    await latchkey.db.deleteFrom("users").where("id", "=", user.id).execute();
    await expect(restore(1, 4)).rejects.toMatchObject({ status: 400, code: "access.dead_rule" });
  });

  test("outlive the policy, which comes back under its id and decides again", async () => {
    const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
    const dashboard = await latchkey.make.aDashboard(profile, { tags: [{ key: "state", value: "NY" }] });
    const opens = () =>
      latchkey.client(user.token).dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId: dashboard.id } });
    const { id } = await create();
    await expect(opens()).resolves.toMatchObject({ id: dashboard.id });

    for (const round of [1, 3]) {
      await access().deletePolicy({ ...byId(id), query: { reason: "Gone" } });
      await expect(opens()).rejects.toMatchObject({ status: 404 });
      await expect(access().getPolicy(byId(id))).rejects.toMatchObject({ status: 404 });
      const { items } = await versions().listDeletedPolicies({ params: params() });
      expect(items).toEqual([expect.objectContaining({ id, name: "Policy", version: round + 1, reason: "Gone" })]);
      const body = { reason: "Needed after all" };
      const restored = await versions().restorePolicyVersion({ params: { ...byId(id).params, version: 1 }, ifMatch: round + 1, body });
      expect(restored).toMatchObject({ id, version: round + 2 });
      await expect(opens()).resolves.toMatchObject({ id: dashboard.id });
    }
    expect((await versions().listDeletedPolicies({ params: params() })).items).toEqual([]);
    expect((await versions().listPolicyVersions(byId(id))).items.map((item) => item.change)).toEqual([
      "restored",
      "deleted",
      "restored",
      "deleted",
      "created",
    ]);
  });

  test("of a policy or a number that does not exist are not found", async () => {
    const { id } = await create();
    const nobody = "a".repeat(24);
    await expect(versions().listPolicyVersions(byId(nobody))).rejects.toMatchObject({ status: 404 });
    await expect(versions().getPolicyVersion({ params: { ...byId(id).params, version: 2 } })).rejects.toMatchObject({ status: 404 });
    await expect(versions().comparePolicyVersions({ ...byId(id), query: { from: 1, to: 9 } })).rejects.toMatchObject({ status: 404 });
    await expect(versions().getPolicyVersion({ params: { ...byId(id).params, version: 0 } })).rejects.toMatchObject({ status: 400 });
    const other = await latchkey.make.aProfile();
    await expect(other.client.policyVersions.listPolicyVersions({ params: { profileId: other.id, policyId: id } })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe("a policy that is kept in a file", () => {
  test("is changed and deleted by the same mark only, until it is handed over", async () => {
    const { id } = await create({ managedBy: "github.com/acme/rules" });
    const refused = { status: 409, code: "access.managed_by_file", problem: { managedBy: "github.com/acme/rules" } };
    await expect(update(id, 1)).rejects.toMatchObject(refused);
    await expect(update(id, 1, { managedBy: "another" })).rejects.toMatchObject(refused);
    await expect(access().deletePolicy(byId(id))).rejects.toMatchObject(refused);
    expect(await update(id, 1, { managedBy: "github.com/acme/rules" })).toMatchObject({ version: 2, managedBy: "github.com/acme/rules" });
    expect((await access().listPolicies({ params: params(), query: { managedBy: "github.com/acme/rules" } })).items).toHaveLength(1);
    expect(await update(id, 2, { managedBy: null })).toMatchObject({ managedBy: null });
    expect(await update(id, 3)).toMatchObject({ version: 4 });
  });
});

describe("a rule on a key that users set themselves", () => {
  const onCompany = { targets: [{ subject: "run_user" as const, match: "tag" as const, key: "company", value: "acme" }] };
  beforeEach(async () => {
    await profile.client.profiles.updateProfile({
      params: params(),
      body: { signup: { isEnabled: true, fields: [{ type: "text", name: "company", label: "Company" }] } },
    });
    await profile.client.tagKeys.registerTagKey({ params: params(), body: { key: "nickname", setBy: "users" } });
  });

  test("is refused with its place, unless it is overridden with a reason", async () => {
    const changed = await changedTables(latchkey.db, async () => {
      await expect(create({ targets: [...onCompany.targets] })).rejects.toMatchObject({
        status: 400,
        code: "access.self_settable_key",
        problem: { errors: [{ path: "body.targets.0", message: expect.stringContaining("company") }] },
      });
      const match = {
        effect: "allow",
        actions: ["access"],
        resource: { type: "dashboard", match: "tag_match", key: "nickname" },
      } satisfies Permission;
      await expect(create({ permissions: [match] })).rejects.toMatchObject({ problem: { errors: [{ path: "body.permissions.0" }] } });
      await expect(
        access().createPolicy({
          params: params(),
          body: { name: "Policy", targets: [...onCompany.targets], permissions: [seeState("NY")], overrides: ["self_settable_key"] },
        }),
      ).rejects.toMatchObject({ status: 400, code: "access.reason_required" });
    });
    expect(changed).toEqual([]);

    const { id } = await create({ targets: [...onCompany.targets], overrides: ["self_settable_key"], reason: "Checked by hand" });
    expect((await versions().listPolicyVersions(byId(id))).items).toEqual([
      expect.objectContaining({ overrides: ["self_settable_key"], reason: "Checked by hand" }),
    ]);
  });

  test("may stand in a draft, and about subjects that do not sign up", async () => {
    await expect(create({ targets: [...onCompany.targets], status: "draft" })).resolves.toMatchObject({ status: "draft" });
    const analyses = { subject: "analysis", match: "tag", key: "company", value: "acme" } as const;
    await expect(create({ targets: [analyses] })).resolves.toMatchObject({ status: "active" });
  });
});

describe("tests of a policy", () => {
  const contractorsNever: PolicyTest = {
    name: "contractors never see NY",
    subject: { kind: "hypothetical", type: "run_user", tags: [{ key: "level", value: "contractor" }], groups: [], roles: [] },
    action: "access",
    resource: { kind: "hypothetical", type: "dashboard", tags: [{ key: "state", value: "NY" }] },
    circumstances: { isDeviceTrusted: false, hasSecondFactor: false },
    expected: "deny",
  };
  const contractors = { subject: "run_user", match: "tag", key: "level", value: "contractor" } as const;

  test("block what breaks them, in their own policy and in others", async () => {
    const kept = await create({ tests: [contractorsNever] });
    expect(kept.tests).toEqual([contractorsNever]);
    const failed = {
      status: 409,
      code: "access.policy_test_failed",
      problem: { failed: [expect.objectContaining({ name: contractorsNever.name, policyId: kept.id, expected: "deny", actual: "allow" })] },
    };
    const changed = await changedTables(latchkey.db, async () => {
      await expect(update(kept.id, 1, { targets: [contractors] })).rejects.toMatchObject(failed);
      await expect(create({ name: "Other", targets: [contractors] })).rejects.toMatchObject(failed);
    });
    expect(changed).toEqual([]);

    await expect(create({ name: "Draft", targets: [contractors], status: "draft" })).resolves.toMatchObject({ status: "draft" });
    await expect(create({ name: "Watched", targets: [contractors], status: "monitor" })).resolves.toMatchObject({ status: "monitor" });
    const forced = { name: "Other", targets: [contractors], overrides: ["policy_test_failed" as const], reason: "For a week" };
    await expect(create(forced)).resolves.toMatchObject({ status: "active" });
    // What fails already is not the next one's fault.
    await expect(create({ name: "Unrelated", permissions: [seeState("TX")] })).resolves.toMatchObject({ version: 1 });
  });

  test("are kept when a save leaves them out, and removed when it sends none", async () => {
    const { id } = await create({ tests: [contractorsNever] });
    expect(await update(id, 1)).toMatchObject({ tests: [contractorsNever] });
    expect(await update(id, 2, { tests: [] })).toMatchObject({ tests: [] });
  });

  test("count for deletions too: a deny that a test relies on stays", async () => {
    const denying = await create({ name: "Deny", targets: [contractors], permissions: [seeState("NY", "deny")] });
    await create({ name: "Allow", targets: [contractors], tests: [contractorsNever] });
    const query = { reason: "Tidying" };
    await expect(access().deletePolicy({ ...byId(denying.id), query })).rejects.toMatchObject({ code: "access.policy_test_failed" });
    await access().deletePolicy({ ...byId(denying.id), query: { ...query, overrides: ["policy_test_failed"] } });
    expect((await versions().runAllPolicyTests({ params: params(), body: {} })).failed).toBe(1);
  });

  test("run for one policy, for all, and for a draft as if it were active", async () => {
    const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
    const dashboard = await latchkey.make.aDashboard(profile, { tags: [{ key: "state", value: "NY" }] });
    const byIds: PolicyTest = {
      ...contractorsNever,
      name: "Ann sees her board",
      subject: { kind: "id", type: "run_user", id: user.id },
      resource: { kind: "id", type: "dashboard", id: dashboard.id },
      expected: "allow",
    };
    const { id } = await create({ tests: [byIds, contractorsNever] });
    expect(await versions().runPolicyTests(byId(id))).toMatchObject({ passed: 2, failed: 0 });

    const draft = { policyId: id, policy: { ...bodyOf({ targets: [contractors] }), reason: undefined as never } };
    const { reason: _reason, ...policy } = draft.policy;
    const run = await versions().runAllPolicyTests({ params: params(), body: { draft: { policyId: id, policy } } });
    expect(run.results.map((result) => [result.name, result.actual, result.blocksActivation])).toEqual([
      ["Ann sees her board", "deny", true],
      ["contractors never see NY", "allow", true],
    ]);

    await profile.client.dashboards.deleteDashboard({ params: { ...params(), dashboardId: dashboard.id } });
    expect((await versions().runAllPolicyTests({ params: params(), body: {} })).results[0]).toMatchObject({
      actual: null,
      isPassed: false,
    });
  });

  test("with the same name twice, or about an action that does not exist, are refused", async () => {
    await expect(create({ tests: [contractorsNever, contractorsNever] })).rejects.toMatchObject({ status: 400 });
    await expect(create({ tests: [{ ...contractorsNever, action: "fly" }] })).rejects.toMatchObject({
      status: 400,
      problem: { errors: [{ path: "body.tests.0.action" }] },
    });
  });
});

test("a monitored policy decides nothing", async () => {
  const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
  await latchkey.make.aDashboard(profile, { tags: [{ key: "state", value: "NY" }] });
  const seen = async () => {
    const { items } = await latchkey.client(user.token).dashboards.listPortalDashboards({ params: { slug: profile.slug } });
    return items.length;
  };
  const { id } = await create({ status: "monitor" });
  expect(await seen()).toBe(0);
  await update(id, 1, { status: "active" });
  expect(await seen()).toBe(1);
});

test("conditions are part of what decides", async () => {
  const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
  const dashboard = await latchkey.make.aDashboard(profile, { tags: [{ key: "state", value: "NY" }] });
  const opens = () =>
    latchkey.client(user.token).dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId: dashboard.id } });
  const until = new Date(latchkey.clock.now().getTime() + 60 * 60_000).toISOString();
  await create({ conditions: { until } });
  await expect(opens()).resolves.toMatchObject({ id: dashboard.id });
  latchkey.clock.advance({ hours: 1 });
  await expect(opens()).rejects.toMatchObject({ status: 404 });
});
