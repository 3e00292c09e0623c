import { runMigrations } from "graphile-worker";
import { sql } from "kysely";
import { silentLog } from "../platform/log.ts";
import { openPoolBeside, type Database } from "./database.ts";
import { jobSchema } from "./jobs.ts";
import { quietJobLogger } from "./job-logger.ts";

/** Any number that nothing else locks. */
const lockNumber = 4_715_022_025;

/**
 * Brings graphile-worker's own schema up to date; it stays when our migrations are taken back. Under a lock, because its
 * installation gives up after two collisions.
 */
export async function migrateJobs(db: Database): Promise<void> {
  const { pool } = openPoolBeside(db, { connectionsMax: 1, log: silentLog });
  try {
    await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(tx);
      await runMigrations({ pgPool: pool, schema: jobSchema, logger: quietJobLogger });
    });
  } finally {
    await pool.end();
  }
}
