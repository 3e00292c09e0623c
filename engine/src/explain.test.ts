/** What a person reads first, and how much of it. */
import { compilePolicies, explain } from "@latchkey/engine";
import type { EnginePolicy, Resource, Subject } from "@latchkey/engine";
import { describe, expect, it } from "vitest";

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
    const set = compilePolicies([
      aPolicy("1-other", "allow", ["region", "south"]),
      aPolicy("2-case", "allow", ["region", "Northeast"]),
      aPolicy("3-allow", "allow", ["region", "northeast"]),
      aPolicy("4-deny", "deny", ["region", "northeast"]),
    ]);
    const { decision, reason, rules } = explain(set, aUser(["region", "northeast"]), "access", dashboard);

    expect([decision, reason]).toEqual(["deny", "denied_by_policy"]);
    expect(rules.map((rule) => rule.policyId)).toEqual(["4-deny", "3-allow", "2-case", "1-other"]);
  });

  it("finds the deliberate mistake of the example profile and says how to mend it", () => {
    const set = compilePolicies([aPolicy("northeast", "allow", ["region", "northeast"])]);
    const { rules, remedies, reason } = explain(set, aUser(["region", "Northeast"]), "access", dashboard);

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

    expect(explain(compilePolicies(missing), aUser(["region", "northeast"]), "access", dashboard).rules).toHaveLength(50);
    const { rules, remedies } = explain(compilePolicies([...missing, ...matching]), aUser(["region", "northeast"]), "access", dashboard);
    expect(rules).toHaveLength(60);
    expect(rules.every((rule) => rule.isMatched)).toBe(true);
    expect(remedies).toEqual([]);
  });

  it("leaves out rules for other subject kinds, other actions and drafts", () => {
    const base = aPolicy("draft", "allow", ["region", "northeast"]);
    const set = compilePolicies([
      { ...base, status: "draft" },
      { ...base, id: "analysis", targets: [{ subject: "analysis", match: "any" }] },
      { ...base, id: "edit", permissions: base.permissions.map((permission) => ({ ...permission, actions: ["edit"] })) },
    ]);
    expect(explain(set, aUser(["region", "northeast"]), "access", dashboard).rules).toEqual([]);
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
    expect(explain(compilePolicies([policy]), aUser(["region", "Northeast"]), "access", dashboard).rules[0]?.targetIndex).toBe(1);
    expect(explain(compilePolicies([policy]), aUser(["region", "south"]), "access", dashboard).rules[0]?.targetIndex).toBe(2);
  });
});
