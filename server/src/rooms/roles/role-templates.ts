import type { Conditions, Permission, RoleTemplate } from "@latchkey/contract";

/** Starting points as data. Tag keys and values are examples that whoever uses one replaces with their own. */
export const roleTemplates: RoleTemplate[] = [
  template("department", "department-member", {
    name: "Department member",
    description: "Opens the dashboards of one's own department.",
    permissions: [allow("dashboard", ["access", "export"], { match: "tag_match", key: "department" })],
  }),
  template("department", "department-lead", {
    name: "Department lead",
    description: "Looks after dashboards, devices and people of one's own department.",
    permissions: [
      allow("dashboard", ["access", "export", "edit", "share", "arrangement"], { match: "tag_match", key: "department" }),
      allow("device", ["access", "get_data", "send_data", "export_data"], { match: "tag_match", key: "department" }),
      allow("run_user", ["access", "edit"], { match: "tag_match", key: "department" }),
    ],
  }),
  template("customer_tier", "basic-customer", {
    name: "Basic customer",
    description: "Opens the dashboards that every customer gets.",
    permissions: [allow("dashboard", ["access"], { match: "tag", key: "tier", value: "basic" })],
  }),
  template("customer_tier", "premium-customer", {
    name: "Premium customer",
    description: "Opens basic and premium dashboards and downloads data and reports.",
    permissions: [
      allow("dashboard", ["access", "export"], { match: "tag", key: "tier", value: "basic" }),
      allow("dashboard", ["access", "export", "arrangement"], { match: "tag", key: "tier", value: "premium" }),
      allow("report", ["access", "export"], { match: "tag", key: "tier", value: "premium" }),
    ],
  }),
  template("region", "regional-operator", {
    name: "Regional operator",
    description: "Works with the dashboards and devices of one's own region.",
    permissions: [
      allow("dashboard", ["access", "export"], { match: "tag_match", key: "region" }),
      allow("widget", ["access", "send_data"], { match: "tag_match", key: "region" }),
      allow("device", ["access", "get_data", "send_data"], { match: "tag_match", key: "region" }),
    ],
  }),
  template("region", "regional-manager", {
    name: "Regional manager",
    description: "Looks after dashboards, devices and people of one's own region.",
    permissions: [
      allow("dashboard", ["access", "export", "edit", "share"], { match: "tag_match", key: "region" }),
      allow("device", ["access", "get_data", "send_data", "edit_data", "export_data", "edit"], { match: "tag_match", key: "region" }),
      allow("run_user", ["access", "create", "edit", "set_password"], { match: "tag_match", key: "region" }),
    ],
  }),
  template("project", "project-visitor", {
    name: "Project visitor",
    description: "For guests of a project, in working hours. Give it with an end: the assignment then stops by itself.",
    permissions: [allow("dashboard", ["access"], { match: "tag", key: "project", value: "example" })],
    conditions: { hours: { timeZone: "UTC", windows: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }], holidays: [] } },
  }),
  template("project", "project-contractor", {
    name: "Project contractor",
    description: "For people who work on a project for a while and who prove a second factor. Give it with an end.",
    permissions: [
      allow("dashboard", ["access", "export"], { match: "tag", key: "project", value: "example" }),
      allow("device", ["access", "get_data", "send_data"], { match: "tag", key: "project", value: "example" }),
    ],
    conditions: { secondFactor: true },
  }),
];

type Selector = { match: "tag_match"; key: string } | { match: "tag"; key: string; value: string };

function allow(type: string, actions: string[], selector: Selector): Permission {
  return { effect: "allow", actions, resource: { type, ...selector } };
}

type Outline = Pick<RoleTemplate["role"], "name" | "description" | "permissions"> & { conditions?: Conditions };

function template(kind: RoleTemplate["kind"], id: string, outline: Outline): RoleTemplate {
  return { id, kind, role: { includes: [], conditions: {}, ...outline } };
}
