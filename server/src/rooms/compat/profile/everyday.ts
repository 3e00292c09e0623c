import type { Notification } from "@latchkey/contract";
import { z } from "zod";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { httpErrors } from "../../../http/http.errors.ts";
import {
  administratorsMailbox,
  deleteNotification,
  listNotifications,
  markAllNotifications,
  markNotification,
  notifyAdministrators,
  pressButton,
} from "../../notifications/index.ts";
import { listTokens } from "../../tokens/index.ts";
import { listTagKeys } from "../../users/index.ts";
import { deviceInfo } from "../things/device-data.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { readBody, readId } from "../wire/read-body.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";

const taggedTypes: Record<string, "run_user" | "dashboard" | "device" | "analysis"> = {
  // A bucket is where a device's data is, and has the device's id and tags.
  bucket: "device",
  run_users: "run_user",
  run_user: "run_user",
  User: "run_user",
  dashboard: "dashboard",
  device: "device",
  analysis: "analysis",
};

/** Kinds that Latchkey does not have carry no tags. */
async function tagKeys({ ctx, params }: TagoCall): Promise<unknown> {
  const of = taggedTypes[params["type"] ?? ""];
  if (of === undefined) return [];
  return (await listTagKeys(ctx, { of })).items.filter(({ count }) => count > 0).map(({ key }) => key);
}

/** What the SDK asks a token about itself; an external analysis does not start without it. */
async function tokenInfo(call: TagoCall): Promise<unknown> {
  const { principal } = call.ctx;
  if (principal.kind === "analysis") {
    const { id, name, profileId, tags } = principal;
    return { id, name, profile: profileId, active: true, run_on: "external", tags };
  }
  if (principal.kind === "api_token") {
    const { id, name, permission, expiresAt, profileId } = principal;
    const row = (await listTokens(call.ctx)).items.find((token) => token.id === id);
    return {
      id,
      name,
      type: "profile",
      permission,
      profile: profileId,
      expire_time: expiresAt?.toISOString() ?? "never",
      serie_number: null,
      verification_code: null,
      last_authorization: row?.lastUsedAt ?? null,
      ref_id: profileId,
      created_at: row?.createdAt ?? null,
      created_by: null,
    };
  }
  return deviceInfo(call);
}

function toTago({ id, title, message, isRead, createdAt }: Notification): Record<string, unknown> {
  return { id, title, message, read: isRead, created_at: createdAt };
}

const content = z.object({ title: z.string().min(1).max(200), message: z.string().min(1).max(4000) });
const marking = z.object({ notification_ids: z.array(z.string()).max(200), read: z.boolean() });
const governed = { tokens: ["profile", "analysis"] as const };

/** Of the administrators: an analysis needs the right to the profile that our own API asks for. */
function mailboxOf(ctx: Context, action: "access" | "edit") {
  if (!ctx.access.allows("profile", action, { id: null, tags: [] })) throw httpErrors.not_allowed();
  return administratorsMailbox(ctx);
}

const noPush = async () => {
  throw compatErrors.not_served({ detail: "Latchkey sends no push messages: notifications are shown in the console and the portal." });
};

export const everydayRoutes: TagoRoute[] = [
  { method: "GET", path: "/status", tokens: ["none"], handler: async () => ({ version: "latchkey" }) },
  { method: "GET", path: "/info", tokens: ["profile", "analysis", "device"], handler: tokenInfo },
  { method: "GET", path: "/tags/keys/:type", tokens: ["profile", "analysis"], handler: tagKeys },
  {
    method: "GET",
    path: "/notification",
    ...governed,
    handler: async ({ ctx }) => (await listNotifications(ctx, mailboxOf(ctx, "access"), { limit: 200 })).items.map(toTago),
  },
  {
    method: "POST",
    path: "/notification",
    ...governed,
    handler: async ({ ctx, body }) => {
      mailboxOf(ctx, "edit");
      const sent = readBody(content, body);
      return created(await transact(ctx.db, (tx) => notifyAdministrators(tx, ctx, sent)));
    },
  },
  {
    method: "PUT",
    path: "/notification/read",
    ...governed,
    handler: async ({ ctx, body }) => {
      const { notification_ids: ids, read: isRead } = readBody(marking, body);
      for (const id of ids) await markNotification(ctx, mailboxOf(ctx, "edit"), { id: readId(id), isRead });
      return "Notifications Successfully Updated";
    },
  },
  {
    method: "PUT",
    path: "/notification/markallread",
    ...governed,
    handler: async ({ ctx }) => {
      await markAllNotifications(ctx, mailboxOf(ctx, "edit"));
      return "Notifications Successfully Updated";
    },
  },
  {
    method: "PUT",
    path: "/notification/:id/:button",
    ...governed,
    handler: async ({ ctx, params }) =>
      toTago(await pressButton(ctx, mailboxOf(ctx, "edit"), { id: readId(params["id"]), buttonId: params["button"] ?? "" })),
  },
  { method: "POST", path: "/notification/push/register", tokens: ["none"], handler: noPush },
  { method: "POST", path: "/notification/push/unregister", tokens: ["none"], handler: noPush },
  {
    method: "DELETE",
    path: "/notification/:id",
    ...governed,
    handler: async ({ ctx, params }) => {
      await deleteNotification(ctx, mailboxOf(ctx, "edit"), readId(params["id"]));
      return "Successfully Removed";
    },
  },
];
