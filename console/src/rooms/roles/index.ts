/** What other rooms use of roles. */
export { AssignRoleDialog } from "./assign-role-dialog.tsx";
export { AssignmentsPanel } from "./assignments-panel.tsx";
export { PoliciesTargeting } from "./policies-targeting.tsx";
