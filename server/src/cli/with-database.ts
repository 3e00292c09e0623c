import { type Database, openDatabase } from "../database/database.ts";
import { silentLog } from "../platform/log.ts";
import { connectOrStart } from "../platform/postgres/index.ts";
import type { Settings } from "../settings.ts";

/**
 * Gives a command the database: the one of `databaseUrl`, else the embedded PostgreSQL of the data folder, shared with a running
 * server or started for this command alone.
 */
export async function withDatabase<Result>(settings: Settings, work: (db: Database) => Promise<Result>): Promise<Result> {
  if (settings.databaseUrl !== undefined) return workOn({ connectionString: settings.databaseUrl }, work);

  const postgres = await connectOrStart({ dataDir: settings.dataDir });
  try {
    return await workOn(postgres.connection, work);
  } finally {
    await postgres.stop();
  }
}

async function workOn<Result>(target: Parameters<typeof openDatabase>[0], work: (db: Database) => Promise<Result>): Promise<Result> {
  const db = openDatabase(target, { poolMax: 2, log: silentLog });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
