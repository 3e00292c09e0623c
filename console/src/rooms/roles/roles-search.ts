import { apiRoutes } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";
import type { Field } from "../../shell/search-params.ts";

const { search, sort, limit, cursor } = apiRoutes.roles.listRoles.query.shape;

/** State of the role list in the address. */
export const rolesSearch = keepValid({ search, sort, limit, cursor });
export type RolesSearch = ReturnType<typeof rolesSearch>;

export const roleTabs = ["permissions", "holders", "edit", "versions", "activity"] as const;
export type RoleTab = (typeof roleTabs)[number];

const { from, to } = apiRoutes.policyVersions.comparePolicyVersions.query.shape;

/** State of a role's page: the open tab, which assignments are shown, and which versions are compared. */
export const roleSearch = keepValid({ tab: oneOf(roleTabs), state: apiRoutes.roles.listAssignments.query.shape.state, cursor, from, to });
export type RoleSearch = ReturnType<typeof roleSearch>;

/** Templates come from the server, so any short name may be one. */
const templateName: Field<string> = {
  safeParse: (value) => (typeof value === "string" && value.length <= 100 ? { success: true, data: value } : { success: false }),
};

export const newRoleSearch = keepValid({ template: templateName });
