import type { Notification } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findUser, userObject, type UserRow } from "../users/index.ts";
import type { NewNotification } from "./create-notification.ts";
import { deleteNotificationRow, findNotificationForUpdate, updateNotificationRow } from "./notifications.store.ts";
import { toNotification } from "./to-notification.ts";

type Place = { userId: string; notificationId: string };
export type NotificationChanges = { [Key in keyof NewNotification]?: NewNotification[Key] | undefined } & { isRead?: boolean | undefined };

/** Changes what a run user was told. */
export async function updateUserNotification(ctx: Context, place: Place, changes: NotificationChanges): Promise<Notification> {
  const user = await findMyUser(ctx, place.userId, "edit_notification");
  const mailbox = { profileId: ctx.profileId, userId: user.id };

  return transact(ctx.db, async (tx) => {
    const stored = await findNotificationForUpdate(tx, mailbox, place.notificationId);
    if (!stored) throw httpErrors.not_found();
    const row = await updateNotificationRow(tx, mailbox, {
      id: stored.id,
      title: changes.title ?? stored.title,
      message: changes.message ?? stored.message,
      buttons: JSON.stringify(changes.buttons ?? stored.buttons),
      closes_after_press: changes.closesAfterPress ?? stored.closes_after_press,
      is_read: changes.isRead ?? stored.is_read,
    });
    const [before, after] = [toNotification(stored), toNotification(row)];
    await recordAuditEntry(tx, ctx, { action: "notification.updated", object: userObject(user), before, after });
    return after;
  });
}

/** Takes back what a run user was told. */
export async function deleteUserNotification(ctx: Context, place: Place): Promise<null> {
  const user = await findMyUser(ctx, place.userId, "delete_notification");
  return transact(ctx.db, async (tx) => {
    const row = await deleteNotificationRow(tx, { profileId: ctx.profileId, userId: user.id }, place.notificationId);
    if (!row) throw httpErrors.not_found();
    await recordAuditEntry(tx, ctx, { action: "notification.deleted", object: userObject(user), before: { title: row.title } });
    return null;
  });
}

function findMyUser(ctx: Context, userId: string, action: string): Promise<UserRow> {
  return findAllowed(ctx, { type: "run_user", action }, (filter) => findUser(ctx.db, ctx.profileId, userId, filter));
}
