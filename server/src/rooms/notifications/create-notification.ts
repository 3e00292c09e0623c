import type { Notification, NotificationButton } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findUser, userErrors, userObject } from "../users/index.ts";
import { insertNotification, type Mailbox, type NotificationRow } from "./notifications.store.ts";
import { toNotification } from "./to-notification.ts";

export interface NewNotification {
  title: string;
  message: string;
  buttons: NotificationButton[];
  closesAfterPress: boolean;
}

/** Tells a run user something. Refused for the anonymous user, who is nobody in particular. */
export async function createUserNotification(ctx: Context, userId: string, input: NewNotification): Promise<Notification> {
  const wanted = { type: "run_user", action: "create_notification" } as const;
  const user = await findAllowed(ctx, wanted, (filter) => findUser(ctx.db, ctx.profileId, userId, filter));
  if (user.is_anonymous) throw userErrors.anonymous_has_no_credentials();

  return transact(ctx.db, async (tx) => {
    const row = await store(tx, ctx, { profileId: ctx.profileId, userId }, input);
    await recordAuditEntry(tx, ctx, { action: "notification.created", object: userObject(user), after: { title: row.title } });
    return toNotification(row);
  });
}

/** Tells the administrators of a profile something, in the console; the change that causes it has its own audit entry. */
export async function notifyAdministrators(tx: Tx, ctx: Context, { title, message }: { title: string; message: string }): Promise<void> {
  await store(tx, ctx, { profileId: ctx.profileId, userId: null }, { title, message, buttons: [], closesAfterPress: true });
}

async function store(tx: Tx, ctx: Context, mailbox: Mailbox, input: NewNotification): Promise<NotificationRow> {
  return insertNotification(tx, {
    profile_id: mailbox.profileId,
    id: newId(ctx.platform.clock),
    user_id: mailbox.userId,
    title: input.title,
    message: input.message,
    buttons: JSON.stringify(input.buttons),
    closes_after_press: input.closesAfterPress,
    pressed_button_id: null,
    is_read: false,
    created_at: ctx.platform.clock.now(),
  });
}
