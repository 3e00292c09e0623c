import { sql, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { textArray } from "../../database/tags.ts";
import type { ActionsTable } from "./actions.tables.ts";

export type ActionRow = Selectable<ActionsTable>;

export async function findAction(connection: Connection, profileId: string, id: string): Promise<ActionRow | undefined> {
  return connection.selectFrom("actions").selectAll().where("profile_id", "=", profileId).where("id", "=", id).executeTakeFirst();
}

/** Those that are on, locked: who counts how often they run waits for whoever counts already. */
export async function listActiveActions(tx: Tx, profileId: string): Promise<ActionRow[]> {
  return tx
    .selectFrom("actions")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("is_active", "=", true)
    .where("is_locked", "=", false)
    .orderBy("id")
    .forUpdate()
    .execute();
}

export async function insertAction(tx: Tx, { triggers, outcome, tags, ...row }: ActionRow): Promise<void> {
  await tx
    .insertInto("actions")
    .values({ ...row, tags: textArray(tags), triggers: JSON.stringify(triggers), outcome: JSON.stringify(outcome) })
    .execute();
}

/** Only what is given changes: whoever edits an action and whoever counts its runs do not undo each other. */
export async function updateActionRow(
  tx: Tx,
  { profileId, id }: { profileId: string; id: string },
  { tags, ...changes }: Updateable<ActionsTable>,
): Promise<ActionRow> {
  return tx
    .updateTable("actions")
    .set(tags === undefined ? changes : { ...changes, tags: textArray(tags) })
    .where("profile_id", "=", profileId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteActionRow(tx: Tx, profileId: string, id: string): Promise<void> {
  await tx.deleteFrom("actions").where("profile_id", "=", profileId).where("id", "=", id).execute();
}

export async function countActions(connection: Connection, profileId: string): Promise<number> {
  const { n } = await connection
    .selectFrom("actions")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where("profile_id", "=", profileId)
    .executeTakeFirstOrThrow();
  return n;
}

/** One change at a time in a profile: two at once would both find room. */
export async function lockActions(tx: Tx, profileId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`actions ${profileId}`}, 0))`.execute(tx);
}
