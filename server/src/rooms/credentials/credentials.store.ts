import { sql, type Insertable, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { UserRow } from "../users/index.ts";
import type { PasswordsTable } from "./credentials.tables.ts";

export type PasswordRow = Selectable<PasswordsTable>;

export async function findPassword(connection: Connection, profileId: string, userId: string): Promise<PasswordRow | undefined> {
  return connection
    .selectFrom("passwords")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
}

export type UserAndPassword = { user: UserRow; password: PasswordRow | null };

const passwordOfUser = sql`
  select users.*, to_jsonb(passwords) as stored_password from users
  left join passwords on passwords.profile_id = users.profile_id and passwords.user_id = users.id`;

/** Somebody with their password, in one query: every sign-in asks this. */
export async function findUserWithPassword(connection: Connection, profileId: string, email: string): Promise<UserAndPassword | undefined> {
  const result = await sql<JoinedRow>`
    ${passwordOfUser} where users.profile_id = ${profileId} and users.email = ${email} and users.deleted_at is null`.execute(connection);
  return toUserAndPassword(result.rows[0]);
}

/** The same by id, with the user locked. */
export async function lockUserWithPassword(tx: Tx, profileId: string, userId: string): Promise<UserAndPassword | undefined> {
  const result = await sql<JoinedRow>`
    ${passwordOfUser} where users.profile_id = ${profileId} and users.id = ${userId} for update of users`.execute(tx);
  return toUserAndPassword(result.rows[0]);
}

type JoinedRow = UserRow & { stored_password: (Omit<PasswordRow, "changed_at"> & { changed_at: string }) | null };

function toUserAndPassword(row: JoinedRow | undefined): UserAndPassword | undefined {
  if (row === undefined) return undefined;
  const { stored_password: stored, ...user } = row;
  return { user, password: stored === null ? null : { ...stored, changed_at: new Date(stored.changed_at) } };
}

export async function hasPassword(connection: Connection, user: { profile_id: string; id: string }): Promise<boolean> {
  return (await findPassword(connection, user.profile_id, user.id)) !== undefined;
}

/** Stores a password, and keeps the one it replaces for the rule about earlier ones. */
export async function replacePassword(tx: Tx, row: Insertable<PasswordsTable> & { earlierId: string }): Promise<void> {
  const { earlierId, ...stored } = row;
  await sql`
    insert into earlier_passwords (profile_id, id, user_id, hash, replaced_at)
    select profile_id, ${earlierId}, user_id, hash, ${row.changed_at} from passwords
    where profile_id = ${row.profile_id} and user_id = ${row.user_id}`.execute(tx);
  await tx
    .insertInto("passwords")
    .values(stored)
    .onConflict((conflict) =>
      conflict
        .columns(["profile_id", "user_id"])
        .doUpdateSet({ hash: row.hash, changed_at: row.changed_at, is_temporary: row.is_temporary ?? false }),
    )
    .execute();
}

/** The same password in another form; the person has changed nothing. */
export async function updatePasswordHash(tx: Tx, user: { profile_id: string; id: string }, hash: string): Promise<void> {
  await tx.updateTable("passwords").set({ hash }).where("profile_id", "=", user.profile_id).where("user_id", "=", user.id).execute();
}

/** The present password first, then earlier ones, the latest first. */
export async function listPasswordHashes(connection: Connection, user: { profileId: string; userId: string }, earlierMax: number) {
  const present = await findPassword(connection, user.profileId, user.userId);
  const earlier = await connection
    .selectFrom("earlier_passwords")
    .select("hash")
    .where("profile_id", "=", user.profileId)
    .where("user_id", "=", user.userId)
    .orderBy("replaced_at", "desc")
    .orderBy("id", "desc")
    .limit(earlierMax)
    .execute();
  return [...(present ? [present.hash] : []), ...earlier.map((row) => row.hash)];
}

/** INVARIANT: as many are kept as any profile may ask for, and no more: old hashes are worth something to thieves. */
export async function deleteOldestPasswords(tx: Tx, user: { profileId: string; userId: string }, keptMax: number): Promise<void> {
  await sql`
    delete from earlier_passwords where profile_id = ${user.profileId} and user_id = ${user.userId} and id not in (
      select id from earlier_passwords where profile_id = ${user.profileId} and user_id = ${user.userId}
      order by replaced_at desc, id desc limit ${keptMax})`.execute(tx);
}
