import "./notifications.events.ts";

export { deleteUserNotification, updateUserNotification } from "./change-notification.ts";
export { createUserNotification, notifyAdministrators } from "./create-notification.ts";
export { listNotifications, listUserNotifications, ownerOfNotification } from "./list-notifications.ts";
export {
  administratorsMailbox,
  deleteNotification,
  markAllNotifications,
  markNotification,
  myMailbox,
  pressButton,
} from "./read-notification.ts";
export { deleteIgnoredNotifications } from "./delete-ignored-notifications.ts";
export { listenToDataOutput as listenToDataOutputForNotifications } from "./notifications.listeners.ts";
export { notificationRoutes } from "./notifications.routes.ts";
