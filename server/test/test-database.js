import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { inject } from "vitest";
import { openDatabase } from "../src/database/database.js";
import { silentLog } from "../src/platform/log.js";
/** A database of its own: a copy of the migrated template, or an empty one. Takes a few dozen milliseconds. */
export async function createTestDatabase(options = {}) {
  const postgres = inject("postgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = options.isEmpty === true ? "template0" : "latchkey_template";
  await onMaintenance((db) => sql`create database ${sql.id(name)} template ${sql.id(template)} strategy wal_log`.execute(db));
  const target = { ...postgres, database: name };
  const db = openDatabase(target, { poolMax: 10, log: silentLog, isDirect: true });
  return {
    db,
    target,
    drop: async () => {
      await db.destroy();
      await onMaintenance((maintenance) => sql`drop database if exists ${sql.id(name)} with (force)`.execute(maintenance));
    },
  };
}
async function onMaintenance(work) {
  const db = openDatabase(inject("postgres"), { poolMax: 1, log: silentLog });
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}
//# sourceMappingURL=test-database.js.map
