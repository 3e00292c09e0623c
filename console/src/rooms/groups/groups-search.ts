import { apiRoutes } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";

const { search, limit, cursor } = apiRoutes.groups.listGroups.query.shape;

/** State of the group list in the address. */
export const groupsSearch = keepValid({ search, limit, cursor });
export type GroupsSearch = ReturnType<typeof groupsSearch>;

export const groupTabs = ["members", "details", "roles", "versions", "activity"] as const;
export type GroupTab = (typeof groupTabs)[number];

const { from, to } = apiRoutes.policyVersions.comparePolicyVersions.query.shape;

/** State of a group's page: the open tab, the search among members, and which versions are compared. */
export const groupSearch = keepValid({ tab: oneOf(groupTabs), search, cursor, from, to });
export type GroupSearch = ReturnType<typeof groupSearch>;
