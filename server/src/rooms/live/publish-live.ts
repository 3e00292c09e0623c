import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { deleteLiveMessagesBefore, insertLiveMessage } from "./live.store.ts";

export interface LiveMessage {
  profileId: string;
  channel: string;
  payload: unknown;
}

/** Tells whoever listens, once the transaction is committed. Nobody listening is no error: nothing waits for them. */
export async function publishLive(
  tx: Tx,
  { platform }: Pick<Context, "platform">,
  { profileId, channel, payload }: LiveMessage,
): Promise<void> {
  await insertLiveMessage(tx, {
    profile_id: profileId,
    id: newId(platform.clock),
    channel,
    payload: JSON.stringify(payload),
    created_at: platform.clock.now(),
  });
}

const keptMs = 5 * 60_000;

export async function deleteOldLiveMessages({ db, platform }: Context): Promise<void> {
  await deleteLiveMessagesBefore(db, new Date(platform.clock.now().getTime() - keptMs));
}
