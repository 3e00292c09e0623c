import type { CompiledQuery } from "kysely";
import type { Connection, Database, Tx } from "./database.ts";
import { asDeferred } from "./pipelining-connection.ts";
import { asPipeline } from "./as-pipeline.ts";

const attemptsMax = 5;
// 40001 serialization_failure, 40P01 deadlock_detected: the same transaction may succeed when tried again.
const retryableCodes = new Set(["40001", "40P01"]);

/**
 * Runs `work` in one transaction; tries again when the database asks for it, so `work` must have no other effect.
 * Given a transaction instead of the database it joins it: verbs that each transact can so become one step of a larger one.
 */
export async function transact<T>(db: Database | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (isTx(db)) return work(db);

  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(async (tx) => work(await asPipeline(tx)));
    } catch (error) {
      if (attempt >= attemptsMax || !retryableCodes.has(databaseErrorCode(error) ?? "")) throw error;
    }
  }
}

/**
 * Lets statements that are asked at once, as with `Promise.all`, travel at once, outside a transaction: each is committed for
 * itself, in the order in which they are asked.
 */
export async function onOneConnection<T>(db: Database | Tx, work: (connection: Connection) => Promise<T>): Promise<T> {
  if (isTx(db)) return work(db);
  return db.connection().execute(async (connection) => work(await asPipeline(connection)));
}

/**
 * Runs a statement whose answer nobody needs: in a transaction it travels with the next one, or with the commit. If it fails,
 * so does whatever is asked next. Not for a statement that may break a constraint which somebody would answer for.
 */
export async function executeLater(connection: Connection, query: { compile(connection: Connection): CompiledQuery }): Promise<void> {
  const compiled = query.compile(connection);
  await connection.executeQuery(isTx(connection) ? asDeferred(compiled) : compiled);
}

function isTx(db: Database | Tx): db is Tx {
  return db.isTransaction;
}

/** SQLSTATE of a database error, or null when it is something else. */
export function databaseErrorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** Name of the constraint that a write broke, or null. */
export function brokenConstraint(error: unknown): string | null {
  if (databaseErrorCode(error) !== "23505" && databaseErrorCode(error) !== "23503") return null;
  return error instanceof Error && "constraint" in error && typeof error.constraint === "string" ? error.constraint : null;
}
