/** A rule that can never fire is named with its place and the reason; living rules are left alone. */
import { findCatalogueAction } from "@latchkey/contract";
import type { Permission, SubjectType, Target } from "@latchkey/contract";
import { compilePolicies, decide, findDeadRolePermissions, findDeadRules } from "@latchkey/engine";
import type { EnginePolicy } from "@latchkey/engine";
import { describe, expect, it } from "vitest";
import { atNoon } from "../test/questions.ts";
import { catalogue } from "../test/world.ts";

const anyUser: Target = { subject: "run_user", match: "any" };
const anyAnalysis: Target = { subject: "analysis", match: "any" };
const accessDashboards: Permission = { effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } };

it("finds nothing in the four reference examples", () => {
  const bulkUpload: Permission = { effect: "allow", actions: ["create"], resource: { type: "device", match: "any" } };
  expect(findDeadRules({ targets: [anyUser], permissions: [accessDashboards] }, catalogue)).toEqual([]);
  expect(findDeadRules({ targets: [anyAnalysis], permissions: [bulkUpload] }, catalogue)).toEqual([]);
});

it.each([
  {
    promise: "an action the resource does not have",
    targets: [anyAnalysis],
    permissions: [{ ...accessDashboards, actions: ["access", "get_data"] }],
    dead: {
      path: "permissions.0.actions.1",
      message: /"get_data" is not an action of a dashboard; choose access, arrangement, .*, or delete/,
    },
  },
  {
    promise: "creating something by its id",
    targets: [anyAnalysis],
    permissions: [{ effect: "allow", actions: ["create"], resource: { type: "device", match: "id", id: "5f5a8f3351d4db99c40dee01" } }],
    dead: { path: "permissions.0.actions.0", message: /"create" cannot name a device by its id/ },
  },
  {
    promise: "an action nobody among the targets can be granted",
    targets: [anyAnalysis],
    permissions: [{ effect: "allow", actions: ["open"], resource: { type: "ticket", match: "any" } }],
    dead: {
      path: "permissions.0.actions.0",
      message: /"open" on "ticket" can be granted to a run user or an administrator only, and the targets of this policy name an analysis/,
    },
  },
  {
    promise: "a target for which the policy holds nothing",
    targets: [anyUser, anyAnalysis],
    permissions: [{ effect: "allow", actions: ["open"], resource: { type: "ticket", match: "any" } }],
    dead: { path: "targets.1", message: /Nothing in this policy can be granted to an analysis/ },
  },
  {
    promise: "a type that the profile does not have",
    targets: [anyUser],
    permissions: [accessDashboards, { effect: "allow", actions: ["open"], resource: { type: "invoice", match: "any" } }],
    dead: { path: "permissions.1.resource.type", message: /"invoice" is not a resource type of this profile/ },
  },
  {
    promise: "finding by a tag what exists once",
    targets: [anyUser],
    permissions: [{ effect: "allow", actions: ["edit"], resource: { type: "profile", match: "tag", key: "site", value: "north" } }],
    dead: { path: "permissions.0.actions.0", message: /"edit" on the profile cannot be matched this way/ },
  },
  {
    promise: "a group of administrators",
    targets: [anyUser, { subject: "administrator", match: "group", id: "staff" }],
    permissions: [accessDashboards],
    dead: { path: "targets.1", message: /Only run users are members of groups/ },
  },
  {
    promise: "a role of analyses",
    targets: [anyUser, { subject: "analysis", match: "role", id: "viewer" }],
    permissions: [accessDashboards],
    dead: { path: "targets.1", message: /Only run users and administrators hold roles/ },
  },
  {
    promise: "the same target twice",
    targets: [anyUser, { match: "any", subject: "run_user" }],
    permissions: [accessDashboards],
    dead: { path: "targets.1", message: /says the same as target 1/ },
  },
  {
    promise: "the same permission twice",
    targets: [anyAnalysis],
    permissions: [
      { ...accessDashboards, actions: ["access", "edit"] },
      { ...accessDashboards, actions: ["edit", "access"] },
    ],
    dead: { path: "permissions.1", message: /says the same as permission 1/ },
  },
  { promise: "no targets", targets: [], permissions: [accessDashboards], dead: { path: "targets", message: /Add at least one target/ } },
  { promise: "no permissions", targets: [anyUser], permissions: [], dead: { path: "permissions", message: /Add at least one permission/ } },
  {
    promise: "no actions",
    targets: [anyUser],
    permissions: [{ ...accessDashboards, actions: [] }],
    dead: { path: "permissions.0.actions", message: /Choose at least one action/ },
  },
] satisfies { promise: string; targets: Target[]; permissions: Permission[]; dead: { path: string; message: RegExp } }[])(
  "refuses $promise",
  ({ targets, permissions, dead }) => {
    expect(findDeadRules({ targets, permissions }, catalogue)).toEqual([{ path: dead.path, message: expect.stringMatching(dead.message) }]);
  },
);

it("an allow and a deny of the same resource are not repeats", () => {
  const permissions: Permission[] = [accessDashboards, { ...accessDashboards, effect: "deny" }];
  expect(findDeadRules({ targets: [anyUser], permissions }, catalogue)).toEqual([]);
});

describe("permissions of a role", () => {
  it("may name whatever a run user or an administrator can be granted, or nothing at all", () => {
    const openTickets: Permission = { effect: "allow", actions: ["open"], resource: { type: "ticket", match: "any" } };
    expect(findDeadRolePermissions([], catalogue)).toEqual([]);
    expect(findDeadRolePermissions([accessDashboards, openTickets], catalogue)).toEqual([]);
  });

  it("are refused where they can never fire", () => {
    const onlyAnalyses = { ...catalogue, probe: { run: { subjects: ["analysis"], matchForms: ["any"], category: "features" } } } as const;
    const run: Permission = { effect: "allow", actions: ["run", "fly"], resource: { type: "probe", match: "any" } };
    expect(findDeadRolePermissions([run, accessDashboards, accessDashboards], onlyAnalyses).map((rule) => rule.path)).toEqual([
      "permissions.0.actions.0",
      "permissions.0.actions.1",
      "permissions.2",
    ]);
  });
});

/** Every subject kind with every action and form of the catalogue: reported exactly when no question can ever be allowed by it. */
it("calls a rule dead exactly when the engine never fires it", () => {
  const rules = everySingleRule();
  expect(rules.length).toBeGreaterThan(150);
  const wronglyJudged = rules.filter((rule) => {
    const isDead = findDeadRules(rule, catalogue).length > 0;
    return isDead === canFire(rule);
  });
  expect(wronglyJudged).toEqual([]);
});

function everySingleRule(): EnginePolicy[] {
  const subjects: SubjectType[] = ["run_user", "analysis", "administrator"];
  const forms: Permission["resource"]["match"][] = ["any", "id", "tag", "tag_match"];
  const actions = Object.entries({ ...catalogue, invoice: {} }).flatMap(([type, known]) =>
    [...Object.keys(known), "fly"].map((action) => ({ type, action })),
  );
  return subjects.flatMap((subject) => forms.flatMap((match) => actions.map((each) => singleRule(subject, { ...each, match }))));
}

function singleRule(subject: SubjectType, rule: { type: string; action: string; match: Permission["resource"]["match"] }): EnginePolicy {
  const { type, action, match } = rule;
  const operands = { any: {}, id: { id: "thing" }, tag: { key: "k", value: "v" }, tag_match: { key: "k" } }[match];
  const resource = { type, match, ...operands } as Permission["resource"];
  const targets: Target[] = [{ subject, match: "any" }];
  return {
    id: "p",
    name: "P",
    status: "active",
    targets,
    permissions: [{ effect: "allow", actions: [action], resource }],
  };
}

/** Asks on behalf of the most willing subject about the most willing resource. */
function canFire(policy: EnginePolicy): boolean {
  const [target, permission] = [policy.targets[0], policy.permissions[0]];
  const action = permission?.actions[0] ?? "";
  if (target === undefined || permission === undefined) return false;

  const tags = [{ key: "k", value: "v" }];
  const isNew = action === "create" || findCatalogueAction(catalogue, permission.resource.type, action) === undefined;
  const resource = { type: permission.resource.type, id: isNew ? null : "thing", tags };
  const set = compilePolicies({ policies: [policy], catalogue });
  return decide(set, { subject: { type: target.subject, id: "somebody", tags }, action, resource, circumstances: atNoon }) === "allow";
}
