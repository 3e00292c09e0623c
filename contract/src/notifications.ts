/** Messages inside Latchkey: to one run user, shown in the portal with a bell, or to the administrators of a profile. */
import { z } from "zod";
import { cursor, id, limit, page, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

// Nothing but these two: a link that a script could hide in would run in the portal.
const linkUrl = z.url({ protocol: /^https?$/ }).max(2000);

export const notificationButton = z.strictObject({
  id: z.string().regex(/^[\w-]{1,50}$/, "must have letters, digits, hyphens and underscores only"),
  label: text(60),
  url: linkUrl.nullable().default(null).describe("Opened when the button is pressed"),
  analysisId: id.nullable().default(null).describe("Run when the button is pressed, with the notification as its data"),
});
export type NotificationButton = z.infer<typeof notificationButton>;

const content = z.strictObject({
  title: text(200),
  message: text(4000),
  buttons: z
    .array(notificationButton)
    .max(4)
    .default([])
    .refine((list) => new Set(list.map((each) => each.id)).size === list.length, "must not repeat an id"),
  closesAfterPress: z.boolean().default(true).describe("After one press no button works any more"),
});

export const notification = z.strictObject({
  id,
  userId: id.nullable().describe("Null: for the administrators of the profile"),
  ...content.shape,
  isRead: z.boolean(),
  pressedButtonId: z.string().nullable().describe("The button that was pressed last"),
  createdAt: timestamp,
});
export type Notification = z.infer<typeof notification>;

const pageOfNotifications = page(notification).extend({ unreadCount: z.number().int() });
const query = z.strictObject({ isRead: z.stringbool().optional(), limit, cursor });
const readState = z.strictObject({ isRead: z.boolean() });
const profileParams = z.strictObject({ profileId: id });
const userParams = z.strictObject({ profileId: id, userId: id });
const userNotificationParams = userParams.extend({ notificationId: id });
const portalParams = z.strictObject({ slug: z.string().max(50) });
const portalNotificationParams = portalParams.extend({ notificationId: id });

export const notificationRoutes = defineRoutes({
  listUserNotifications: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users/:userId/notifications",
    summary: "What a run user was told, newest first",
    guard: { who: "profile", resource: "run_user", action: "access_notification" },
    params: userParams,
    query,
    answer: { status: 200, body: pageOfNotifications },
  },
  createUserNotification: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users/:userId/notifications",
    summary: "Tell a run user something; shown in the portal",
    guard: { who: "profile", resource: "run_user", action: "create_notification" },
    params: userParams,
    body: content,
    answer: { status: 201, body: notification },
  },
  updateUserNotification: {
    method: "PATCH",
    path: "/api/v1/profiles/:profileId/users/:userId/notifications/:notificationId",
    summary: "Change what a run user was told",
    guard: { who: "profile", resource: "run_user", action: "edit_notification" },
    params: userNotificationParams,
    body: z.strictObject({
      title: text(200).optional(),
      message: text(4000).optional(),
      buttons: content.shape.buttons.unwrap().optional(),
      closesAfterPress: z.boolean().optional(),
      isRead: z.boolean().optional(),
    }),
    answer: { status: 200, body: notification },
  },
  deleteUserNotification: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/users/:userId/notifications/:notificationId",
    summary: "Take a notification back",
    guard: { who: "profile", resource: "run_user", action: "delete_notification" },
    params: userNotificationParams,
    answer: { status: 204, body: z.null() },
  },
  listProfileNotifications: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/notifications",
    summary: "What the administrators of the profile were told, such as that its data output comes to an end",
    guard: { who: "profile", resource: "profile", action: "access" },
    params: profileParams,
    query,
    answer: { status: 200, body: pageOfNotifications },
  },
  markProfileNotification: {
    method: "PATCH",
    path: "/api/v1/profiles/:profileId/notifications/:notificationId",
    summary: "Mark a notification of the profile as read or unread, for every administrator",
    guard: { who: "profile", resource: "profile", action: "edit" },
    params: z.strictObject({ profileId: id, notificationId: id }),
    body: readState,
    answer: { status: 200, body: notification },
  },
  listMyNotifications: {
    method: "GET",
    path: "/api/v1/portal/:slug/notifications",
    summary: "What you were told, newest first",
    guard: { who: "portal", anonymous: false },
    params: portalParams,
    query,
    answer: { status: 200, body: pageOfNotifications },
  },
  markMyNotification: {
    method: "PATCH",
    path: "/api/v1/portal/:slug/notifications/:notificationId",
    summary: "Mark one of your notifications as read or unread",
    guard: { who: "portal", anonymous: false },
    params: portalNotificationParams,
    body: readState,
    answer: { status: 200, body: notification },
  },
  markAllMyNotifications: {
    method: "POST",
    path: "/api/v1/portal/:slug/notifications/read",
    summary: "Mark all your notifications as read",
    guard: { who: "portal", anonymous: false },
    params: portalParams,
    answer: { status: 204, body: z.null() },
  },
  pressNotificationButton: {
    method: "POST",
    path: "/api/v1/portal/:slug/notifications/:notificationId/buttons/:buttonId",
    summary: "Press a button of one of your notifications",
    guard: { who: "portal", anonymous: false },
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    params: portalNotificationParams.extend({ buttonId: notificationButton.shape.id }),
    answer: { status: 200, body: notification },
  },
  deleteMyNotification: {
    method: "DELETE",
    path: "/api/v1/portal/:slug/notifications/:notificationId",
    summary: "Throw one of your notifications away",
    guard: { who: "portal", anonymous: false },
    params: portalNotificationParams,
    answer: { status: 204, body: z.null() },
  },
});
