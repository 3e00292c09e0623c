import type { Writable } from "node:stream";
import { CompiledQuery, type DatabaseConnection, type QueryResult } from "kysely";
import type pg from "pg";

/** One statement on its way; without `settle` nobody waits for its answer. */
interface Waiting {
  query: CompiledQuery;
  settle: { resolve(result: pg.QueryResult): void; reject(error: unknown): void } | null;
}

const deferred = new WeakSet<CompiledQuery>();

/** Marks a statement of a transaction whose answer nobody needs: it travels with the next one, or with the commit. */
export function asDeferred(query: CompiledQuery): CompiledQuery {
  const copy = { ...query };
  deferred.add(copy);
  return copy;
}

/**
 * A connection on which statements do not wait for the answer to the one before: whatever is asked in one turn of the event loop
 * leaves in one packet, and PostgreSQL works it off in that order. A round trip costs both sides more than a look-up by key.
 */
export class PipeliningConnection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  /** Statements under way. */
  inFlight = 0;
  #waiting: Waiting[] = [];
  #isFlushing = false;
  /** Whether PostgreSQL knows of the transaction already. */
  #hasBegun = true;
  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  begin(statement: string): void {
    this.#hasBegun = false;
    this.#waiting.push({ query: CompiledQuery.raw(statement), settle: null });
  }

  async commit(): Promise<void> {
    if (this.#hasNothingBegun()) return;
    await this.#ask(CompiledQuery.raw("commit"));
  }

  async rollback(): Promise<void> {
    for (const { settle } of this.#waiting.splice(0)) settle?.reject(new Error("the transaction was rolled back before this was asked"));
    if (this.#hasBegun) await this.#ask(CompiledQuery.raw("rollback"));
    this.#hasBegun = true;
  }

  /** A transaction that asked nothing never reached PostgreSQL, and need not. */
  #hasNothingBegun(): boolean {
    if (this.#hasBegun || this.#waiting.length > 1) return false;
    this.#waiting = [];
    this.#hasBegun = true;
    return true;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (deferred.has(query)) {
      this.#waiting.push({ query, settle: null });
      return { rows: [] };
    }
    const { command, rowCount, rows } = await this.#ask(query);
    const isChange = ["INSERT", "UPDATE", "DELETE", "MERGE"].includes(command);
    return { ...(isChange ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}), rows: (rows as Row[] | undefined) ?? [] };
  }

  #ask(query: CompiledQuery): Promise<pg.QueryResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ query, settle: { resolve, reject } });
      if (this.#isFlushing) return;
      this.#isFlushing = true;
      // After everything that this turn of the event loop still asks.
      process.nextTick(() => this.#flush());
    });
  }

  #flush(): void {
    this.#isFlushing = false;
    this.#hasBegun = true;
    const waiting = this.#waiting.splice(0);
    const { stream } = (this.client as unknown as { connection: { stream: Writable } }).connection;
    // Held back until all are written: one packet, one wake-up of the other side.
    stream.cork();
    // What fails unasked fails whoever asks next: PostgreSQL refuses everything after it in the transaction anyway.
    let before: Promise<unknown> | null = null;
    for (const { query, settle } of waiting) {
      this.inFlight += 1;
      const answer = this.client.query(query.sql, query.parameters as unknown[]).finally(() => (this.inFlight -= 1));
      if (settle === null) {
        before = before === null ? answer : Promise.all([before, answer]);
        before.catch(() => undefined);
      } else if (before === null) answer.then(settle.resolve, settle.reject);
      else {
        const asked = Promise.all([before, answer]).then(([, result]) => result);
        asked.then(settle.resolve, settle.reject);
      }
    }
    stream.uncork();
  }

  // oxlint-disable-next-line require-yield -- nothing streams rows: lists are read in batches
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("rows are not streamed");
  }
}
