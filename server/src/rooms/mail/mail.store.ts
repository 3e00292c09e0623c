import type { MailQuery } from "@latchkey/contract";
import { sql, type Insertable, type RawBuilder, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { selectPage, type Keyset } from "../../database/paging.ts";
import { likePattern } from "../../database/search.ts";
import { textArray } from "../../database/tags.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { MailsTable } from "./mail.tables.ts";

export type MailRow = Selectable<MailsTable>;

export async function insertMail(tx: Tx, row: Insertable<MailsTable>): Promise<void> {
  await tx.insertInto("mails").values(row).execute();
}

/**
 * What a reader said that they read; null where they never did, or nobody is known by the address. Administrators are written to about
 * profiles that they are no users of, by their address alone.
 */
export async function findReaderLanguage(
  connection: Connection,
  reader: { profileId: string; userId: string | null; to: string },
): Promise<string | null> {
  const places = [...new Set([reader.profileId, deploymentId])];
  const isReader =
    reader.userId === null
      ? sql`profile_id = any(${textArray(places)}) and email = ${reader.to} and deleted_at is null`
      : sql`profile_id = ${reader.profileId} and id = ${reader.userId}`;
  const { rows } = await sql<{ language: string | null }>`
    select language from users where ${isReader} order by language nulls last limit 1`.execute(connection);
  return rows[0]?.language ?? null;
}

export async function updateMail(
  connection: Connection,
  mail: { profile_id: string; id: string },
  changes: Updateable<MailsTable>,
): Promise<void> {
  await connection.updateTable("mails").set(changes).where("profile_id", "=", mail.profile_id).where("id", "=", mail.id).execute();
}

/**
 * Takes a waiting message for one node; of several at once exactly one gets it. Whether its time has come, its job has
 * decided: by this node's clock, which may be behind the one that queued it, it may be early.
 */
export async function claimMail(
  connection: Connection,
  mail: { profileId: string; mailId: string },
  claim: { now: Date; until: Date },
): Promise<MailRow | undefined> {
  return connection
    .updateTable("mails")
    .set((expression) => ({ claimed_until: claim.until, attempts: expression("attempts", "+", 1) }))
    .where("profile_id", "=", mail.profileId)
    .where("id", "=", mail.mailId)
    .where("state", "in", ["queued", "deferred"])
    .where((expression) => expression.or([expression("claimed_until", "is", null), expression("claimed_until", "<=", claim.now)]))
    .returningAll()
    .executeTakeFirst();
}

const byTime: Keyset = {
  sort: "-createdAt",
  column: sql`created_at`,
  id: sql`id`,
  isDescending: true,
  type: "timestamptz",
  isNeverNull: true,
};

/**
 * Messages of a profile, newest first. `isVisible` is a condition on `mails`: whose messages a caller may see is known to
 * later rooms.
 */
export async function listMailRows(connection: Connection, profileId: string, query: MailQuery, isVisible: RawBuilder<boolean>) {
  const conditions = [sql`profile_id = ${profileId}`, isVisible];
  if (query.search) conditions.push(sql`lower(recipient) like ${likePattern(query.search.trim())}`);
  if (query.state?.length) conditions.push(sql`state = any(${textArray(query.state)})`);
  if (query.template?.length) conditions.push(sql`template = any(${textArray(query.template)})`);
  if (query.userId) conditions.push(sql`user_id = ${query.userId}`);
  const rows = sql`from mails where ${sql.join(conditions, sql` and `)}`;
  return selectPage<MailRow>(connection, { rows, keyset: byTime, limit: query.limit, cursor: query.cursor });
}

export async function findVisibleMail(
  connection: Connection,
  mail: { profileId: string; mailId: string },
  isVisible: RawBuilder<boolean>,
): Promise<MailRow | undefined> {
  const result = await sql<MailRow>`
    select * from mails where profile_id = ${mail.profileId} and id = ${mail.mailId} and ${isVisible}`.execute(connection);
  return result.rows[0];
}

/** Messages whose turn has come and that no node is sending: their job died with its node. */
export async function listForgottenMails(connection: Connection, before: Date, now: Date, rowsMax: number): Promise<MailRow[]> {
  return connection
    .selectFrom("mails")
    .selectAll()
    .where("state", "in", ["queued", "deferred"])
    .where("next_try_at", "<", before)
    .where((expression) => expression.or([expression("claimed_until", "is", null), expression("claimed_until", "<", now)]))
    .orderBy("next_try_at")
    .limit(rowsMax)
    .execute();
}

export async function eraseDeadSecrets(connection: Connection, now: Date): Promise<void> {
  await connection
    .updateTable("mails")
    .set({ sealed_secrets: null })
    .where("sealed_secrets", "is not", null)
    .where("secrets_until", "<=", now)
    .execute();
}

export async function deleteMailsBefore(connection: Connection, before: Date): Promise<void> {
  await connection.deleteFrom("mails").where("created_at", "<", before).execute();
}
