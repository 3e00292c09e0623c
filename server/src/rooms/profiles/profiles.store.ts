import type { Insertable, Selectable, Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { ProfilesTable } from "./profiles.tables.ts";

export type ProfileRow = Selectable<ProfilesTable>;

export async function insertProfile(tx: Tx, row: Insertable<ProfilesTable>): Promise<ProfileRow> {
  return tx.insertInto("profiles").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateProfileRow(tx: Tx, profileId: string, changes: Updateable<ProfilesTable>): Promise<ProfileRow> {
  return tx.updateTable("profiles").set(changes).where("id", "=", profileId).returningAll().executeTakeFirstOrThrow();
}

export async function findProfile(connection: Connection, profileId: string): Promise<ProfileRow | undefined> {
  return connection.selectFrom("profiles").selectAll().where("id", "=", profileId).executeTakeFirst();
}

export async function findProfileForUpdate(tx: Tx, profileId: string): Promise<ProfileRow | undefined> {
  return tx.selectFrom("profiles").selectAll().where("id", "=", profileId).forUpdate().executeTakeFirst();
}

export async function findProfileBySlug(connection: Connection, slug: string): Promise<ProfileRow | undefined> {
  return connection.selectFrom("profiles").selectAll().where("slug", "=", slug).executeTakeFirst();
}

/** All profiles, or those with the given ids, by name. */
export async function listProfileRows(connection: Connection, ids: readonly string[] | null): Promise<ProfileRow[]> {
  if (ids?.length === 0) return [];
  const query = connection.selectFrom("profiles").selectAll().orderBy("name").orderBy("id").limit(1000);
  return ids === null ? query.execute() : query.where("id", "in", ids).execute();
}

/** Raises the access revision and answers the new one; every node catches up before its next decision. */
export async function raiseAccessRevision(tx: Tx, profileId: string): Promise<number> {
  const row = await tx
    .updateTable("profiles")
    .set((expression) => ({ access_revision: expression("access_revision", "+", 1) }))
    .where("id", "=", profileId)
    .returning("access_revision")
    .executeTakeFirstOrThrow();
  return row.access_revision;
}
