/** Whoever may see a part of Access Management learns nothing of the rest, and nothing of people and things beyond their reach. */
import type { ApiClient } from "@latchkey/client";
import type { Permission, Tag } from "@latchkey/contract";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "./makers.ts";
import { startTestApp } from "./test-app.ts";

const latchkey = await startTestApp();
const { make } = latchkey;
afterAll(() => latchkey.close());

const tag = (key: string, value: string): Tag => ({ key, value });
const allow = (actions: string[], resource: Permission["resource"]): Permission => ({ effect: "allow", actions, resource });
const carrying = (key: string, value: string) => [{ subject: "run_user" as const, match: "tag" as const, key, value }];
const everybody = [{ subject: "run_user" as const, match: "any" as const }];
const acme = tag("organization", "acme");

let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let params: { profileId: string };
let dashboardId: string;
let colleagueId: string;
let policyId: string;
let client: ApiClient;
beforeEach(async () => {
  profile = await make.aProfile();
  params = { profileId: profile.id };
  dashboardId = (await make.aDashboard(profile, { tags: [acme] })).id;
  colleagueId = (await make.aUser(profile, { tags: [acme] })).id;
  const policy = await make.aPolicy(profile, {
    targets: carrying("duty", "rules"),
    permissions: [
      allow(["access", "edit"], { type: "access_management", match: "tag", key: "area", value: "north" }),
      allow(["access"], { type: "run_user", match: "any" }),
      allow(["access"], { type: "dashboard", match: "tag", key: "organization", value: "acme" }),
    ],
    tags: [tag("area", "north")],
  });
  policyId = policy.id;
  client = latchkey.client((await make.aUser(profile, { tags: [tag("duty", "rules")] })).token);
});

describe("somebody who may see a part of access management", () => {
  test("is told nothing that rules make of everybody", async () => {
    const policy = { params: { ...params, policyId } };
    expect((await client.access.getPolicy(policy)).id).toBe(policyId);

    const rules = { targets: everybody, permissions: [allow(["access"], { type: "dashboard", match: "any" })] };
    const changes = [{ kind: "put_policy" as const, policy: { name: "Draft", status: "active" as const, ...rules } }];
    const subject = { type: "run_user" as const, id: colleagueId };
    const resource = { type: "dashboard" as const, id: dashboardId };
    const question = { subject, action: "access", resource };
    const all = { subjects: { all: true as const }, resources: { all: true as const } };
    const questions: (() => Promise<unknown>)[] = [
      () => client.access.previewPolicy({ params, body: rules }),
      () => client.access.explain({ params, body: question }),
      () => client.policyVersions.runPolicyTests(policy),
      () => client.policyVersions.runAllPolicyTests({ params, body: {} }),
      () => client.whoCan.listWhoCan({ params, body: { resource, action: "access" } }),
      () => client.whoCan.exportWhoCan({ params, body: { resource, action: "access" } }),
      () => client.impact.previewImpact({ params, body: { changes } }),
      () => client.impact.listImpact({ params, body: { changes, of: "gains" } }),
      () => client.impact.exportImpact({ params, body: { changes, of: "gains" } }),
      () => client.impact.compareAccess({ params, body: { changes } }),
      () => client.simulator.simulate({ params, body: question }),
      () => client.simulator.getMatrix({ params, body: all }),
      () => client.simulator.replayDecisions({ params, body: { changes } }),
      () => client.decisionLog.listDecisions({ params }),
      () => client.decisionLog.listMonitorEffects(policy),
      () => client.findings.listFindings({ params }),
    ];
    for (const ask of questions) {
      await expect(ask(), ask.toString()).rejects.toMatchObject({ status: 403, code: "http.not_allowed" });
    }
  });

  test("reads names of no dashboards but those they may see", async () => {
    const globex = await make.aDashboard(profile, { tags: [tag("organization", "globex")] });
    await make.aPolicy(profile, { targets: everybody, permissions: [allow(["access"], { type: "dashboard", match: "any" })] });
    await make.aPolicy(profile, {
      targets: carrying("duty", "rules"),
      permissions: [
        { effect: "deny", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "organization", value: "globex" } },
      ],
    });
    const ids = async (asking: ApiClient) =>
      (await asking.users.listUserDashboards({ params: { ...params, userId: colleagueId } })).items.map((each) => each.id).toSorted();
    expect(await ids(profile.client)).toEqual([dashboardId, globex.id].toSorted());
    expect(await ids(client)).toEqual([dashboardId]);
  });
});
