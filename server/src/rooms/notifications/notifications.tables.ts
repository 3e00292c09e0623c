import type { NotificationButton } from "@latchkey/contract";
import type { ColumnType } from "kysely";

export interface NotificationsTable {
  profile_id: string;
  id: string;
  user_id: string | null;
  title: string;
  message: string;
  buttons: ColumnType<NotificationButton[], string, string>;
  closes_after_press: boolean;
  pressed_button_id: string | null;
  is_read: boolean;
  created_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    notifications: NotificationsTable;
  }
}
