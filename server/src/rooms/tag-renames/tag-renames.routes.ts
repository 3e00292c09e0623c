import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import { applyTagRename, previewTagRename } from "./rename-tag.ts";

const { tagKeys } = apiRoutes;

export const tagRenameRoutes: RouteEntry[] = [
  on(tagKeys.previewTagRename, (ctx, { body }) => previewTagRename(ctx, body)),
  on(tagKeys.renameTag, (ctx, { body }) => applyTagRename(ctx, body)),
];
