import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { approveUser, rejectUser } from "./approve-user.ts";
import { createAnonymousUser } from "./create-anonymous-user.ts";
import { deleteUser, restoreUser } from "./delete-user.ts";
import { getUser } from "./get-user.ts";
import { listTagKeys, listTagValues } from "./list-tags.ts";
import { reinstateUser, suspendUser } from "./suspend-user.ts";
import { updateUser } from "./update-user.ts";

const { users } = apiRoutes;

export const userRoutes = [
  on(users.getUser, (ctx, { params }) => getUser(ctx, params.userId)),
  on(users.updateUser, (ctx, { params, body }) => updateUser(ctx, params.userId, body)),
  on(users.suspendUser, (ctx, { params, body }) => suspendUser(ctx, params.userId, body.reason)),
  on(users.approveUser, (ctx, { params }) => approveUser(ctx, params.userId)),
  on(users.rejectUser, (ctx, { params, body }) => rejectUser(ctx, params.userId, body.reason)),
  on(users.reinstateUser, (ctx, { params }) => reinstateUser(ctx, params.userId)),
  on(users.deleteUser, (ctx, { params }) => deleteUser(ctx, params.userId)),
  on(users.restoreUser, (ctx, { params }) => restoreUser(ctx, params.userId)),
  on(users.createAnonymousUser, (ctx, { body }) => createAnonymousUser(ctx, body)),
  on(users.listTagKeys, (ctx, { query }) => listTagKeys(ctx, query)),
  on(users.listTagValues, (ctx, { query }) => listTagValues(ctx, query)),
];
