export { changeOwnPassword } from "./change-password.ts";
export { checkPassword, lockCheckedUser } from "./check-password.ts";
export { createAuditedPasswordLink, createPasswordLink } from "./create-password-link.ts";
export { createUserWithCredential, type NewUserWithCredential } from "./create-user-with-credential.ts";
export { listenToUsers as listenToUsersForCredentials } from "./credentials.listeners.ts";
export { credentialRoutes } from "./credentials.routes.ts";
export { hashNewPassword } from "./hash-new-password.ts";
export { redeemPasswordLink } from "./redeem-password-link.ts";
export { storePassword } from "./store-password.ts";
