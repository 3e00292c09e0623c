export { BulkBar } from "./bulk-bar.tsx";
export { RecentBulkChanges } from "./recent-changes.tsx";
export { useBulkSelection } from "./use-bulk-selection.ts";
