import type { Notification } from "@latchkey/contract";
import type { NotificationRow } from "./notifications.store.ts";

export function toNotification(row: NotificationRow): Notification {
  return {
    id: row.id,
    userId: row.user_id,
    title: row.title,
    message: row.message,
    buttons: row.buttons,
    closesAfterPress: row.closes_after_press,
    isRead: row.is_read,
    pressedButtonId: row.pressed_button_id,
    createdAt: row.created_at.toISOString(),
  };
}
