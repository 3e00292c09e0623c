import type { Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { SecuritySettingsTable } from "./security.tables.ts";

export async function findSettingsRow(connection: Connection, profileId: string): Promise<Selectable<SecuritySettingsTable> | undefined> {
  return connection.selectFrom("security_settings").selectAll().where("profile_id", "=", profileId).executeTakeFirst();
}

/** Answers false when somebody else stored another version meanwhile. */
export async function storeSettingsRow(tx: Tx, row: { profileId: string; settings: string; version: number; now: Date }): Promise<boolean> {
  const values = { profile_id: row.profileId, settings: row.settings, version: row.version, updated_at: row.now };
  const stored = await tx
    .insertInto("security_settings")
    .values(values)
    .onConflict((conflict) =>
      conflict
        .column("profile_id")
        .doUpdateSet(values)
        .where("security_settings.version", "=", row.version - 1),
    )
    .returning("version")
    .executeTakeFirst();
  return stored !== undefined;
}
