import type { Device, Tag } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { givenOrNewId } from "../../http/given-id.ts";
import { hashToken, newDeviceToken, tokenHint } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { insertDevice } from "./devices.store.ts";
import { auditedDevice, deviceObject, toDevice } from "./to-device.ts";

export interface NewDevice {
  /** The one it had elsewhere, from callers whom no rule governs. */
  id?: string | undefined;
  name: string;
  tags: Tag[];
}

/** Creates a device; whether a script may is judged by the tags it sends. The token is in the answer only. */
export async function createDevice(ctx: Context, input: NewDevice): Promise<Device & { token: string }> {
  const tags = toStoredTags(input.tags);
  requireCreatable(ctx, "device", tags);
  const token = newDeviceToken();
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    await requireSettableTags(tx, ctx, { before: [], after: tags });
    const row = await insertDevice(tx, {
      profile_id: ctx.profileId,
      id: givenOrNewId(ctx, input.id),
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
