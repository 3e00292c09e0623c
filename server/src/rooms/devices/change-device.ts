import type { Device, Tag } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed, requireRetaggable } from "../../http/find-allowed.ts";
import { requireConsentToTags } from "../../http/retagging.ts";
import { hashToken, newDeviceToken, tokenHint } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { deleteDeviceRow, findDeviceForUpdate, updateDeviceRow, type DeviceRow } from "./devices.store.ts";
import { auditedDevice, deviceObject, toDevice } from "./to-device.ts";

async function getDeviceFor(tx: Tx, ctx: Context, deviceId: string, action: string): Promise<DeviceRow> {
  return findAllowed(ctx, { type: "device", action }, (filter) => findDeviceForUpdate(tx, ctx.profileId, deviceId, filter));
}

/** Renames a device or replaces its tags; a script may not move it out of its own reach. */
export async function updateDevice(
  ctx: Context,
  deviceId: string,
  changes: { name?: string | undefined; tags?: Tag[] | undefined } & Consent,
): Promise<Device> {
  return transact(ctx.db, async (tx) => {
    const stored = await getDeviceFor(tx, ctx, deviceId, "edit");
    const tags = changes.tags === undefined ? stored.tags : toStoredTags(changes.tags);
    requireRetaggable(ctx, { type: "device", action: "edit", id: deviceId }, { before: stored.tags, after: tags });
    await requireSettableTags(tx, ctx, { before: stored.tags, after: tags });
    const retagging = { id: deviceId, name: stored.name, tags: { before: stored.tags, after: tags }, consent: changes };
    await requireConsentToTags(tx, ctx, { of: "device", ...retagging });

    const now = ctx.platform.clock.now();
    const row = await updateDeviceRow(tx, ctx.profileId, deviceId, { name: changes.name ?? stored.name, tags, updated_at: now });
    await recordAuditEntry(tx, ctx, {
      action: "device.updated",
      object: deviceObject(row),
      before: auditedDevice(stored),
      after: auditedDevice(row),
      reason: changes.reason ?? null,
    });
    return toDevice(row);
  });
}

/** Deletes a device with all its data. */
export async function deleteDevice(ctx: Context, deviceId: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const stored = await getDeviceFor(tx, ctx, deviceId, "delete");
    await deleteDeviceRow(tx, ctx.profileId, deviceId);
    await recordAuditEntry(tx, ctx, { action: "device.deleted", object: deviceObject(stored), before: auditedDevice(stored) });
    return null;
  });
}

/** Replaces the device token; the old one is refused from now on. */
export async function renewDeviceToken(ctx: Context, deviceId: string): Promise<{ token: string }> {
  const token = newDeviceToken();
  return transact(ctx.db, async (tx) => {
    const stored = await getDeviceFor(tx, ctx, deviceId, "token_access");
    await updateDeviceRow(tx, ctx.profileId, deviceId, {
      token_hash: hashToken(token),
      token_hint: tokenHint(token),
      updated_at: ctx.platform.clock.now(),
    });
    await recordAuditEntry(tx, ctx, { action: "device.token_renewed", object: deviceObject(stored) });
    return { token };
  });
}
