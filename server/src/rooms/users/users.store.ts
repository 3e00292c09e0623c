import type { ResourceFilter, UserFilter, UserSort } from "@latchkey/contract";
import { sql, type Insertable, type RawBuilder, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { narrowBySearch, narrowByTagKeys, textOfUsers } from "../../database/narrowing.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { likePattern } from "../../database/search.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { fixedStatement } from "../../database/fixed-statement.ts";
import { executeLater } from "../../database/transact.ts";
import { tagsMeet, textArray } from "../../database/tags.ts";
import type { UsersTable } from "./users.tables.ts";

export type UserRow = Selectable<UsersTable>;
/** Whether a password is set is shown in lists; the hash itself never leaves the credentials room. */
export type UserRowWithPassword = UserRow & { has_password: boolean };

const hasPassword = sql<boolean>`exists (select 1 from passwords where passwords.profile_id = users.profile_id and passwords.user_id = users.id)`;
const withPassword = sql`users.*, ${hasPassword} as has_password`;

export async function insertUser(tx: Tx, row: Insertable<UsersTable>): Promise<UserRow> {
  return tx
    .insertInto("users")
    .values({ ...row, tags: textArray(row.tags ?? []) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateUserRow(tx: Tx, profileId: string, userId: string, changes: Updateable<UsersTable>): Promise<UserRow> {
  const { tags, ...others } = changes;
  return tx
    .updateTable("users")
    .set(tags === undefined ? others : { ...others, tags: textArray(tags) })
    .where("profile_id", "=", profileId)
    .where("id", "=", userId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function noteSignIn(tx: Tx, user: Pick<UserRow, "profile_id" | "id">, at: Date): Promise<void> {
  await executeLater(tx, notingSignIn.with({ ...user, at }));
}

const notingSignIn = fixedStatement<Pick<UserRow, "profile_id" | "id"> & { at: Date }>(
  (given) => sql`update users set last_sign_in_at = ${given.at} where profile_id = ${given.profile_id} and id = ${given.id}`,
);

/** One user, deleted ones included, as far as the filter reaches. */
export async function findUser(
  connection: Connection,
  profileId: string,
  userId: string,
  filter: ResourceFilter,
): Promise<UserRowWithPassword | undefined> {
  const result = await sql<UserRowWithPassword>`
    select ${withPassword} from users
    where profile_id = ${profileId} and id = ${userId} and ${resourceFilterToSql(filter, taggedColumns)}`.execute(connection);
  return result.rows[0];
}

/** Locks the row, so that two changes at once happen one after the other. */
export async function findUserForUpdate(
  tx: Tx,
  profileId: string,
  userId: string,
  filter: ResourceFilter,
): Promise<UserRowWithPassword | undefined> {
  const result = await sql<UserRowWithPassword>`
    select ${withPassword} from users
    where profile_id = ${profileId} and id = ${userId} and ${resourceFilterToSql(filter, taggedColumns)} for update of users`.execute(tx);
  return result.rows[0];
}

export async function findUserByEmail(connection: Connection, profileId: string, email: string): Promise<UserRow | undefined> {
  return connection
    .selectFrom("users")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("email", "=", email)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
}

export async function findAnonymousUser(connection: Connection, profileId: string): Promise<UserRow | undefined> {
  return connection
    .selectFrom("users")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("is_anonymous", "=", true)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
}

const sortColumns: SortColumns = {
  name: { column: sql`lower(name)`, type: "text", isNeverNull: true },
  email: { column: sql`email`, type: "text" },
  createdAt: { column: sql`created_at`, type: "timestamptz", isNeverNull: true },
  lastSignInAt: { column: sql`last_sign_in_at`, type: "timestamptz" },
};

/** What of a profile's users can be found. */
export interface UserReach {
  filter: ResourceFilter;
  now: Date;
  /** For the group and the role of a filter: who is in them is known to later rooms. */
  members?: RawBuilder<boolean> | undefined;
}

export interface UserListQuery extends UserFilter {
  sort: UserSort;
  limit: number;
  cursor?: string | undefined;
}

export async function listUserRows(connection: Connection, profileId: string, query: UserListQuery, reach: UserReach) {
  return selectPage<UserRowWithPassword>(connection, {
    rows: sql`from users where ${userConditions(profileId, query, reach)}`,
    narrowedBy: await narrowUsers(connection, query),
    columns: withPassword,
    keyset: keysetOf(query.sort, sortColumns),
    limit: query.limit,
    isNarrow: Boolean(query.search) || Boolean(query.tag?.length) || reach.members !== undefined || reach.filter.kind === "some",
    cursor: query.cursor,
  });
}

const searched = textOfUsers("users");

function isNamedBy(search: string): RawBuilder<boolean>[] {
  return [sql<boolean>`id = ${search}`, sql<boolean>`external_id = ${search}`];
}

/** What of the conditions an index answers, as far as that is faster. */
async function narrowUsers(connection: Connection, filter: UserFilter): Promise<RawBuilder<boolean>> {
  const search = filter.search?.trim() ?? "";
  const [bySearch, byKeys] = await Promise.all([
    narrowBySearch(connection, searched, { search, orElse: isNamedBy(search) }),
    narrowByTagKeys(connection, taggedColumns.tags, filter.tag ?? []),
  ]);
  return sql<boolean>`(${bySearch} and ${byKeys})`;
}

/** The condition of the user list; the export and changes of many at once choose with the very same one. */
function userConditions(profileId: string, filter: UserFilter, reach: UserReach): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`profile_id = ${profileId}`, resourceFilterToSql(reach.filter, taggedColumns)];

  conditions.push(filter.status?.length ? sql`status = any(${textArray(filter.status)})` : sql`deleted_at is null`);
  if (filter.search) {
    const isPart = sql`${searched.text} like ${likePattern(filter.search.trim())}`;
    conditions.push(sql`(${sql.join([isPart, ...isNamedBy(filter.search.trim())], sql` or `)})`);
  }
  if (filter.tag?.length) conditions.push(tagsMeet(taggedColumns.tags, filter.tag));
  if (reach.members !== undefined) conditions.push(reach.members);
  if (filter.source?.length) conditions.push(sql`source = any(${textArray(filter.source)})`);
  if (filter.externalId !== undefined) conditions.push(sql`external_id = ${filter.externalId}`);
  if (filter.lastSignIn) conditions.push(lastSignInIs(filter.lastSignIn, reach.now));
  return sql.join(conditions, sql` and `);
}

/** Ids of the living whom the list finds, as something to select from; of those created until a moment where one is given. */
export function selectUserIds(profileId: string, filter: UserFilter, reach: UserReach & { until: Date | null }): RawBuilder<unknown> {
  const isOldEnough = reach.until === null ? sql`true` : sql`created_at <= ${reach.until}`;
  return sql`select id from users where ${userConditions(profileId, filter, reach)} and deleted_at is null and ${isOldEnough}`;
}

const dayMs = 86_400_000;

/** `never`, `<30d` (within 30 days) or `>30d` (longer ago, or never). */
function lastSignInIs(wanted: string, now: Date): RawBuilder<unknown> {
  if (wanted === "never") return sql`last_sign_in_at is null`;
  const boundary = new Date(now.getTime() - Number.parseInt(wanted.slice(1), 10) * dayMs);
  return wanted.startsWith("<") ? sql`last_sign_in_at >= ${boundary}` : sql`(last_sign_in_at < ${boundary} or last_sign_in_at is null)`;
}

/** Every tag key that the filtered users carry, in alphabetical order. */
export async function listTagKeysOfUsers(connection: Connection, profileId: string, filter: UserFilter, reach: UserReach) {
  const result = await sql<{ key: string }>`
    select distinct split_part(pair, '=', 1) as key from users, unnest(tags) as pair
    where ${userConditions(profileId, filter, reach)} and ${await narrowUsers(connection, filter)} order by 1`.execute(connection);
  return result.rows.map((row) => row.key);
}

const batchMax = 1000;

/** All filtered users in batches, oldest first, so that memory stays the same for ten and for a million. */
export async function* readUsersInBatches(
  connection: Connection,
  profileId: string,
  filter: UserFilter,
  reach: UserReach,
): AsyncIterable<UserRow[]> {
  const isFound = sql`${userConditions(profileId, filter, reach)} and ${await narrowUsers(connection, filter)}`;
  let after = "";
  for (;;) {
    const batch = await sql<UserRow>`
      select * from users where ${isFound} and id > ${after} order by id limit ${batchMax}`.execute(connection);
    if (batch.rows.length > 0) yield batch.rows;

    const last = batch.rows.at(-1);
    if (!last || batch.rows.length < batchMax) return;
    after = last.id;
  }
}

export async function countUsersByStatus(connection: Connection, profileId: string): Promise<Record<string, number>> {
  const rows = await connection
    .selectFrom("users")
    .select(["status", (expression) => expression.fn.countAll<number>().as("count")])
    .where("profile_id", "=", profileId)
    .groupBy("status")
    .execute();
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

/** Removes users whose time to be restored is over; their credentials and sessions go with them. */
/** Some of those who signed up and neither confirmed the address nor tried again since; locked, without waiting for whoever is just at it. */
export async function lockUnconfirmedUsers(tx: Tx, { before, usersMax }: { before: Date; usersMax: number }): Promise<UserRow[]> {
  return tx
    .selectFrom("users")
    .selectAll()
    .where("status", "=", "pending")
    .where("pending_for", "=", "verification")
    .where("updated_at", "<", before)
    .orderBy("updated_at")
    .limit(usersMax)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function deleteUserRow(tx: Tx, { profile_id, id }: Pick<UserRow, "profile_id" | "id">): Promise<void> {
  await tx.deleteFrom("users").where("profile_id", "=", profile_id).where("id", "=", id).execute();
}

export async function deleteUsersDeletedBefore(tx: Tx, before: Date): Promise<Pick<UserRow, "profile_id" | "id" | "name" | "email">[]> {
  return tx.deleteFrom("users").where("deleted_at", "<", before).returning(["profile_id", "id", "name", "email"]).execute();
}
