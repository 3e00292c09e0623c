import { apiRoutes } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";
import type { Field } from "../../shell/search-params.ts";

const { search, sort, limit, cursor } = apiRoutes.roles.listRoles.query.shape;

/** State of the role list in the address. */
export const rolesSearch = keepValid({ search, sort, limit, cursor });
export type RolesSearch = ReturnType<typeof rolesSearch>;

export const roleTabs = ["permissions", "holders", "edit", "activity"] as const;
export type RoleTab = (typeof roleTabs)[number];

/** State of a role's page: the open tab, and which assignments are shown. */
export const roleSearch = keepValid({ tab: oneOf(roleTabs), state: apiRoutes.roles.listAssignments.query.shape.state, cursor });
export type RoleSearch = ReturnType<typeof roleSearch>;

/** Templates come from the server, so any short name may be one. */
const templateName: Field<string> = {
  safeParse: (value) => (typeof value === "string" && value.length <= 100 ? { success: true, data: value } : { success: false }),
};

export const newRoleSearch = keepValid({ template: templateName });
