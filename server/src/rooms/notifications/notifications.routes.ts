import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { deleteUserNotification, updateUserNotification } from "./change-notification.ts";
import { createUserNotification } from "./create-notification.ts";
import { listNotifications, listUserNotifications } from "./list-notifications.ts";
import {
  administratorsMailbox,
  deleteNotification,
  markAllNotifications,
  markNotification,
  myMailbox,
  pressButton,
} from "./read-notification.ts";

const { notifications } = apiRoutes;

export const notificationRoutes = [
  on(notifications.listUserNotifications, (ctx, { params, query }) => listUserNotifications(ctx, params.userId, query)),
  on(notifications.createUserNotification, (ctx, { params, body }) => createUserNotification(ctx, params.userId, body)),
  on(notifications.updateUserNotification, (ctx, { params, body }) => updateUserNotification(ctx, params, body)),
  on(notifications.deleteUserNotification, (ctx, { params }) => deleteUserNotification(ctx, params)),
  on(notifications.listProfileNotifications, (ctx, { query }) => listNotifications(ctx, administratorsMailbox(ctx), query)),
  on(notifications.markProfileNotification, (ctx, { params, body }) =>
    markNotification(ctx, administratorsMailbox(ctx), { id: params.notificationId, isRead: body.isRead }),
  ),
  on(notifications.listMyNotifications, (ctx, { query }) => listNotifications(ctx, myMailbox(ctx), query)),
  on(notifications.markMyNotification, (ctx, { params, body }) =>
    markNotification(ctx, myMailbox(ctx), { id: params.notificationId, isRead: body.isRead }),
  ),
  on(notifications.markAllMyNotifications, (ctx) => markAllNotifications(ctx, myMailbox(ctx))),
  on(notifications.pressNotificationButton, (ctx, { params }) =>
    pressButton(ctx, myMailbox(ctx), { id: params.notificationId, buttonId: params.buttonId }),
  ),
  on(notifications.deleteMyNotification, (ctx, { params }) => deleteNotification(ctx, myMailbox(ctx), params.notificationId)),
];
