import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../src/database/database.ts";
import { migrateToLatest } from "../src/database/migrate.ts";
import { silentLog } from "../src/platform/log.ts";
import { startEmbeddedPostgres } from "../src/platform/postgres/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: { host: string; port: number; user: string; database: string };
  }
}

/** Name of the migrated, empty database that every test app is a copy of. */
export const templateDatabase = "latchkey_template";

/** One PostgreSQL for the whole run, without fsync; every test file gets a database of its own on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const postgres = await startEmbeddedPostgres({ dataDir, isDurable: false });
  const { host, port, user, database } = postgres.connection;

  const maintenance = openDatabase(postgres.connection, { poolMax: 1, log: silentLog });
  await sql`create database ${sql.id(templateDatabase)}`.execute(maintenance);
  await maintenance.destroy();

  const template = openDatabase({ ...postgres.connection, database: templateDatabase }, { poolMax: 2, log: silentLog });
  await migrateToLatest(template);
  await template.destroy();

  project.provide("postgres", { host, port, user, database });
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
