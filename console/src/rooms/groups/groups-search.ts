import { apiRoutes } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";

const { search, limit, cursor } = apiRoutes.groups.listGroups.query.shape;

/** State of the group list in the address. */
export const groupsSearch = keepValid({ search, limit, cursor });
export type GroupsSearch = ReturnType<typeof groupsSearch>;

export const groupTabs = ["members", "details", "roles", "activity"] as const;
export type GroupTab = (typeof groupTabs)[number];

/** State of a group's page: the open tab, and the search among members. */
export const groupSearch = keepValid({ tab: oneOf(groupTabs), search, cursor });
export type GroupSearch = ReturnType<typeof groupSearch>;
