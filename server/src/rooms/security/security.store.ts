import { sql, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { fixedStatement } from "../../database/fixed-statement.ts";
import { securityOf } from "../../database/restriction-rows.ts";
import type { SecuritySettingsTable } from "./security.tables.ts";

export async function findSettingsRow(connection: Connection, profileId: string): Promise<Selectable<SecuritySettingsTable> | undefined> {
  return connection.selectFrom("security_settings").selectAll().where("profile_id", "=", profileId).executeTakeFirst();
}

/** Every profile, and the console, whose second factor will be required within a time. */
export async function listRowsWithSecondFactorDue(
  connection: Connection,
  { after, until }: { after: Date; until: Date },
): Promise<Selectable<SecuritySettingsTable>[]> {
  const dueAt = sql<Date>`(settings -> 'secondFactor' ->> 'requiredFrom')::timestamptz`;
  return connection
    .selectFrom("security_settings")
    .selectAll()
    .where(dueAt, ">", after)
    .where(dueAt, "<=", until)
    .orderBy("profile_id")
    .execute();
}

/** Every profile, and the console, where passwords expire. */
export async function listRowsWithPasswordAge(connection: Connection): Promise<Selectable<SecuritySettingsTable>[]> {
  const age = sql<string | null>`settings -> 'passwords' ->> 'ageDaysMax'`;
  return connection.selectFrom("security_settings").selectAll().where(age, "is not", null).orderBy("profile_id").execute();
}

/** As JSON text, by which what was read before is known again; null where nobody changed the defaults. */
export async function findSettingsText(connection: Connection, profileId: string): Promise<string | null> {
  const [row] = await settingsText.run(connection, { profileId });
  return row?.security ?? null;
}

const settingsText = fixedStatement<{ profileId: string }, { security: string | null }>(
  ({ profileId }) => sql<{ security: string | null }>`select ${securityOf(sql`${profileId}::text`)} as security`,
);

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
