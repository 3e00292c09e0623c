import { sql, type Insertable, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { fixedStatement } from "../../database/fixed-statement.ts";
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

export type StoredPassword = Pick<PasswordRow, "hash" | "changed_at" | "is_temporary">;
export type UserAndPassword = { user: UserRow; password: StoredPassword | null };

/** Somebody with their password, in one query: every sign-in asks this. */
export async function findUserWithPassword(connection: Connection, profileId: string, email: string): Promise<UserAndPassword | undefined> {
  const [row] = await userWithPassword.run(connection, { profileId, email });
  return toUserAndPassword(row);
}

const userWithPassword = fixedStatement<{ profileId: string; email: string }, JoinedRow>(
  ({ profileId, email }) => sql<JoinedRow>`
    select users.*, passwords.hash as password_hash, passwords.changed_at as password_changed_at, passwords.is_temporary as password_is_temporary
    from users left join passwords on passwords.profile_id = users.profile_id and passwords.user_id = users.id
    where users.profile_id = ${profileId} and users.email = ${email} and users.deleted_at is null`,
);

/**
 * Somebody who is locked, with the hash of their password. INVARIANT: two statements, the lock first: what is read in the
 * statement that waits for a lock is as it was before whoever held it, and an old password would still be there.
 */
export async function lockUserWithPassword(
  tx: Tx,
  profileId: string,
  userId: string,
): Promise<{ user: UserRow; hash: string | null } | undefined> {
  const [users, passwords] = await Promise.all([lockedUser.run(tx, { profileId, userId }), passwordHash.run(tx, { profileId, userId })]);
  const [user] = users;
  return user && { user, hash: passwords[0]?.hash ?? null };
}

interface Owner {
  profileId: string;
  userId: string;
}

const lockedUser = fixedStatement<Owner, UserRow>(
  ({ profileId, userId }) => sql<UserRow>`select * from users where profile_id = ${profileId} and id = ${userId} for update`,
);
const passwordHash = fixedStatement<Owner, { hash: string }>(
  ({ profileId, userId }) => sql<{ hash: string }>`select hash from passwords where profile_id = ${profileId} and user_id = ${userId}`,
);

type JoinedRow = UserRow & {
  password_hash: string | null;
  password_changed_at: Date | null;
  password_is_temporary: boolean | null;
};

function toUserAndPassword(row: JoinedRow | undefined): UserAndPassword | undefined {
  if (row === undefined) return undefined;
  const { password_hash: hash, password_changed_at: changedAt, password_is_temporary: isTemporary, ...user } = row;
  return {
    user,
    password: hash === null || changedAt === null ? null : { hash, changed_at: changedAt, is_temporary: isTemporary ?? false },
  };
}

export interface PasswordKind {
  /** One of the profile's hashes of this kind. */
  hash: string;
  /** Whether it is the kind of the person who was named. */
  is_own: boolean;
}

/** The kinds of hashes that a profile holds, by as many steps through the index as there are kinds; mostly one. */
export async function listPasswordKinds(connection: Connection, profileId: string, userId: string | null): Promise<PasswordKind[]> {
  return passwordKinds.run(connection, { profileId, userId: userId ?? "" });
}

const passwordKinds = fixedStatement<Owner, PasswordKind>(
  ({ profileId, userId }) => sql<PasswordKind>`
    with recursive kinds (kind) as (
      (select kind from passwords where profile_id = ${profileId} order by kind limit 1)
      union all
      select (select p.kind from passwords p where p.profile_id = ${profileId} and p.kind > kinds.kind order by p.kind limit 1)
      from kinds where kinds.kind is not null
    )
    select one.hash, kinds.kind is not distinct from own.kind as is_own
    from kinds
    cross join lateral (select p.hash from passwords p where p.profile_id = ${profileId} and p.kind = kinds.kind limit 1) one
    left join passwords own on own.profile_id = ${profileId} and own.user_id = ${userId}
    order by kinds.kind`,
);

/** One person with the hash of another system at a time in a profile: two at once would both find room for one more kind. */
export async function lockPasswordKinds(tx: Tx, profileId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`password kinds ${profileId}`}, 0))`.execute(tx);
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

export interface AgeingPassword {
  user_id: string;
  changed_at: Date;
  email: string;
  name: string;
}

/** Of people who may sign in; by id, those after `afterId`. A temporary one is to be changed at once anyway. */
export async function listPasswordsChangedBetween(
  connection: Connection,
  { profileId, after, until }: { profileId: string; after: Date; until: Date },
  { afterId, rowsMax }: { afterId: string; rowsMax: number },
): Promise<AgeingPassword[]> {
  const result = await sql<AgeingPassword>`
    select p.user_id, p.changed_at, u.email, u.name
    from passwords p join users u on u.profile_id = p.profile_id and u.id = p.user_id
    where p.profile_id = ${profileId} and p.user_id > ${afterId} and p.changed_at > ${after} and p.changed_at <= ${until}
      and not p.is_temporary and u.status = 'active' and u.email is not null
    order by p.user_id limit ${rowsMax}`.execute(connection);
  return result.rows;
}
