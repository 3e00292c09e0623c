import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import { getTagKey, listTagKeyEntries } from "./get-tag-keys.ts";
import { registerTagKey, unregisterTagKey, updateTagKey } from "./register-tag-key.ts";

const { tagKeys } = apiRoutes;

export const tagKeyRoutes: RouteEntry[] = [
  on(tagKeys.listRegisteredTagKeys, (ctx, { query }) => listTagKeyEntries(ctx, query)),
  on(tagKeys.registerTagKey, (ctx, { body }) => registerTagKey(ctx, body)),
  on(tagKeys.getRegisteredTagKey, (ctx, { params }) => getTagKey(ctx, params.tagKeyId)),
  on(tagKeys.updateRegisteredTagKey, (ctx, { params, body, ifMatch }) =>
    updateTagKey(ctx, { tagKeyId: params.tagKeyId, version: ifMatch ?? 0, body }),
  ),
  on(tagKeys.unregisterTagKey, (ctx, { params }) => unregisterTagKey(ctx, params.tagKeyId)),
];
