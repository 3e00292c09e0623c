import type { Context } from "../../http/context.ts";
import { reminderMs } from "../mail/index.ts";
import { tellOfEndingToken } from "../tokens/index.ts";
import { listDeviceTokensEndingBetween } from "./device-tokens.store.ts";

/** Mails the administrators of a profile where a device's further token ends soon, as for API tokens. */
export async function remindOfDeviceTokens(ctx: Context): Promise<void> {
  const now = ctx.platform.clock.now();
  const rows = await listDeviceTokensEndingBetween(ctx.db, { after: now, until: new Date(now.getTime() + reminderMs) });
  for (const { profile_id: profileId, id, device_id: deviceId, name, created_at: createdAt, expires_at: expiresAt } of rows) {
    if (expiresAt === null) continue;
    const page = `/console/profiles/${profileId}/devices/${deviceId}`;
    await tellOfEndingToken(ctx, { profileId, kind: "device_token", id, name, createdAt, expiresAt, page });
  }
}
