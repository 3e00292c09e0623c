import type { TokenPermission } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { newId } from "../../platform/ids.ts";
import { hashToken, newDeviceToken, tokenHint } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import {
  deleteDeviceTokenRow,
  findDeviceToken,
  insertDeviceToken,
  listDeviceTokenRows,
  type DeviceTokenRow,
} from "./device-tokens.store.ts";
import { findDevice, type DeviceRow } from "./devices.store.ts";
import { deviceObject } from "./to-device.ts";

export interface NewDeviceToken {
  deviceId: string;
  name: string;
  permission: TokenPermission;
  expiresAt: Date | null;
}

function findForTokens(ctx: Context, deviceId: string): Promise<DeviceRow> {
  return findAllowed(ctx, { type: "device", action: "token_access" }, (filter) => findDevice(ctx.db, ctx.profileId, deviceId, filter));
}

/** The tokens that a device has beside its own. */
export async function listDeviceTokens(ctx: Context, deviceId: string): Promise<{ device: DeviceRow; tokens: DeviceTokenRow[] }> {
  const device = await findForTokens(ctx, deviceId);
  return { device, tokens: await listDeviceTokenRows(ctx.db, ctx.profileId, deviceId) };
}

/** Makes a further token; the token itself is in the answer only. */
export async function createDeviceToken(ctx: Context, input: NewDeviceToken): Promise<{ token: string }> {
  const device = await findForTokens(ctx, input.deviceId);
  const token = newDeviceToken();
  return transact(ctx.db, async (tx) => {
    await insertDeviceToken(tx, {
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      device_id: device.id,
      name: input.name,
      permission: input.permission,
      token_hash: hashToken(token),
      token_hint: tokenHint(token),
      expires_at: input.expiresAt,
      created_at: ctx.platform.clock.now(),
    });
    const after = { name: input.name, permission: input.permission, expiresAt: input.expiresAt?.toISOString() ?? null };
    await recordAuditEntry(tx, ctx, { action: "device.token_created", object: deviceObject(device), after });
    return { token };
  });
}

/** Deletes a further token, named by its id or by itself; it is refused on its very next use. */
export async function deleteDeviceToken(ctx: Context, given: string): Promise<null> {
  const row = await findDeviceToken(ctx.db, ctx.profileId, { id: given, hash: hashToken(given) });
  if (!row) throw httpErrors.not_found();
  const device = await findForTokens(ctx, row.device_id);
  return transact(ctx.db, async (tx) => {
    await deleteDeviceTokenRow(tx, row);
    const before = { name: row.name, permission: row.permission };
    await recordAuditEntry(tx, ctx, { action: "device.token_deleted", object: deviceObject(device), before });
    return null;
  });
}
