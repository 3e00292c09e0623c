import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { assignRole, endAssignment } from "./assign-role.ts";
import { getRole, listRoles } from "./get-role.ts";
import { listAssignments } from "./list-assignments.ts";
import { roleTemplates } from "./role-templates.ts";
import { getRoleVersion, listRoleVersions, restoreRoleVersion } from "./role-versions.ts";
import { confirmRole } from "./revert-role.ts";
import { createRole, deleteRole, updateRole } from "./save-role.ts";

const { roles } = apiRoutes;

export const roleRoutes = [
  on(roles.listRoles, (ctx, { query }) => listRoles(ctx, query)),
  on(roles.listRoleTemplates, async () => ({ items: roleTemplates })),
  on(roles.createRole, (ctx, { body }) => createRole(ctx, body)),
  on(roles.getRole, (ctx, { params }) => getRole(ctx, params.roleId)),
  on(roles.updateRole, (ctx, { params, body, ifMatch }) => updateRole(ctx, { roleId: params.roleId, version: ifMatch ?? 0, body })),
  on(roles.deleteRole, (ctx, { params, query }) => deleteRole(ctx, params.roleId, query)),
  on(roles.confirmRole, (ctx, { params }) => confirmRole(ctx, params.roleId)),
  on(roles.listRoleVersions, (ctx, { params, query }) => listRoleVersions(ctx, { ...query, ...params })),
  on(roles.getRoleVersion, (ctx, { params }) => getRoleVersion(ctx, params)),
  on(roles.restoreRoleVersion, (ctx, { params, body, ifMatch }) =>
    restoreRoleVersion(ctx, { ...body, ...params, currentVersion: ifMatch ?? 0 }),
  ),
  on(roles.listAssignments, (ctx, { query }) => listAssignments(ctx, query)),
  on(roles.assignRole, (ctx, { body }) => assignRole(ctx, body)),
  on(roles.endAssignment, (ctx, { params, body }) => endAssignment(ctx, params.assignmentId, body)),
];
