import type { Tx } from "./database.ts";

/** Every event, past tense, with its payload. Each room adds its own by declaration merging in its `*.events.ts`. */
// oxlint-disable-next-line typescript/no-empty-interface -- rooms merge their events into it
export interface EventMap {}

type Listener<K extends keyof EventMap> = (tx: Tx, payload: EventMap[K]) => Promise<void>;

/**
 * How a room tells later rooms what happened. Listeners run inside the transaction that emits:
 * what they write is committed or rolled back together with the change itself.
 */
export interface Events {
  on<K extends keyof EventMap>(name: K, listener: Listener<K>): void;
  emit<K extends keyof EventMap>(tx: Tx, name: K, payload: EventMap[K]): Promise<void>;
}

export function createEvents(): Events {
  const listeners = new Map<keyof EventMap, ((tx: Tx, payload: never) => Promise<void>)[]>();

  return {
    on: (name, listener) => {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    },
    emit: async (tx, name, payload) => {
      for (const listener of listeners.get(name) ?? []) await listener(tx, payload as never);
    },
  };
}
