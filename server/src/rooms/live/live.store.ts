import { sql, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { textArray } from "../../database/tags.ts";
import type { LiveMessagesTable } from "./live.tables.ts";

export type LiveMessageRow = Selectable<LiveMessagesTable>;

export async function insertLiveMessage(tx: Tx, row: Omit<LiveMessageRow, "payload"> & { payload: string }): Promise<void> {
  await tx.insertInto("live_messages").values(row).execute();
}

/** Which there are, without what they say. `<profile id>/<channel>` names a channel across profiles. */
export async function listLiveMessageIds(connection: Connection, { names, since }: { names: string[]; since: Date }): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select id from live_messages
    where created_at >= ${since} and profile_id || '/' || channel = any(${textArray(names)})
    order by created_at, id`.execute(connection);
  return result.rows.map(({ id }) => id);
}

export async function findLiveMessages(connection: Connection, ids: readonly string[]): Promise<LiveMessageRow[]> {
  const result = await sql<LiveMessageRow>`
    select * from live_messages where id = any(${textArray([...ids])}) order by created_at, id`.execute(connection);
  return result.rows;
}

export async function deleteLiveMessagesBefore(connection: Connection, moment: Date): Promise<void> {
  await connection.deleteFrom("live_messages").where("created_at", "<", moment).execute();
}
