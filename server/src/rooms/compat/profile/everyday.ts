import type { Notification } from "@latchkey/contract";
import { z } from "zod";
import { transact } from "../../../database/transact.ts";
import {
  administratorsMailbox,
  deleteNotification,
  listNotifications,
  markAllNotifications,
  markNotification,
  notifyAdministrators,
} from "../../notifications/index.ts";
import { listTagKeys } from "../../users/index.ts";
import { deviceInfo } from "../things/device-data.ts";
import { readBody, readId } from "../wire/read-body.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";

const taggedTypes: Record<string, "run_user" | "dashboard" | "device" | "analysis"> = {
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
    return {
      id,
      name,
      type: "profile",
      permission,
      profile: profileId,
      expire_time: expiresAt?.toISOString() ?? "never",
      serie_number: null,
      ref_id: profileId,
    };
  }
  return deviceInfo(call);
}

function toTago({ id, title, message, isRead, createdAt }: Notification): Record<string, unknown> {
  return { id, title, message, read: isRead, created_at: createdAt };
}

const content = z.object({ title: z.string().min(1).max(200), message: z.string().min(1).max(4000) });
const marking = z.object({ notification_ids: z.array(z.string()).max(200), read: z.boolean() });
const profile = { tokens: ["profile"] as const };

export const everydayRoutes: TagoRoute[] = [
  { method: "GET", path: "/status", tokens: ["none"], handler: async () => ({ version: "latchkey" }) },
  { method: "GET", path: "/info", tokens: ["profile", "analysis", "device"], handler: tokenInfo },
  { method: "GET", path: "/tags/keys/:type", tokens: ["profile", "analysis"], handler: tagKeys },
  {
    method: "GET",
    path: "/notification",
    ...profile,
    handler: async ({ ctx }) => (await listNotifications(ctx, administratorsMailbox(ctx), { limit: 200 })).items.map(toTago),
  },
  {
    method: "POST",
    path: "/notification",
    ...profile,
    handler: async ({ ctx, body }) => {
      const sent = readBody(content, body);
      return created(await transact(ctx.db, (tx) => notifyAdministrators(tx, ctx, sent)));
    },
  },
  {
    method: "PUT",
    path: "/notification/read",
    ...profile,
    handler: async ({ ctx, body }) => {
      const { notification_ids: ids, read: isRead } = readBody(marking, body);
      for (const id of ids) await markNotification(ctx, administratorsMailbox(ctx), { id: readId(id), isRead });
      return "Notifications Successfully Updated";
    },
  },
  {
    method: "PUT",
    path: "/notification/markallread",
    ...profile,
    handler: async ({ ctx }) => {
      await markAllNotifications(ctx, administratorsMailbox(ctx));
      return "Notifications Successfully Updated";
    },
  },
  {
    method: "DELETE",
    path: "/notification/:id",
    ...profile,
    handler: async ({ ctx, params }) => {
      await deleteNotification(ctx, administratorsMailbox(ctx), readId(params["id"]));
      return "Successfully Removed";
    },
  },
];
