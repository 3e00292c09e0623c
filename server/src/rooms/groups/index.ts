export { listenToUsers as listenToUsersForGroups } from "./groups.listeners.ts";
export { listAllGroups } from "./get-group.ts";
export { revertDueGroups } from "./revert-group.ts";
export { createGroup, deleteGroup, updateGroup } from "./save-group.ts";
export { listGroupsToRename, renameInGroups } from "./rename-in-groups.ts";
export { groupRoutes } from "./groups.routes.ts";
export { type NestedGroup } from "./groups.rules.ts";
export { findGroup, listGroupRemovalsSince, listGroupsSince, listNestedGroups, touchGroup, type GroupRow } from "./groups.store.ts";
