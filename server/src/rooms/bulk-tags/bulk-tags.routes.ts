import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import type { PolicySets } from "../access/index.ts";
import { getBulkTags, listBulkTags } from "./get-bulk-tags.ts";
import { previewBulkTags } from "./preview-bulk-tags.ts";
import { startBulkTags } from "./start-bulk-tags.ts";
import { undoBulkTags } from "./undo-bulk-tags.ts";

const { bulkTags } = apiRoutes;

export function bulkTagRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(bulkTags.previewBulkTags, (ctx, { body }) => previewBulkTags(ctx, policySets, body)),
    on(bulkTags.startBulkTags, (ctx, { body }) => startBulkTags(ctx, policySets, body)),
    on(bulkTags.listBulkTags, (ctx, { query }) => listBulkTags(ctx, query)),
    on(bulkTags.getBulkTags, (ctx, { params }) => getBulkTags(ctx, params.bulkTagJobId)),
    on(bulkTags.undoBulkTags, (ctx, { params, body }) => undoBulkTags(ctx, params.bulkTagJobId, body.reason)),
  ];
}
