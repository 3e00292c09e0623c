import { PostgresDialect, type Driver, type TransactionSettings } from "kysely";
import type pg from "pg";
import { PipeliningConnection } from "./pipelining-connection.ts";
import type { SharedConnections } from "./shared-connections.ts";

/** What ends together with the driver. */
type Beside = { destroy(): Promise<void> };

class PipeliningDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #connections = new WeakMap<pg.PoolClient, PipeliningConnection>();
  readonly #beside: Beside | undefined;
  constructor(pool: pg.Pool, beside?: Beside) {
    this.#pool = pool;
    this.#beside = beside;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PipeliningConnection> {
    const client = await this.#pool.connect();
    const known = this.#connections.get(client);
    if (known) return known;
    const connection = new PipeliningConnection(client);
    this.#connections.set(client, connection);
    return connection;
  }

  async beginTransaction(connection: PipeliningConnection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    const level = isolationLevel === undefined ? "" : ` isolation level ${isolationLevel}`;
    connection.begin(`begin${level}${accessMode === undefined ? "" : ` ${accessMode}`}`);
  }

  async commitTransaction(connection: PipeliningConnection): Promise<void> {
    await connection.commit();
  }

  async rollbackTransaction(connection: PipeliningConnection): Promise<void> {
    await connection.rollback();
  }

  async releaseConnection(connection: PipeliningConnection): Promise<void> {
    connection.client.release();
  }

  async destroy(): Promise<void> {
    await Promise.all([this.#pool.end(), this.#beside?.destroy()]);
  }
}

/** The driver of whoever asks single statements only, on connections that all share. */
class SharingDriver extends PipeliningDriver {
  readonly #shared: SharedConnections;
  constructor(pool: pg.Pool, shared: SharedConnections) {
    super(pool);
    this.#shared = shared;
  }

  override async acquireConnection(): Promise<PipeliningConnection> {
    return this.#shared.acquire();
  }

  override async releaseConnection(): Promise<void> {}

  override async beginTransaction(): Promise<void> {
    throw new Error("a shared connection has no transactions");
  }

  override async destroy(): Promise<void> {
    await this.#shared.close();
  }
}

/** PostgreSQL, spoken to in as few round trips as the questions allow. */
export class PipeliningDialect extends PostgresDialect {
  readonly #driver: Driver;
  /** `shared`: single statements only, on connections that all share. `beside`: what ends together with it. */
  constructor(pool: pg.Pool, { shared, beside }: { shared?: SharedConnections; beside?: Beside }) {
    super({ pool });
    this.#driver = shared === undefined ? new PipeliningDriver(pool, beside) : new SharingDriver(pool, shared);
  }

  override createDriver(): Driver {
    return this.#driver;
  }
}
