import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { getObject, getResourceType, listObjects, listResourceTypes } from "./get-resource-type.ts";
import { deleteObject, saveObject, saveObjects } from "./save-objects.ts";
import { createResourceType, deleteResourceType, updateResourceType } from "./save-resource-type.ts";

const { resourceTypes } = apiRoutes;

export const resourceTypeRoutes = [
  on(resourceTypes.listResourceTypes, (ctx) => listResourceTypes(ctx)),
  on(resourceTypes.createResourceType, (ctx, { body }) => createResourceType(ctx, body)),
  on(resourceTypes.getResourceType, (ctx, { params }) => getResourceType(ctx, params.type)),
  on(resourceTypes.updateResourceType, (ctx, { params, body, ifMatch }) =>
    updateResourceType(ctx, { name: params.type, version: ifMatch ?? 0, body }),
  ),
  on(resourceTypes.deleteResourceType, (ctx, { params }) => deleteResourceType(ctx, params.type)),
  on(resourceTypes.listObjects, (ctx, { params, query }) => listObjects(ctx, { ...query, type: params.type })),
  on(resourceTypes.saveObjects, (ctx, { params, body }) => saveObjects(ctx, params.type, body.items)),
  on(resourceTypes.getObject, (ctx, { params }) => getObject(ctx, params.type, params.objectId)),
  on(resourceTypes.saveObject, (ctx, { params, body }) => saveObject(ctx, params.type, { ...body, id: params.objectId })),
  on(resourceTypes.deleteObject, (ctx, { params }) => deleteObject(ctx, params.type, params.objectId)),
];
