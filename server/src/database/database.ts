import { availableParallelism } from "node:os";
import { Kysely, type Transaction } from "kysely";
import pg from "pg";
import { PipeliningDialect } from "./pipelining-dialect.ts";
import { PreparingClient } from "./preparing-client.ts";
import { SharedConnections } from "./shared-connections.ts";
import type { Log } from "../platform/log.ts";

/**
 * Every table of the product. Each room adds its own tables by declaration merging in its `*.tables.ts`,
 * so that the owner of a table is the folder its shape is written in.
 */
// oxlint-disable-next-line typescript/no-empty-interface -- rooms merge their tables into it
export interface Tables {}

export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;
/** Where a store function runs: inside a transaction, or on its own. */
export type Connection = Database | Tx;

// bigint columns count things and stay far below 2^53; as text they once made '101' smaller than '11'.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A day is a day everywhere: as a moment it would be midnight of the machine's own time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, String);
// Otherwise a time before 1900 is sent in the machine's local mean time, rounded to a minute, and stored some seconds off.
pg.defaults.parseInputDatesAsUTC = true;

export interface DatabaseTarget {
  connectionString?: string;
  host?: string;
  port?: number;
  user?: string;
  database?: string;
}

export interface DatabaseOptions {
  poolMax: number;
  log: Log;
  /** Whether every connection ends in a server process of its own, as those of the embedded PostgreSQL do. */
  isDirect?: boolean;
}

export function openDatabase(target: DatabaseTarget, options: DatabaseOptions): Database {
  const settings = { ...target, max: options.poolMax, application_name: "latchkey", connectionTimeoutMillis: 10_000, pipeline: true };
  const openPool = (max: number) => {
    const pool = new pg.Pool({ ...settings, max, ...(options.isDirect === true ? { Client: PreparingClient } : {}) });
    reportLostConnections(pool, options.log);
    return pool;
  };
  const beside = openLookups(openPool);
  const db = new Kysely<Tables>({ dialect: new PipeliningDialect(openPool(options.poolMax), { beside }) });
  lookups.set(db, beside);
  targets.set(db, { ...target, isDirect: options.isDirect === true });
  return db;
}

const lookups = new WeakMap<Database, Database>();

/**
 * For what every request asks and an index answers at once, such as who is calling: a few connections that all requests share.
 * What several ask at the same moment travels together. Nothing that may take long or wait for a lock: others stand behind it.
 */
export function forLookups(db: Database): Database {
  return lookups.get(db) ?? db;
}

function openLookups(openPool: (max: number) => pg.Pool): Database {
  const max = Math.min(4, availableParallelism());
  const pool = openPool(max);
  return new Kysely<Tables>({ dialect: new PipeliningDialect(pool, { shared: new SharedConnections(pool, max) }) });
}

const targets = new WeakMap<Database, DatabaseTarget & { isDirect: boolean }>();

/** A few connections of their own to the same database, for what waits on them for long and must not take those of requests. */
export function openPoolBeside(db: Database, options: { connectionsMax: number; log: Log }): { pool: pg.Pool; isDirect: boolean } {
  const target = targets.get(db);
  if (target === undefined) throw new Error("this database was not opened by openDatabase");

  const { isDirect, ...settings } = target;
  const pool = new pg.Pool({
    ...settings,
    max: options.connectionsMax,
    application_name: "latchkey jobs",
    connectionTimeoutMillis: 10_000,
  });
  reportLostConnections(pool, options.log);
  return { pool, isDirect };
}

/** Without a listener an idle connection that the server closes would end the process. */
function reportLostConnections(pool: pg.Pool, log: Log): void {
  pool.on("error", (error) => log.warn("an idle database connection was closed", { error: error.message }));
  pool.on("connect", (client) => client.on("error", (error) => log.debug("a database connection was lost", { error: error.message })));
}
