import { Migrator, sql, type Kysely, type Migration, type MigrationProvider } from "kysely";
import type { Database } from "./database.ts";
import { migrateJobs } from "./migrate-jobs.ts";
import { migrations, type LatchkeyMigration } from "./migrations/index.ts";

/** Thrown when the database was written by a newer Latchkey. */
export class NewerSchemaError extends Error {
  constructor(unknownMigration: string) {
    super(
      `The database was written by a newer Latchkey (it has migration ${unknownMigration}, which this version does not know). Start that version or a later one.`,
    );
    this.name = "NewerSchemaError";
  }
}

const provider: MigrationProvider = {
  getMigrations: async () => Object.fromEntries(Object.entries(migrations).map(([name, migration]) => [name, toKysely(migration)])),
};

function toKysely(migration: LatchkeyMigration): Migration {
  return {
    up: async (db: Kysely<unknown>) => void (await sql.raw(migration.up).execute(db)),
    down: async (db: Kysely<unknown>) => void (await sql.raw(migration.down).execute(db)),
  };
}

/** Where the migrator keeps its own notes. */
export const migrationTables = { migrationTableName: "migrations", migrationLockTableName: "migrations_lock" };

/** Brings the schema up to date and answers the names of the migrations that ran. Several nodes may call it at once. */
export async function migrateToLatest(db: Database): Promise<string[]> {
  await refuseNewerSchema(db);
  const { error, results } = await new Migrator({ db, provider, ...migrationTables }).migrateToLatest();
  if (error) throw error;
  await migrateJobs(db);
  return (results ?? []).filter((result) => result.status === "Success").map((result) => result.migrationName);
}

/** Takes the last migration back; used by tests and by `latchkey migrate --down`. */
export async function migrateDown(db: Database): Promise<string | null> {
  const { error, results } = await new Migrator({ db, provider, ...migrationTables }).migrateDown();
  if (error) throw error;
  return results?.[0]?.migrationName ?? null;
}

/** Migrations that have not run yet. */
export async function listPendingMigrations(db: Database): Promise<string[]> {
  const infos = await new Migrator({ db, provider, ...migrationTables }).getMigrations();
  return infos.filter((info) => info.executedAt === undefined).map((info) => info.name);
}

async function refuseNewerSchema(db: Database): Promise<void> {
  const exists = await sql<{ found: string | null }>`select to_regclass('migrations')::text as found`.execute(db);
  if (exists.rows[0]?.found == null) return;

  const applied = await sql<{ name: string }>`select name from migrations order by name`.execute(db);
  const unknown = applied.rows.find((row) => !Object.hasOwn(migrations, row.name));
  if (unknown) throw new NewerSchemaError(unknown.name);
}
