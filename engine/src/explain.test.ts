/** What a person reads first, and how much of it. */
import type { Permission } from "@latchkey/contract";
import type { EngineGroup, EnginePolicy, EngineRole, Resource, RoleHolding, Subject } from "@latchkey/engine";
import { describe, expect, it } from "vitest";
import { atNoon, explainAccess, tagList } from "../test/questions.ts";

const dashboard: Resource = { type: "dashboard", id: "sales", tags: [{ key: "state", value: "NY" }] };

function aUser(...tags: [key: string, value: string][]): Subject {
  return { type: "run_user", id: "ann", tags: tags.map(([key, value]) => ({ key, value })) };
}

function aPolicy(id: string, effect: "allow" | "deny", [key, value]: [key: string, value: string]): EnginePolicy {
  return {
    id,
    name: `Policy ${id}`,
    status: "active",
    targets: [{ subject: "run_user", match: "tag", key, value }],
    permissions: [{ effect, actions: ["access"], resource: { type: "dashboard", match: "tag", key: "state", value: "NY" } }],
  };
}

describe("explain", () => {
  it("puts deciding rules first, denies before allows, then near misses by nearness", () => {
    const policies = [
      aPolicy("1-other", "allow", ["region", "south"]),
      aPolicy("2-case", "allow", ["region", "Northeast"]),
      aPolicy("3-allow", "allow", ["region", "northeast"]),
      aPolicy("4-deny", "deny", ["region", "northeast"]),
    ];
    const { decision, reason, rules } = explainAccess({ policies }, { subject: aUser(["region", "northeast"]), resource: dashboard });

    expect([decision, reason]).toEqual(["deny", "denied_by_policy"]);
    expect(rules.map((rule) => rule.policyId)).toEqual(["4-deny", "3-allow", "2-case", "1-other"]);
  });

  it("finds the deliberate mistake of the example profile and says how to mend it", () => {
    const policies = [aPolicy("northeast", "allow", ["region", "northeast"])];
    const question = { subject: aUser(["region", "Northeast"]), resource: dashboard };
    const { rules, remedies, reason } = explainAccess({ policies }, question);

    expect(reason).toBe("no_policy_allows");
    expect(rules[0]).toMatchObject({ isMatched: false, targetMatches: false, resourceMatches: true, targetIndex: 0 });
    expect(rules[0]?.nearMisses).toEqual([
      { side: "subject", miss: { kind: "case", key: "region", expected: "northeast", actual: "Northeast" } },
    ]);
    expect(remedies).toEqual([{ kind: "change_subject_tag", key: "region", from: "Northeast", to: "northeast", policyId: "northeast" }]);
  });

  it("tells fifty rules at most, and every deciding one even beyond that", () => {
    const missing = Array.from({ length: 80 }, (_, index) => aPolicy(`missing-${index}`, "allow", ["region", `other-${index}`]));
    const matching = Array.from({ length: 60 }, (_, index) => aPolicy(`matching-${index}`, "allow", ["region", "northeast"]));

    const question = { subject: aUser(["region", "northeast"]), resource: dashboard };
    expect(explainAccess({ policies: missing }, question).rules).toHaveLength(50);
    const { rules, remedies } = explainAccess({ policies: [...missing, ...matching] }, question);
    expect(rules).toHaveLength(60);
    expect(rules.every((rule) => rule.isMatched)).toBe(true);
    expect(remedies).toEqual([]);
  });

  it("leaves out rules for other subject kinds, other actions, drafts and monitored policies", () => {
    const base = aPolicy("draft", "allow", ["region", "northeast"]);
    const policies: EnginePolicy[] = [
      { ...base, status: "draft" },
      { ...base, id: "monitor", status: "monitor" },
      { ...base, id: "analysis", targets: [{ subject: "analysis", match: "any" }] },
      { ...base, id: "edit", permissions: base.permissions.map((permission) => ({ ...permission, actions: ["edit"] })) },
    ];
    expect(explainAccess({ policies }, { subject: aUser(["region", "northeast"]), resource: dashboard }).rules).toEqual([]);
  });

  it("names the target that matched, or the nearest of those that did not", () => {
    const policy: EnginePolicy = {
      ...aPolicy("p", "allow", ["region", "south"]),
      targets: [
        { subject: "run_user", match: "id", id: "somebody-else" },
        { subject: "run_user", match: "tag", key: "region", value: "northeast" },
        { subject: "run_user", match: "tag", key: "region", value: "south" },
      ],
    };
    const indexFor = (region: string) =>
      explainAccess({ policies: [policy] }, { subject: aUser(["region", region]), resource: dashboard }).rules[0]?.targetIndex;
    expect([indexFor("Northeast"), indexFor("south")]).toEqual([1, 2]);
  });
});

describe("explain, where people inherit", () => {
  const staff: EngineGroup = { id: "staff", name: "Staff", parentId: null, rule: null, tags: tagList({ region: "northeast" }), roles: [] };
  const sales: EngineGroup = {
    id: "sales",
    name: "Sales",
    parentId: "staff",
    rule: { match: "all", tags: tagList({ team: "sales" }) },
    tags: [],
    roles: [],
  };
  const readDashboards: Permission = { effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } };
  const viewer: EngineRole = { id: "viewer", name: "Viewer", permissions: [readDashboards], includes: [] };
  const manager: EngineRole = { id: "manager", name: "Manager", permissions: [], includes: ["viewer"] };
  const policy = aPolicy("northeast", "allow", ["region", "northeast"]);

  it("names the groups on the way to a tag that is not the user's own", () => {
    const { rules } = explainAccess(
      { policies: [policy], groups: [staff, sales] },
      { subject: aUser(["team", "sales"]), resource: dashboard },
    );
    expect(rules[0]?.path).toEqual([
      { kind: "group", id: "sales", name: "Sales", via: "rule" },
      { kind: "group", id: "staff", name: "Staff", via: "group_below" },
    ]);
  });

  it("says nothing of groups where the user carries the tag too", () => {
    const subject = aUser(["team", "sales"], ["region", "northeast"]);
    expect(explainAccess({ policies: [policy], groups: [staff, sales] }, { subject, resource: dashboard }).rules[0]?.path).toEqual([]);
  });

  it("names a role as the source of its rules, and how it is held", () => {
    const holding = [{ roleId: "manager", conditions: {} }];
    const groups = [{ ...staff, roles: holding }];
    const ownWay = explainAccess({ roles: [viewer, manager] }, { subject: { ...aUser(), roles: holding }, resource: dashboard });
    const groupWay = explainAccess(
      { roles: [viewer, manager], groups },
      { subject: { ...aUser(), groups: ["staff"] }, resource: dashboard },
    );

    expect(ownWay.rules[0]).toMatchObject({ source: "role", policyId: "viewer", policyName: "Viewer", isMatched: true });
    expect(ownWay.rules[0]?.path).toEqual([{ kind: "role", id: "manager", name: "Manager" }]);
    expect(groupWay.rules[0]?.path).toEqual([
      { kind: "group", id: "staff", name: "Staff", via: "hand" },
      { kind: "role", id: "manager", name: "Manager" },
    ]);
  });

  it("tells a role that was never given from one that is given and not in force", () => {
    const missOf = (roles: RoleHolding[]) =>
      explainAccess({ roles: [viewer] }, { subject: { ...aUser(), roles }, resource: dashboard }).rules[0]?.nearMisses[0];
    const until = "2026-03-10T12:00:00.000Z";

    expect(missOf([])).toEqual({ side: "subject", miss: { kind: "role_not_held", roleId: "viewer", roleName: "Viewer" } });
    expect(missOf([{ roleId: "viewer", conditions: { until } }])).toEqual({
      side: "subject",
      miss: { kind: "role_not_in_force", roleId: "viewer", roleName: "Viewer", condition: "until", expected: until, actual: until },
    });
  });

  it("tells a group that is not joined", () => {
    const forStaff: EnginePolicy = { ...policy, targets: [{ subject: "run_user", match: "group", id: "staff" }] };
    const { rules, remedies } = explainAccess({ policies: [forStaff], groups: [staff] }, { subject: aUser(), resource: dashboard });
    expect(rules[0]?.nearMisses).toEqual([{ side: "subject", miss: { kind: "group_not_joined", groupId: "staff", groupName: "Staff" } }]);
    expect(remedies).toEqual([{ kind: "join_group", groupId: "staff", groupName: "Staff", policyId: "northeast" }]);
  });
});

describe("explain, where rules have conditions", () => {
  const base = aPolicy("northeast", "allow", ["region", "northeast"]);
  const question = { subject: aUser(["region", "northeast"]), resource: dashboard };

  it("names the condition that does not hold, with the value that was used", () => {
    const policies = [{ ...base, conditions: { addresses: ["192.0.2.0/24"], secondFactor: true as const } }];
    const { rules, reason } = explainAccess({ policies }, { ...question, circumstances: { ...atNoon, address: "198.51.100.7" } });

    expect(reason).toBe("no_policy_allows");
    expect(rules[0]).toMatchObject({ targetMatches: true, resourceMatches: true, conditionsHold: false, isMatched: false });
    expect(rules[0]?.nearMisses).toEqual(
      expect.arrayContaining([
        { side: "circumstances", miss: { kind: "condition", condition: "secondFactor", expected: "true", actual: "false" } },
        { side: "circumstances", miss: { kind: "condition", condition: "addresses", expected: "192.0.2.0/24", actual: "198.51.100.7" } },
      ]),
    );
  });

  it.each([
    [{ from: "2026-03-10T13:00:00.000Z" }, [{ kind: "wait_until", at: "2026-03-10T13:00:00.000Z", policyId: "northeast" }]],
    [{ secondFactor: true as const }, [{ kind: "use_second_factor", policyId: "northeast" }]],
    [{ trustedDevice: true as const }, [{ kind: "use_trusted_device", policyId: "northeast" }]],
    [{ secondFactor: true as const, trustedDevice: true as const }, []],
    [{ until: "2026-03-10T12:00:00.000Z" }, []],
  ])("offers what waiting or signing in better can change, and only if it suffices: %j", (conditions, remedies) => {
    expect(explainAccess({ policies: [{ ...base, conditions }] }, question).remedies).toEqual(remedies);
  });
});

describe("explain, where the tag is on the wrong object", () => {
  it("says so on the side where the rule looks for it", () => {
    const policies = [aPolicy("northeast", "allow", ["region", "northeast"])];
    const taggedTheDashboard = { ...dashboard, tags: tagList({ state: "NY", region: "northeast" }) };
    const taggedTheUser = { subject: aUser(["region", "northeast"], ["state", "NY"]), resource: { ...dashboard, tags: [] } };

    expect(explainAccess({ policies }, { subject: aUser(), resource: taggedTheDashboard }).rules[0]?.nearMisses).toEqual([
      { side: "subject", miss: { kind: "wrong_object", key: "region", expected: "northeast" } },
    ]);
    expect(explainAccess({ policies }, taggedTheUser).rules[0]?.nearMisses).toEqual([
      { side: "resource", miss: { kind: "wrong_object", key: "state", expected: "NY" } },
    ]);
  });
});
