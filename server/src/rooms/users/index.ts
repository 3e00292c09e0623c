export { createUser } from "./create-user.ts";
export { listUsers } from "./get-user.ts";
export { joinGroup, leaveAllGroups, leaveGroup, lockLivingUsers, noteRole, type UserInGroups } from "./joined-groups.store.ts";
export { purgeDeletedUsers } from "./purge-deleted-users.ts";
export { suspendUser } from "./suspend-user.ts";
export { toUser, userKind, userObject } from "./to-user.ts";
export { userErrors } from "./users.errors.ts";
export { userRoutes } from "./users.routes.ts";
export {
  countUsersByStatus,
  findAnonymousUser,
  findUser,
  findUserByEmail,
  findUserForUpdate,
  insertUser,
  listTagKeysOfUsers,
  readUsersInBatches,
  updateUserRow,
  type UserRow,
} from "./users.store.ts";
