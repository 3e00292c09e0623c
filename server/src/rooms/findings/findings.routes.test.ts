import { findingKind, type FindingKind, type Permission, type PolicyBody, type Target } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
});
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
  // Somebody and something for every rule below, so that only what a test is about is found.
  for (const level of ["supervisor", "guest"]) await latchkey.make.aUser(profile, { name: level, tags: [{ key: "level", value: level }] });
  for (const state of ["NY", "MA"]) await latchkey.make.aDashboard(profile, { name: state, tags: [{ key: "state", value: state }] });
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const people = (value: string): Target => ({ subject: "run_user", match: "tag", key: "level", value });
const see = (state: string, effect: "allow" | "deny" = "allow"): Permission => ({
  effect,
  actions: ["access"],
  resource: { type: "dashboard", match: "tag", key: "state", value: state },
});
const seeAny = (effect: "allow" | "deny" = "allow"): Permission => ({
  effect,
  actions: ["access"],
  resource: { type: "dashboard", match: "any" },
});
const aPolicy = (name: string, body: Partial<PolicyBody> = {}) =>
  latchkey.make.aPolicy(profile, { name, targets: [people("supervisor")], permissions: [see("NY")], ...body });
const list = async (query: { kind?: FindingKind[]; policyId?: string } = {}) =>
  (await profile.client.findings.listFindings({ params: params(), query })).items;
const found = async () => (await list()).map(({ kind, policyName, path, other }) => [kind, policyName, path, other?.policyName ?? null]);

test("policies that are as they should be have none", async () => {
  await aPolicy("NY");
  await aPolicy("MA", { targets: [people("guest")], permissions: [see("MA")] });
  expect(await found()).toEqual([]);
});

test("rules for nobody and about nothing", async () => {
  await aPolicy("Nobody", { targets: [people("king")], permissions: [see("NY")] });
  await aPolicy("Nothing", { permissions: [see("NY"), see("TX")] });
  await aPolicy("Draft", { status: "draft", targets: [people("king")] });
  expect(await found()).toEqual([
    ["matches_nobody", "Nobody", "targets", null],
    ["matches_nothing", "Nothing", "permissions.1", null],
  ]);
});

describe("a rule that another one makes superfluous", () => {
  test("by saying the same is a duplicate, the later one of the two", async () => {
    await aPolicy("First", { targets: [people("supervisor"), people("guest")] });
    latchkey.clock.advance({ minutes: 1 });
    await aPolicy("Second", { targets: [people("guest"), people("supervisor")] });
    expect(await found()).toEqual([["duplicate", "Second", "permissions.0", "First"]]);
  });

  test("by saying more is shadowed", async () => {
    await aPolicy("Narrow");
    await aPolicy("Wide", { targets: [{ subject: "run_user", match: "tag_match", key: "level" }], permissions: [seeAny()] });
    expect(await found()).toEqual([["shadowed", "Narrow", "permissions.0", "Wide"]]);
  });

  test("by denying all of it and more is shadowed, which is severe", async () => {
    await aPolicy("Allow");
    await aPolicy("Deny", { targets: [{ subject: "run_user", match: "any" }], permissions: [see("NY", "deny")] });
    expect(await list()).toEqual([
      expect.objectContaining({
        kind: "shadowed",
        policyName: "Allow",
        severity: "high",
        other: expect.objectContaining({ policyName: "Deny" }),
      }),
    ]);
  });

  test("for the time being only is not", async () => {
    const until = new Date(latchkey.clock.now().getTime() + 3_600_000).toISOString();
    await aPolicy("Narrow");
    await aPolicy("Wide", { permissions: [seeAny()], conditions: { until } });
    expect(await found()).toEqual([]);
  });

  test("by a group above, or a role that is included", async () => {
    const { client } = profile;
    const rule = (value: string) => ({ match: "all" as const, tags: [{ key: "level", value }] });
    const above = await client.groups.createGroup({ params: params(), body: { name: "All", rule: rule("supervisor") } });
    const below = await client.groups.createGroup({ params: params(), body: { name: "Some", parentId: above.id, rule: rule("guest") } });
    await aPolicy("Below", { targets: [{ subject: "run_user", match: "group", id: below.id }] });
    await aPolicy("Above", { targets: [{ subject: "run_user", match: "group", id: above.id }] });
    expect(await found()).toEqual([["shadowed", "Below", "permissions.0", "Above"]]);
  });
});

describe("an allow and a deny", () => {
  test("over the same people and resources contradict each other, with somebody and something to look at", async () => {
    await aPolicy("Allow");
    await aPolicy("Deny", { permissions: [see("NY", "deny")] });
    expect(await list()).toEqual([
      expect.objectContaining({
        kind: "contradicts",
        severity: "high",
        policyName: "Allow",
        other: expect.objectContaining({ policyName: "Deny", path: "permissions.0" }),
        sample: {
          subject: expect.objectContaining({ type: "run_user", name: "supervisor" }),
          resource: expect.objectContaining({ type: "dashboard", name: "NY" }),
        },
      }),
    ]);
  });

  test("that meet by a tag match are shown with a pair whose tags meet", async () => {
    const board = await latchkey.make.aDashboard(profile, {
      name: "Both",
      tags: [
        { key: "level", value: "guest" },
        { key: "state", value: "NY" },
      ],
    });
    await aPolicy("Allow", {
      targets: [{ subject: "run_user", match: "tag_match", key: "level" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag_match", key: "level" } }],
    });
    await aPolicy("Deny", { targets: [people("guest")], permissions: [see("NY", "deny")] });
    const [finding] = await list({ kind: ["contradicts"] });
    expect(finding?.sample).toMatchObject({ subject: { name: "guest" }, resource: { id: board.id } });
  });

  test("are an exception when the deny is part of the allow, and nothing when nobody is in both", async () => {
    await aPolicy("Allow", { permissions: [seeAny()] });
    await aPolicy("Except", { permissions: [see("NY", "deny")] });
    await aPolicy("Elsewhere", { targets: [people("guest")], permissions: [see("NY", "deny")] });
    expect(await list()).toEqual([
      expect.objectContaining({ kind: "contradicts", severity: "low", other: expect.objectContaining({ policyName: "Except" }) }),
    ]);
  });
});

test("a rule that reaches more than a thousand pairs", async () => {
  const now = latchkey.clock.now();
  const rows = Array.from({ length: 600 }, (_, index) => ({
    profile_id: profile.id,
    id: `c${index.toString(16).padStart(23, "0")}`,
    name: `User ${index}`,
    email: `many-${index}@latchkey.test`,
    status: "active" as const,
    source: "api",
    tags: ["level=many"],
    created_at: now,
    updated_at: now,
  }));
  await latchkey.db.insertInto("users").values(rows).execute();
  await aPolicy("Wide", { targets: [people("many")], permissions: [seeAny(), see("NY")] });
  expect(await list({ kind: ["wider_than_limit"] })).toEqual([
    expect.objectContaining({ kind: "wider_than_limit", path: "permissions.0", facts: { pairs: 1200 } }),
  ]);
});

test("rules that were not used for ninety days, once they are as old", async () => {
  const user = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
  const boards = await profile.client.dashboards.listDashboards({ params: params() });
  const ny = boards.items.find((board) => board.name === "NY")?.id ?? "";
  const old = await aPolicy("Old", { permissions: [see("NY"), see("MA")] });
  latchkey.clock.advance({ days: 89 });
  expect(await found()).toEqual([]);
  await aPolicy("New", { targets: [people("guest")] });
  const { token } = await latchkey.make.aUser(profile, { tags: user.tags });
  await latchkey.client(token).dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId: ny } });
  await latchkey.app.decisionLog.flush();

  latchkey.clock.advance({ days: 2 });
  expect(await list()).toEqual([
    expect.objectContaining({ kind: "unused", policyId: old.id, path: "permissions.1", facts: { lastUsedOn: null, days: 91 } }),
  ]);
});

test("rules that name what is gone, or decide by keys that users set themselves", async () => {
  const user = await latchkey.make.aUser(profile);
  await aPolicy("Gone", { targets: [people("supervisor"), { subject: "run_user", match: "id", id: user.id }] });
  await profile.client.users.deleteUser({ params: { ...params(), userId: user.id } });
  await profile.client.tagKeys.registerTagKey({ params: params(), body: { key: "level", setBy: "users" } });
  expect((await list({ kind: ["refers_to_deleted"] }))[0]).toMatchObject({
    path: "targets.1",
    facts: { missing: { type: "run_user", id: user.id } },
  });
  expect((await list({ kind: ["self_settable_key"] }))[0]).toMatchObject({
    path: "targets.0",
    severity: "high",
    facts: { tagKey: "level" },
  });
});

test("are chosen by kind and policy, counted whatever is chosen, and found anew after a change", async () => {
  const nobody = await aPolicy("Nobody", { targets: [people("king")] });
  await aPolicy("Nothing", { permissions: [see("TX")] });
  const page = await profile.client.findings.listFindings({ params: params(), query: { policyId: nobody.id } });
  expect(page).toMatchObject({ policyCount: 2, counts: { matches_nobody: 1, matches_nothing: 1 } });
  expect(page.items.map((item) => item.kind)).toEqual(["matches_nobody"]);
  expect(await list({ kind: ["matches_nothing"] })).toHaveLength(1);
  await expect(list({ kind: ["odd" as never] })).rejects.toMatchObject({ status: 400 });
  expect(findingKind.options).toContain("unused");

  await profile.client.access.deletePolicy({ params: { ...params(), policyId: nobody.id }, query: { reason: "For nobody" } });
  expect(await found()).toEqual([["matches_nothing", "Nothing", "permissions.0", null]]);
});
