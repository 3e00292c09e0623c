import pg from "pg";
import { superuser } from "./configuration.ts";

/** Where the embedded PostgreSQL listens: `host` is the folder of its unix socket. */
export interface PostgresConnection {
  host: string;
  port: number;
  user: string;
  database: string;
}

const databaseName = "latchkey";

export function connectionIn(socketDir: string, port: number): PostgresConnection {
  return { host: socketDir, port, user: superuser, database: databaseName };
}

/**
 * Connects once, to know that the server really answers, and creates our database on the first start.
 * Throws whatever the connection throws.
 */
export async function ensureDatabase(connection: PostgresConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: "postgres", connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const found = await client.query("select 1 from pg_database where datname = $1", [connection.database]);
    if (found.rowCount === 0) await client.query(`create database ${connection.database}`);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Whether a server answers on this socket now. */
export async function doesAnswer(connection: PostgresConnection): Promise<boolean> {
  return ensureDatabase(connection).then(
    () => true,
    () => false,
  );
}
