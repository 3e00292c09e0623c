export { approveUser } from "./approve-user.ts";
export { createAnonymousUser } from "./create-anonymous-user.ts";
export { createUser } from "./create-user.ts";
export { listUsers } from "./get-user.ts";
export { listTagKeys } from "./list-tags.ts";
export { joinGroup, leaveAllGroups, leaveGroup, lockLivingUsers, noteRole, type UserInGroups } from "./joined-groups.store.ts";
export { deleteUser } from "./delete-user.ts";
export { purgeDeletedUsers } from "./purge-deleted-users.ts";
export { purgeUnconfirmedUsers } from "./purge-unconfirmed-users.ts";
export { reinstateUser, suspendUser } from "./suspend-user.ts";
export { toUser, userKind, userObject } from "./to-user.ts";
export { updateUser } from "./update-user.ts";
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
  selectUserIds,
  noteSignIn,
  updateUserRow,
  type UserRow,
} from "./users.store.ts";
