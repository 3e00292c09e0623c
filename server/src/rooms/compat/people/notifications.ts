import { notificationButton, text, type Notification } from "@latchkey/contract";
import { z } from "zod";
import type { Context } from "../../../http/context.ts";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import {
  createUserNotification,
  deleteNotification,
  deleteUserNotification,
  listNotifications,
  listUserNotifications,
  markAllNotifications,
  markNotification,
  myMailbox,
  ownerOfNotification,
  pressButton,
  updateUserNotification,
} from "../../notifications/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { readBody, readId } from "../wire/read-body.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";

const all = { limit: 200 } as const;

function toTago(notification: Notification): Record<string, unknown> {
  return {
    id: notification.id,
    run_user: notification.userId,
    title: notification.title,
    message: notification.message,
    read: notification.isRead,
    buttons: notification.buttons.map(({ id, label, url, analysisId }) => ({
      id,
      label,
      ...(url === null ? {} : { url }),
      ...(analysisId === null ? {} : { analysis: analysisId }),
    })),
    buttons_enabled: !(notification.closesAfterPress && notification.pressedButtonId !== null),
    buttons_autodisable: notification.closesAfterPress,
    created_at: notification.createdAt,
    updated_at: notification.createdAt,
  };
}

const button = z
  .object({
    id: notificationButton.shape.id,
    label: notificationButton.shape.label,
    url: z.string().optional(),
    analysis: z.string().optional(),
    triggers: z.array(z.object({ analysis_id: z.string().optional(), url: z.string().optional() })).optional(),
  })
  .transform(({ id, label, url, analysis, triggers }) => ({
    id,
    label,
    url: url ?? triggers?.find((each) => each.url !== undefined)?.url ?? null,
    analysisId: analysis ?? triggers?.find((each) => each.analysis_id !== undefined)?.analysis_id ?? null,
  }))
  .refine((value) => notificationButton.safeParse(value).success, "is no button: its address must begin with http or https");

const change = z.object({
  title: text(200).optional(),
  message: text(4000).optional(),
  buttons: z.array(button).max(4).optional(),
  buttons_autodisable: z.boolean().optional(),
  read: z.boolean().optional(),
});
const whole = change.required({ title: true, message: true }).extend({ run_user: z.string() });

async function create({ ctx, body }: TagoCall): Promise<unknown> {
  const { run_user: user, title, message, buttons = [], buttons_autodisable: closesAfterPress = true, read } = readBody(whole, body);
  const userId = readId(user);
  return inOneTransaction(ctx, async (within) => {
    const { id } = await createUserNotification(within, userId, { title, message, buttons, closesAfterPress });
    if (read === true) await updateUserNotification(within, { userId, notificationId: id }, { isRead: true });
    return { id };
  });
}

async function edit({ ctx, params, body }: TagoCall): Promise<unknown> {
  const { title, message, buttons, buttons_autodisable: closesAfterPress, read: isRead } = readBody(change, body);
  await updateUserNotification(ctx, await placeOf(ctx, params["id"]), { title, message, buttons, closesAfterPress, isRead });
  return "TagoIO Notification User Successfully Updated";
}

/** Whose it is; TagoIO's paths name the notification alone. */
async function placeOf(ctx: Context, id: string | undefined): Promise<{ userId: string; notificationId: string }> {
  const notificationId = readId(id);
  const userId = await ownerOfNotification(ctx, notificationId);
  if (userId === null) throw compatErrors.not_found();
  return { userId, notificationId };
}

const marking = z.object({ notification_ids: z.array(z.string()).max(200), read: z.boolean() });

async function mark({ ctx, body }: TagoCall): Promise<unknown> {
  const { notification_ids: ids, read: isRead } = readBody(marking, body);
  for (const id of ids) await markNotification(ctx, myMailbox(ctx), { id: readId(id), isRead });
  return "Notifications Successfully Updated";
}

const governed = { tokens: ["profile", "analysis"] as const, requestsPerMinuteMax: 1000 };
const own = { tokens: ["run_user"] as const };

export const runNotificationRoutes: TagoRoute[] = [
  {
    method: "GET",
    path: "/run/notification/:userId",
    ...governed,
    handler: async ({ ctx, params }) => (await listUserNotifications(ctx, readId(params["userId"]), all)).items.map(toTago),
  },
  { method: "POST", path: "/run/notification", ...governed, handler: create },
  { method: "PUT", path: "/run/notification/:id", ...governed, handler: edit },
  {
    method: "DELETE",
    path: "/run/notification/:id",
    ...governed,
    handler: async ({ ctx, params }) => {
      await deleteUserNotification(ctx, await placeOf(ctx, params["id"]));
      return "Successfully Removed";
    },
  },
  {
    method: "GET",
    path: "/run/:url/notification",
    ...own,
    handler: async ({ ctx, query }) => {
      const isRead = query["read"] === undefined ? undefined : query["read"] === "true";
      return (await listNotifications(ctx, myMailbox(ctx), { ...all, isRead })).items.map(toTago);
    },
  },
  { method: "PUT", path: "/run/:url/notification", ...own, handler: mark },
  {
    method: "PUT",
    path: "/run/:url/notification/markallread",
    ...own,
    handler: async ({ ctx }) => {
      await markAllNotifications(ctx, myMailbox(ctx));
      return "Notifications Successfully Updated";
    },
  },
  {
    method: "PUT",
    path: "/run/:url/notification/:id/:button",
    ...own,
    handler: async ({ ctx, params }) =>
      toTago(await pressButton(ctx, myMailbox(ctx), { id: readId(params["id"]), buttonId: params["button"] ?? "" })),
  },
  {
    method: "DELETE",
    path: "/run/:url/notification/:id",
    ...own,
    handler: async ({ ctx, params }) => {
      await deleteNotification(ctx, myMailbox(ctx), readId(params["id"]));
      return "Successfully Removed";
    },
  },
];
