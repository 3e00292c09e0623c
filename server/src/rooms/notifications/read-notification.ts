import type { Notification } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { accountOf } from "../../http/account.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { notificationErrors } from "./notifications.errors.ts";
import {
  deleteNotificationRow,
  findNotificationForUpdate,
  markAllRead,
  updateNotificationRow,
  type Mailbox,
} from "./notifications.store.ts";
import { toNotification } from "./to-notification.ts";

/** The caller's own notifications. */
export function myMailbox(ctx: Context): Mailbox {
  const { profileId, userId } = accountOf(ctx);
  return { profileId, userId };
}

export function administratorsMailbox(ctx: Context): Mailbox {
  return { profileId: ctx.profileId, userId: null };
}

/** Marks as read or unread. */
export async function markNotification(ctx: Context, mailbox: Mailbox, mark: { id: string; isRead: boolean }): Promise<Notification> {
  return transact(ctx.db, async (tx) => {
    const stored = await findNotificationForUpdate(tx, mailbox, mark.id);
    if (!stored) throw httpErrors.not_found();
    const row = await updateNotificationRow(tx, mailbox, { id: stored.id, is_read: mark.isRead });
    await recordAuditEntry(tx, ctx, {
      action: "notification.marked",
      object: objectOf(row),
      before: { isRead: stored.is_read },
      after: mark,
    });
    return toNotification(row);
  });
}

export async function markAllNotifications(ctx: Context, mailbox: Mailbox): Promise<null> {
  return transact(ctx.db, async (tx) => {
    await markAllRead(tx, mailbox);
    await recordAuditEntry(tx, ctx, { action: "notification.marked", after: { isRead: true } });
    return null;
  });
}

/** Presses a button: of two presses at once, where one closes all buttons, exactly one counts. */
export async function pressButton(ctx: Context, mailbox: Mailbox, press: { id: string; buttonId: string }): Promise<Notification> {
  return transact(ctx.db, async (tx) => {
    const stored = await findNotificationForUpdate(tx, mailbox, press.id);
    const button = stored?.buttons.find((each) => each.id === press.buttonId);
    if (!stored || !button) throw httpErrors.not_found();
    if (stored.closes_after_press && stored.pressed_button_id !== null) throw notificationErrors.buttons_closed();

    const row = await updateNotificationRow(tx, mailbox, { id: stored.id, is_read: true, pressed_button_id: button.id });
    const notification = toNotification(row);
    await recordAuditEntry(tx, ctx, { action: "notification.button_pressed", object: objectOf(row), after: { button: button.label } });
    await ctx.events.emit(tx, "notification.button_pressed", { ctx, userId: row.user_id ?? "", notification, button });
    return notification;
  });
}

/** Throws one's own notification away. */
export async function deleteNotification(ctx: Context, mailbox: Mailbox, id: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const row = await deleteNotificationRow(tx, mailbox, id);
    if (!row) throw httpErrors.not_found();
    await recordAuditEntry(tx, ctx, { action: "notification.deleted", object: objectOf(row), before: { title: row.title } });
    return null;
  });
}

function objectOf({ id, title }: { id: string; title: string }): { type: string; id: string; name: string } {
  return { type: "notification", id, name: title };
}
