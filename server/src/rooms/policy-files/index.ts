export { applyAccess } from "./apply-access.ts";
export { exportAccess } from "./export-access.ts";
export { policyToFile } from "./file-policies.ts";
export { collectMentions, listByName, namesOf } from "./name-book.ts";
export { findFileProblems } from "./file.rules.ts";
export { planAccess } from "./plan-access.ts";
export { policyFileRoutes } from "./policy-files.routes.ts";
