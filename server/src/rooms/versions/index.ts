export { compareBodies, type Describe } from "./compare-bodies.ts";
export { findLatestVersion, findVersion, listDeleted, listVersions, listVersionsAsOf, type StoredVersion } from "./get-versions.ts";
export { nothingPending, revertColumns, revertReason, toPendingRevert, type RevertColumns } from "./pending-revert.ts";
export { recordVersion, type NewVersion } from "./record-version.ts";
export { revertDue } from "./revert-due.ts";
export type { VersionedRef } from "./versions.store.ts";
export type { VersionedType } from "./versions.tables.ts";
