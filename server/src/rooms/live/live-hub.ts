import type { Database } from "../../database/database.ts";
import type { Platform } from "../../platform/platform.ts";
import { findLiveMessages, listLiveMessageIds, type LiveMessageRow } from "./live.store.ts";

type Listener = (message: { channel: string; payload: unknown }) => void;

export interface LiveHub {
  /** Calls `listener` for everything published from now on; answers what ends it. */
  listen(profileId: string, channels: readonly string[], listener: Listener): () => void;
  /** Reads what is new, now. Runs by itself while anybody listens. */
  poll(): Promise<void>;
  stop(): void;
}

const everyMs = 500;
// A transaction that began earlier may commit later: what is older than the last message can still appear.
const lookBackMs = 30_000;
/** Messages read at once, of 64 kB at most each. */
const batchMax = 100;

/** All streams of this node share one query. */
export function createLiveHub({ db, platform }: { db: Database; platform: Platform }): LiveHub {
  // With the moment since when each listens: what was told before is not for them.
  const listeners = new Map<string, Map<Listener, number>>();
  let seen = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let startedAt = 0;
  let isPolling = false;

  const deliver = (row: LiveMessageRow) => {
    if (seen.has(row.id)) return;
    seen.set(row.id, row.created_at.getTime());
    for (const [listener, since] of listeners.get(`${row.profile_id}/${row.channel}`) ?? []) {
      if (row.created_at.getTime() >= since) listener(row);
    }
  };

  const poll = async () => {
    if (listeners.size === 0) return;
    const now = platform.clock.now().getTime();
    const since = Math.max(startedAt, now - lookBackMs);
    seen = new Map([...seen].filter(([, at]) => at >= since));
    const ids = await listLiveMessageIds(db, { names: [...listeners.keys()], since: new Date(since) });
    const unread = ids.filter((id) => !seen.has(id));
    for (let at = 0; at < unread.length; at += batchMax) {
      for (const row of await findLiveMessages(db, unread.slice(at, at + batchMax))) deliver(row);
    }
  };

  const keepPolling = () => {
    timer ??= setInterval(() => {
      if (isPolling) return;
      isPolling = true;
      poll()
        .catch((error: unknown) => platform.log.error("live messages cannot be read", { error }))
        .finally(() => (isPolling = false));
    }, everyMs).unref();
  };

  return {
    listen: (profileId, channels, listener) => {
      const since = platform.clock.now().getTime();
      if (listeners.size === 0) startedAt = since;
      const names = channels.map((channel) => `${profileId}/${channel}`);
      for (const name of names) listeners.set(name, (listeners.get(name) ?? new Map<Listener, number>()).set(listener, since));
      keepPolling();

      return () => {
        for (const name of names) {
          listeners.get(name)?.delete(listener);
          if (listeners.get(name)?.size === 0) listeners.delete(name);
        }
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    poll,
    stop: () => {
      clearInterval(timer);
      timer = undefined;
      listeners.clear();
    },
  };
}
