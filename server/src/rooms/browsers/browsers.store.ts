import type { ResourceFilter } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { selectPage } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { fixedStatement } from "../../database/fixed-statement.ts";
import { executeLater } from "../../database/transact.ts";
import type { BrowsersTable } from "./browsers.tables.ts";

export type BrowserRow = Selectable<BrowsersTable>;

export interface BrowserOwner {
  profileId: string;
  userId: string;
}

export async function insertBrowser(tx: Tx, row: Insertable<BrowsersTable>): Promise<void> {
  await executeLater(tx, tx.insertInto("browsers").values(row));
}

export async function updateBrowserRow(
  tx: Tx,
  profileId: string,
  browserId: string,
  changes: Updateable<BrowsersTable>,
): Promise<BrowserRow> {
  return tx
    .updateTable("browsers")
    .set(changes)
    .where("profile_id", "=", profileId)
    .where("id", "=", browserId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

type Seen = Pick<BrowserRow, "last_seen_at" | "ip" | "user_agent">;

/** Somebody signs in with a browser once more. */
export async function noteBrowser(tx: Tx, { profile_id, id }: BrowserRow, seen: Seen): Promise<void> {
  await executeLater(tx, noting.with({ profile_id, id, ...seen }));
}

const noting = fixedStatement<Seen & Pick<BrowserRow, "profile_id" | "id">>(
  (given) => sql`
    update browsers set last_seen_at = ${given.last_seen_at}, ip = ${given.ip}, user_agent = ${given.user_agent}
    where profile_id = ${given.profile_id} and id = ${given.id}`,
);

/** The browser by which a person is known again, by one of the tokens it brought. */
export async function findBrowserByTokens(
  connection: Connection,
  { profileId, userId }: BrowserOwner,
  tokenHashes: readonly Buffer[],
): Promise<BrowserRow | undefined> {
  if (tokenHashes.length === 0) return undefined;
  const [row] = await byTokens.run(connection, { profileId, userId, tokenHashes });
  return row;
}

const byTokens = fixedStatement<BrowserOwner & { tokenHashes: readonly Buffer[] }, BrowserRow>(
  ({ profileId, userId, tokenHashes }) => sql<BrowserRow>`
    select * from browsers where profile_id = ${profileId} and user_id = ${userId} and token_hash = any(${tokenHashes}::bytea[]) limit 1`,
);

const browsersMax = 500;

export async function listBrowserRows(connection: Connection, { profileId, userId }: BrowserOwner): Promise<BrowserRow[]> {
  return connection
    .selectFrom("browsers")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("user_id", "=", userId)
    .orderBy("last_seen_at", "desc")
    .orderBy("id", "desc")
    .limit(browsersMax)
    .execute();
}

export async function hasBrowsers(connection: Connection, { profileId, userId }: BrowserOwner): Promise<boolean> {
  return (await anyBrowser.run(connection, { profileId, userId })).length > 0;
}

const anyBrowser = fixedStatement<BrowserOwner>(
  ({ profileId, userId }) => sql`select id from browsers where profile_id = ${profileId} and user_id = ${userId} limit 1`,
);

/** Locks the row. With an owner, only if it is theirs. */
export async function findBrowserForUpdate(
  tx: Tx,
  profileId: string,
  { browserId, userId }: { browserId: string; userId?: string },
): Promise<BrowserRow | undefined> {
  const query = tx.selectFrom("browsers").selectAll().where("profile_id", "=", profileId).where("id", "=", browserId).forUpdate();
  return (userId === undefined ? query : query.where("user_id", "=", userId)).executeTakeFirst();
}

/** Its sessions go with it: the database sees to that. */
export async function deleteBrowserRow(tx: Tx, profileId: string, browserId: string): Promise<void> {
  await tx.deleteFrom("browsers").where("profile_id", "=", profileId).where("id", "=", browserId).execute();
}

/** Forgets those that somebody has not used for longest, beyond as many as are kept; none that is trusted, decided about or in use. */
export async function deleteOldestBrowsers(
  tx: Tx,
  { profileId, userId }: BrowserOwner,
  { kept, now }: { kept: number; now: Date },
): Promise<void> {
  const forgetting = sql`
    delete from browsers b where b.profile_id = ${profileId} and b.id in (
      select o.id from browsers o
      where o.profile_id = ${profileId} and o.user_id = ${userId} and o.status in ('known', 'pending')
        and (o.trusted_until is null or o.trusted_until <= ${now})
      order by o.last_seen_at desc, o.id desc offset ${kept})
    and not exists (select 1 from sessions s where s.profile_id = b.profile_id and s.browser_id = b.id and s.expires_at > ${now})`;
  await executeLater(tx, forgetting);
}

/** Removes those whose cookie is gone by now; decisions of administrators stay. */
export async function deleteBrowsersSeenBefore(connection: Connection, before: Date): Promise<void> {
  await connection.deleteFrom("browsers").where("last_seen_at", "<", before).where("status", "in", ["known", "pending"]).execute();
}

export async function findBrowser(connection: Connection, profileId: string, browserId: string): Promise<BrowserRow | undefined> {
  return connection.selectFrom("browsers").selectAll().where("profile_id", "=", profileId).where("id", "=", browserId).executeTakeFirst();
}

export interface PendingBrowserRow extends BrowserRow {
  user_name: string;
  user_email: string | null;
}

/** Browsers that wait, of the people whom the caller may see. */
export async function listPendingRows(
  connection: Connection,
  profileId: string,
  query: { filter: ResourceFilter; limit: number; cursor?: string | undefined },
) {
  return selectPage<PendingBrowserRow>(connection, {
    rows: sql`from browsers b join users u on u.profile_id = b.profile_id and u.id = b.user_id
      where b.profile_id = ${profileId} and b.status = 'pending' and u.status = 'active'
        and ${resourceFilterToSql(query.filter, { id: sql`u.id`, tags: sql`u.tags` })}`,
    columns: sql`b.*, u.name as user_name, u.email as user_email`,
    keyset: { sort: "createdAt", column: sql`b.created_at`, id: sql`b.id`, isDescending: false, type: "timestamptz", isNeverNull: true },
    limit: query.limit,
    isNarrow: true,
    cursor: query.cursor,
  });
}

export interface MailRecipient {
  id: string;
  name: string;
  email: string;
}

const recipientsMax = 50;

/** Who looks after a profile: its administrators or, of the console and of a profile without any, super administrators. */
export async function listKeepers(connection: Connection, profileId: string): Promise<MailRecipient[]> {
  const result = await sql<MailRecipient>`
    select u.id, u.name, u.email from users u
    where u.profile_id = repeat('0', 24) and u.status = 'active' and u.email is not null and (
      exists (select 1 from memberships m where m.administrator_id = u.id and m.profile_id = ${profileId} and not m.is_limited)
      or u.is_super and not exists (
        select 1 from memberships m join users k on k.profile_id = repeat('0', 24) and k.id = m.administrator_id and k.status = 'active'
        where m.profile_id = ${profileId} and not m.is_limited))
    order by u.id limit ${recipientsMax}`.execute(connection);
  return result.rows;
}
