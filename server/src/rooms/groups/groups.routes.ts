import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { confirmGroup } from "./revert-group.ts";
import { changeGroupMembers } from "./change-members.ts";
import { getGroup, listGroups } from "./get-group.ts";
import { getGroupVersion, listGroupVersions, restoreGroupVersion } from "./group-versions.ts";
import { listGroupMembers } from "./list-members.ts";
import { createGroup, deleteGroup, updateGroup } from "./save-group.ts";

const { groups } = apiRoutes;

export const groupRoutes = [
  on(groups.listGroups, (ctx, { query }) => listGroups(ctx, query)),
  on(groups.createGroup, (ctx, { body }) => createGroup(ctx, body)),
  on(groups.getGroup, (ctx, { params }) => getGroup(ctx, params.groupId)),
  on(groups.updateGroup, (ctx, { params, body, ifMatch }) => updateGroup(ctx, { groupId: params.groupId, version: ifMatch ?? 0, body })),
  on(groups.deleteGroup, (ctx, { params, query }) => deleteGroup(ctx, params.groupId, query)),
  on(groups.confirmGroup, (ctx, { params }) => confirmGroup(ctx, params.groupId)),
  on(groups.listGroupVersions, (ctx, { params, query }) => listGroupVersions(ctx, { ...query, ...params })),
  on(groups.getGroupVersion, (ctx, { params }) => getGroupVersion(ctx, params)),
  on(groups.restoreGroupVersion, (ctx, { params, body, ifMatch }) =>
    restoreGroupVersion(ctx, { ...body, ...params, currentVersion: ifMatch ?? 0 }),
  ),
  on(groups.listGroupMembers, (ctx, { params, query }) => listGroupMembers(ctx, params.groupId, query)),
  on(groups.changeGroupMembers, (ctx, { params, body }) => changeGroupMembers(ctx, params.groupId, body)),
];
