export { bulkTagRoutes } from "./bulk-tags.routes.ts";
export { deleteOldPatches } from "./delete-old-patches.ts";
export { runBulkTags } from "./run-bulk-tags.ts";
