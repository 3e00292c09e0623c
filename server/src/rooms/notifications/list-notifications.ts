import type { Notification, Page } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { findUser } from "../users/index.ts";
import { countUnread, findOwner, listNotificationRows, type Mailbox, type NotificationQuery } from "./notifications.store.ts";
import { toNotification } from "./to-notification.ts";

export type NotificationPage = Page<Notification> & { unreadCount: number };

/** One page, newest first, with how many of all are unread. */
export async function listNotifications(ctx: Context, mailbox: Mailbox, query: NotificationQuery): Promise<NotificationPage> {
  const [page, unreadCount] = await Promise.all([listNotificationRows(ctx.db, mailbox, query), countUnread(ctx.db, mailbox)]);
  return { items: page.rows.map(toNotification), nextCursor: page.nextCursor, total: page.total, unreadCount };
}

/** Those of a run user on whom the caller may do `action`. */
export async function listUserNotifications(ctx: Context, userId: string, query: NotificationQuery): Promise<NotificationPage> {
  await findAllowed(ctx, { type: "run_user", action: "access_notification" }, (filter) => findUser(ctx.db, ctx.profileId, userId, filter));
  return listNotifications(ctx, { profileId: ctx.profileId, userId }, query);
}

/** Whose notification it is; null when there is none, or when it is for administrators. Says nothing about what the caller may do. */
export async function ownerOfNotification({ db, profileId }: Context, id: string): Promise<string | null> {
  return findOwner(db, profileId, id);
}
