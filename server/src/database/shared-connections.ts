import type pg from "pg";
import { PipeliningConnection } from "./pipelining-connection.ts";

/** With so many statements on one connection, another is worth opening. */
const busyAt = 16;

/** Connections that nobody has alone: whoever asks takes the one with the least to do. Only for statements that are no part of a transaction. */
export class SharedConnections {
  readonly #pool: pg.Pool;
  readonly #max: number;
  readonly #open = new Set<PipeliningConnection>();
  #opening: Promise<PipeliningConnection> | null = null;
  constructor(pool: pg.Pool, max: number) {
    this.#pool = pool;
    this.#max = max;
  }

  async acquire(): Promise<PipeliningConnection> {
    const least = this.#leastBusy();
    if (least === undefined) return this.#openAnother();
    if (least.inFlight >= busyAt && this.#open.size < this.#max) void this.#openAnother().catch(() => undefined);
    return least;
  }

  async close(): Promise<void> {
    for (const { client } of this.#open) client.release();
    this.#open.clear();
    await this.#pool.end();
  }

  #leastBusy(): PipeliningConnection | undefined {
    let least: PipeliningConnection | undefined;
    for (const each of this.#open) if (least === undefined || each.inFlight < least.inFlight) least = each;
    return least;
  }

  #openAnother(): Promise<PipeliningConnection> {
    return (this.#opening ??= this.#connect().finally(() => (this.#opening = null)));
  }

  async #connect(): Promise<PipeliningConnection> {
    const connection = new PipeliningConnection(await this.#pool.connect());
    this.#open.add(connection);
    // One that was lost is forgotten: the next question opens another.
    connection.client.once("end", () => {
      if (this.#open.delete(connection)) connection.client.release(true);
    });
    return connection;
  }
}
