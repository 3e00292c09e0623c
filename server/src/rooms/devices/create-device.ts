import type { Device, Tag } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { newId } from "../../platform/ids.ts";
import { hashToken, newDeviceToken, tokenHint } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { insertDevice } from "./devices.store.ts";
import { auditedDevice, deviceObject, toDevice } from "./to-device.ts";

/** Creates a device; whether a script may is judged by the tags it sends. The token is in the answer only. */
export async function createDevice(ctx: Context, input: { name: string; tags: Tag[] }): Promise<Device & { token: string }> {
  const tags = toStoredTags(input.tags);
  requireCreatable(ctx, "device", tags);
  const token = newDeviceToken();
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    await requireSettableTags(tx, ctx, { before: [], after: tags });
    const row = await insertDevice(tx, {
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      name: input.name,
      tags,
      token_hash: hashToken(token),
      token_hint: tokenHint(token),
      last_input_at: null,
      created_at: now,
      updated_at: now,
    });
    await recordAuditEntry(tx, ctx, { action: "device.created", object: deviceObject(row), after: auditedDevice(row) });
    return { ...toDevice(row), token };
  });
}
