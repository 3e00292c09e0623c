import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { deleteLiveMessagesBefore, insertLiveMessage } from "./live.store.ts";

export interface LiveMessage {
  profileId: string;
  channel: string;
  payload: unknown;
}

/** Every message is read by each node and held for each listener: what is large is no news but data, which can be asked for. */
export const liveBytesMax = 64_000;

/**
 * Tells whoever listens, once the transaction is committed. Nobody listening is no error: nothing waits for them. Answers false,
 * and tells nobody, when the message is longer than `liveBytesMax`: whether that is an error, the caller knows.
 */
export async function publishLive(
  tx: Tx,
  { platform }: Pick<Context, "platform">,
  { profileId, channel, payload }: LiveMessage,
): Promise<boolean> {
  const text = JSON.stringify(payload);
  if (Buffer.byteLength(text) > liveBytesMax) return false;
  await insertLiveMessage(tx, {
    profile_id: profileId,
    id: newId(platform.clock),
    channel,
    payload: text,
    created_at: platform.clock.now(),
  });
  return true;
}

const keptMs = 5 * 60_000;

export async function deleteOldLiveMessages({ db, platform }: Context): Promise<void> {
  await deleteLiveMessagesBefore(db, new Date(platform.clock.now().getTime() - keptMs));
}
