import type { Notification, NotificationButton } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";

declare module "../../database/events.ts" {
  interface EventMap {
    "notification.button_pressed": { ctx: Context; userId: string; notification: Notification; button: NotificationButton };
  }
}
