import { expect, test } from "vitest";
import type { PolicyBody } from "@latchkey/contract";
import { diffPolicies, mergePolicies } from "./merge-policies.ts";

const level = { subject: "run_user", match: "tag", key: "level", value: "supervisor" } as const;
const region = { subject: "run_user", match: "tag", key: "region", value: "northeast" } as const;
const site = { subject: "run_user", match: "tag", key: "site", value: "boston" } as const;
const anyDashboard = { effect: "allow" as const, actions: ["access"], resource: { type: "dashboard" as const, match: "any" as const } };

const base: PolicyBody = {
  name: "Supervisors",
  description: "",
  status: "active",
  tags: [],
  conditions: {},
  targets: [level],
  permissions: [anyDashboard],
};

test("each side's change of another field survives", () => {
  const merge = mergePolicies(base, { ...base, name: "Mine" }, { ...base, status: "draft" });

  expect(merge).toEqual({ merged: { ...base, name: "Mine", status: "draft" }, collisions: [] });
});

test("of a field that both changed, mine is kept and reported", () => {
  const merge = mergePolicies(base, { ...base, name: "Mine" }, { ...base, name: "Theirs" });

  expect(merge.merged.name).toBe("Mine");
  expect(merge.collisions).toEqual(["name"]);
});

test("the same change on both sides is no collision", () => {
  const both = { ...base, name: "Same", targets: [level, region] };

  expect(mergePolicies(base, both, both)).toEqual({ merged: both, collisions: [] });
});

test("targets added by both sides are all there", () => {
  const merge = mergePolicies(base, { ...base, targets: [level, region] }, { ...base, targets: [level, site] });

  expect(merge.merged.targets).toEqual([level, site, region]);
  expect(merge.collisions).toEqual(["targets"]);
});

test("a target that they removed stays removed, and one that I removed too", () => {
  const wide = { ...base, targets: [level, region, site] };

  const merge = mergePolicies(wide, { ...wide, targets: [level, site] }, { ...wide, targets: [region, site] });

  expect(merge.merged.targets).toEqual([site]);
});

test("a permission that they made a deny is not turned back by my untouched copy", () => {
  const denied = { ...anyDashboard, effect: "deny" as const };

  const merge = mergePolicies(base, { ...base, description: "why" }, { ...base, permissions: [denied] });

  expect(merge.merged.permissions).toEqual([denied]);
});

test("the differences name what was added, removed and changed", () => {
  const after = { ...base, status: "draft" as const, targets: [region], tags: [{ key: "team", value: "a" }] };

  expect(diffPolicies(base, after)).toEqual([
    { field: "status", before: "active", after: "draft" },
    { field: "targets", kind: "removed", item: level },
    { field: "targets", kind: "added", item: region },
    { field: "tags", kind: "added", item: { key: "team", value: "a" } },
  ]);
});

test("another order of rows, fields or actions is no difference", () => {
  const one = { ...base, targets: [level, region], permissions: [{ ...anyDashboard, actions: ["access", "edit"] }] };
  const other = {
    ...base,
    targets: [region, { value: "supervisor", key: "level", match: "tag", subject: "run_user" } as const],
    permissions: [{ ...anyDashboard, actions: ["edit", "access"] }],
  };

  expect(diffPolicies(one, other)).toEqual([]);
});
