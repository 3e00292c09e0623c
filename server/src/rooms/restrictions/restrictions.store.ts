import { sql, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { fixedStatement } from "../../database/fixed-statement.ts";
import { restrictionsOf, restrictionsOfAdministrator, securityOf } from "../../database/restriction-rows.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { OwnerType, RestrictionsTable } from "./restrictions.tables.ts";

export type RestrictionsRow = Selectable<RestrictionsTable>;

export interface Owner {
  profileId: string;
  type: OwnerType;
  id: string;
}

export async function findRestrictions(connection: Connection, owner: Owner): Promise<RestrictionsRow | undefined> {
  return connection
    .selectFrom("restrictions")
    .selectAll()
    .where("profile_id", "=", owner.profileId)
    .where("owner_type", "=", owner.type)
    .where("owner_id", "=", owner.id)
    .executeTakeFirst();
}

export interface StoredRestrictions {
  rules: string | null;
  version: number;
  now: Date;
  author: string;
}

/** Answers false when somebody else stored another version meanwhile. */
export async function storeRestrictions(tx: Tx, owner: Owner, stored: StoredRestrictions): Promise<boolean> {
  const values = { rules: stored.rules, version: stored.version, updated_at: stored.now, updated_by: stored.author };
  const row = await tx
    .insertInto("restrictions")
    .values({ profile_id: owner.profileId, owner_type: owner.type, owner_id: owner.id, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(["profile_id", "owner_type", "owner_id"])
        .doUpdateSet(values)
        .where("restrictions.version", "=", stored.version - 1),
    )
    .returning("version")
    .executeTakeFirst();
  return row !== undefined;
}

/** Removes the rules of what does not exist any more. Ids never come back, so that nothing hurries. */
export async function deleteOrphanedRestrictions(connection: Connection): Promise<void> {
  await sql`
    delete from restrictions r where not case r.owner_type
      when 'role' then exists (select 1 from roles o where o.profile_id = r.profile_id and o.id = r.owner_id)
      when 'api_token' then exists (select 1 from api_tokens o where o.profile_id = r.profile_id and o.id = r.owner_id)
      when 'device' then exists (select 1 from devices o where o.profile_id = r.profile_id and o.id = r.owner_id)
      when 'analysis' then exists (select 1 from analyses o where o.profile_id = r.profile_id and o.id = r.owner_id)
      else exists (select 1 from users o where o.profile_id = r.profile_id and o.id = r.owner_id) end`.execute(connection);
}

/** Gives one owner the rules of another, as they are now. */
export async function copyRestrictions(tx: Tx, from: Owner, toId: string): Promise<void> {
  await sql`
    insert into restrictions (profile_id, owner_type, owner_id, rules, version, updated_at, updated_by)
    select profile_id, owner_type, ${toId}, rules, 1, updated_at, updated_by from restrictions
    where profile_id = ${from.profileId} and owner_type = ${from.type} and owner_id = ${from.id}`.execute(tx);
}

/** What governs somebody who is about to sign in, as JSON text. */
export async function findRestrictionsOfPerson(
  connection: Connection,
  { profileId, userId }: { profileId: string; userId: string },
): Promise<{ security: string | null; restrictions: string | null }> {
  const statement = profileId === deploymentId ? governingAdministrator : governingRunUser;
  const [found] = await statement.run(connection, { profileId, userId });
  return found ?? { security: null, restrictions: null };
}

interface Person {
  profileId: string;
  userId: string;
}
interface GoverningTexts {
  security: string | null;
  restrictions: string | null;
}

const governingAdministrator = fixedStatement<Person, GoverningTexts>(
  ({ profileId, userId }) => sql<GoverningTexts>`
    select ${securityOf(sql`${profileId}::text`)} as security, ${restrictionsOfAdministrator(sql`${userId}::text`)} as restrictions`,
);
const governingRunUser = fixedStatement<Person, GoverningTexts>(
  ({ profileId, userId }) => sql<GoverningTexts>`
    select ${securityOf(sql`${profileId}::text`)} as security,
      ${restrictionsOf(sql`${profileId}::text`, { type: "run_user", id: sql`${userId}::text` })} as restrictions`,
);

const ownerTables = {
  role: "roles",
  api_token: "api_tokens",
  device: "devices",
  analysis: "analyses",
  run_user: "users",
  administrator: "users",
} as const;

/** The name of what the rules are about; undefined when there is no such thing in the profile. */
export async function findOwnerName(connection: Connection, { profileId, type, id }: Owner): Promise<string | undefined> {
  const living = ownerTables[type] === "users" ? sql`and deleted_at is null and not is_anonymous` : sql``;
  const result = await sql<{ name: string }>`
    select name from ${sql.table(ownerTables[type])} where profile_id = ${profileId} and id = ${id} ${living}`.execute(connection);
  return result.rows[0]?.name;
}
