import { apiRoutes, oneOrMany, tagKey } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";

const { search, status, tag, source, lastSignIn, sort, limit, cursor } = apiRoutes.users.listUsers.query.shape;

/** State of the user list in the address; `column` names the tag keys shown as columns. */
export const usersSearch = keepValid({ search, status, tag, source, lastSignIn, sort, limit, cursor, column: oneOrMany(tagKey) });
export type UsersSearch = ReturnType<typeof usersSearch>;
export type PatchUsers = (patch: { [K in keyof UsersSearch]?: UsersSearch[K] | undefined }, options?: { isTyping?: boolean }) => void;

export const userTabs = ["overview", "tags", "access", "security", "activity", "mail"] as const;
export type UserTab = (typeof userTabs)[number];

export const userSearch = keepValid({ tab: oneOf(userTabs), cursor });
