import { builtInRoleIds, type BuiltInRole, type Permission } from "@latchkey/contract";

export interface BuiltInRoleDefinition {
  id: string;
  builtIn: BuiltInRole;
  name: string;
  description: string;
  permissions: Permission[];
}

const notificationActions = ["access_notification", "create_notification", "edit_notification", "delete_notification"];

/**
 * The roles that come with every profile, as data. A right added here is held from the next start on by everybody who
 * holds the role. They are the same in every profile and have no rows.
 */
export const builtInRoles: readonly BuiltInRoleDefinition[] = [
  define("owner", "Owner", "Everything, billing included.", [...administratorPermissions(), allow("billing", ["access", "edit"])]),
  define("administrator", "Administrator", "Everything but changes of billing.", [
    ...administratorPermissions(),
    allow("billing", ["access"]),
  ]),
  define("user_manager", "User manager", "People and their tags, passwords and roles; reads policies and the audit log.", [
    allow("run_user", ["access", "create", "edit", "delete", "set_password", "edit_tags", ...notificationActions]),
    allow("access_management", ["access"]),
    allow("audit_log", ["access"]),
  ]),
  define("auditor", "Auditor", "Reads everything, exports the audit log, changes nothing.", [
    allow("dashboard", ["access"]),
    allow("widget", ["access"]),
    allow("device", ["access", "get_data"]),
    allow("report", ["access"]),
    allow("analysis", ["access"]),
    allow("run_user", ["access"]),
    allow("access_management", ["access"]),
    allow("profile", ["access"]),
    allow("audit_log", ["access", "export"]),
    allow("billing", ["access"]),
    allow("analytics", ["access"]),
  ]),
  define("viewer", "Viewer", "Opens every dashboard and downloads what it shows.", [allow("dashboard", ["access", "export"])]),
];

const byId = new Map(builtInRoles.map((role) => [role.id, role]));

export function findBuiltInRole(roleId: string): BuiltInRoleDefinition | undefined {
  return byId.get(roleId);
}

function administratorPermissions(): Permission[] {
  return [
    allow("dashboard", ["access", "arrangement", "export", "share", "create", "edit", "delete"]),
    allow("widget", ["access", "send_data"]),
    allow("device", [
      "access",
      "get_data",
      "send_data",
      "edit_data",
      "delete_data",
      "export_data",
      "create",
      "edit",
      "delete",
      "token_access",
    ]),
    allow("report", ["access", "create", "export"]),
    allow("analysis", ["access", "create", "edit", "delete", "run_analysis"]),
    allow("run_user", ["access", "create", "edit", "delete", "set_password", "edit_tags", "login_as_user", ...notificationActions]),
    allow("access_management", ["access", "create", "edit", "delete"]),
    allow("profile", ["access", "edit"]),
    allow("audit_log", ["access", "export"]),
    allow("analytics", ["access"]),
  ];
}

function define(builtIn: BuiltInRole, name: string, description: string, permissions: Permission[]): BuiltInRoleDefinition {
  return { id: builtInRoleIds[builtIn], builtIn, name, description, permissions };
}

function allow(type: string, actions: string[]): Permission {
  return { effect: "allow", actions, resource: { type, match: "any" } };
}
