/** What people read about where a user's tags, groups and roles come from. */
import { compilePolicies, inheritanceOf } from "@latchkey/engine";
import type { EngineGroup, EngineRole, Subject } from "@latchkey/engine";
import { expect, it } from "vitest";
import { atNoon, tagList } from "../test/questions.ts";

const staff: EngineGroup = { id: "staff", name: "Staff", parentId: null, rule: null, tags: tagList({ site: "north" }), roles: [] };
const sales: EngineGroup = {
  id: "sales",
  name: "Sales",
  parentId: "staff",
  rule: { match: "any", tags: tagList({ team: "sales" }) },
  tags: tagList({ customer: "acme" }),
  roles: [{ roleId: "manager", conditions: {} }],
};
const viewer: EngineRole = { id: "viewer", name: "Viewer", permissions: [], includes: [] };
const manager: EngineRole = { id: "manager", name: "Manager", permissions: [], includes: ["viewer"] };
const set = compilePolicies({ groups: [staff, sales], roles: [viewer, manager] });

const ended = { roleId: "viewer", conditions: { until: "2026-03-10T12:00:00.000Z" } };
const ann: Subject = { type: "run_user", id: "ann", tags: tagList({ team: "sales", site: "north" }), groups: ["staff"], roles: [ended] };

it("names every source of a tag", () => {
  expect(inheritanceOf(set, ann, atNoon).tags).toEqual([
    { key: "team", value: "sales", sources: [{ kind: "direct" }] },
    { key: "site", value: "north", sources: [{ kind: "direct" }, { kind: "group", groupId: "staff", groupName: "Staff" }] },
    { key: "customer", value: "acme", sources: [{ kind: "group", groupId: "sales", groupName: "Sales" }] },
  ]);
});

it("tells how the user came into a group: by hand, by its rule, or through a group below", () => {
  expect(inheritanceOf(set, ann, atNoon).groups).toEqual([
    { id: "staff", name: "Staff", sources: [{ kind: "direct" }, { kind: "group", groupId: "sales", groupName: "Sales" }] },
    { id: "sales", name: "Sales", sources: [{ kind: "rule", groupId: "sales", groupName: "Sales" }] },
  ]);
});

it("lists each assignment, in force or not, then the roles that come with others", () => {
  const { roles } = inheritanceOf(set, ann, atNoon);
  expect(roles).toEqual([
    { id: "viewer", name: "Viewer", isInForce: false, conditions: ended.conditions, holding: ended, sources: [{ kind: "direct" }] },
    {
      id: "manager",
      name: "Manager",
      isInForce: true,
      conditions: {},
      holding: sales.roles[0],
      sources: [{ kind: "group", groupId: "sales", groupName: "Sales" }],
    },
    {
      id: "viewer",
      name: "Viewer",
      isInForce: true,
      conditions: {},
      holding: null,
      sources: [{ kind: "role", roleId: "manager", roleName: "Manager" }],
    },
  ]);
  expect(roles[0]?.holding).toBe(ended);
});

it("gives an analysis its own tags and nothing else", () => {
  expect(inheritanceOf(set, { ...ann, type: "analysis" }, atNoon)).toEqual({
    tags: ann.tags.map((tag) => ({ ...tag, sources: [{ kind: "direct" }] })),
    groups: [],
    roles: [],
  });
});
