/** What other rooms use of security. */
export { LoginAsDialog } from "./login-as-dialog.tsx";
export { PersonSecurity } from "./person-security.tsx";
export { RoleRestrictionsDialog, TokenRestrictionsDialog } from "./restrictions-dialog.tsx";
export { ThingRestrictions } from "./thing-restrictions.tsx";
export { administratorAsPerson, userAsPerson } from "./person.ts";
export { SecuritySettings } from "./security-settings.tsx";
