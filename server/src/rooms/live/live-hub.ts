import type { Database } from "../../database/database.ts";
import type { Platform } from "../../platform/platform.ts";
import { listLiveMessages, type LiveMessageRow } from "./live.store.ts";

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

/** All streams of this node share one query. */
export function createLiveHub({ db, platform }: { db: Database; platform: Platform }): LiveHub {
  const listeners = new Map<string, Set<Listener>>();
  let seen = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let startedAt = 0;

  const deliver = (row: LiveMessageRow) => {
    if (seen.has(row.id)) return;
    seen.set(row.id, row.created_at.getTime());
    for (const listener of listeners.get(`${row.profile_id}/${row.channel}`) ?? []) listener(row);
  };

  const poll = async () => {
    if (listeners.size === 0) return;
    const now = platform.clock.now().getTime();
    const since = Math.max(startedAt, now - lookBackMs);
    seen = new Map([...seen].filter(([, at]) => at >= since));
    for (const row of await listLiveMessages(db, { names: [...listeners.keys()], since: new Date(since) })) deliver(row);
  };

  const keepPolling = () => {
    timer ??= setInterval(
      () => void poll().catch((error: unknown) => platform.log.error("live messages cannot be read", { error })),
      everyMs,
    ).unref();
  };

  return {
    listen: (profileId, channels, listener) => {
      if (listeners.size === 0) startedAt = platform.clock.now().getTime();
      const names = channels.map((channel) => `${profileId}/${channel}`);
      for (const name of names) listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
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
