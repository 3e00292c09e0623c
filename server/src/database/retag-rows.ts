import { sql, type RawBuilder } from "kysely";
import type { Connection, Tx } from "./database.ts";
import { isLiving, type TaggedTable } from "./tagged-tables.ts";
import { textArray } from "./tags.ts";

/** Something with tags, whichever room owns it. */
export interface NamedTags {
  id: string;
  name: string;
  tags: string[];
}

const namedTags = (table: TaggedTable): RawBuilder<unknown> =>
  table === "users" ? sql`id, coalesce(email, name) as name, tags` : sql`id, name, tags`;

/** The next rows by id that a condition finds, locked until the transaction ends. */
export async function lockTaggedRows(
  tx: Tx,
  profileId: string,
  wanted: { table: TaggedTable; condition: RawBuilder<boolean>; afterId: string; limit: number },
): Promise<NamedTags[]> {
  const { table, condition, afterId, limit } = wanted;
  const result = await sql<NamedTags>`
    select ${namedTags(table)} from ${sql.table(table)}
    where profile_id = ${profileId} and ${isLiving(table)} and id > ${afterId} and ${condition}
    order by id limit ${limit} for update`.execute(tx);
  return result.rows;
}

/** The first rows by id that a condition finds. */
export async function listTaggedNames(
  connection: Connection,
  profileId: string,
  wanted: { table: TaggedTable; condition: RawBuilder<boolean>; limit: number },
): Promise<NamedTags[]> {
  const { table, condition, limit } = wanted;
  const result = await sql<NamedTags>`
    select ${namedTags(table)} from ${sql.table(table)}
    where profile_id = ${profileId} and ${isLiving(table)} and ${condition} order by id limit ${limit}`.execute(connection);
  return result.rows;
}

export interface TagKind {
  /** The tags with one of the keys, in their order. */
  tags: string[];
  count: number;
}

/** Of whatever a condition finds: how many carry which tags with one of the keys. Every tag counts where there are no keys. */
export async function countByTags(
  connection: Connection,
  profileId: string,
  wanted: { table: TaggedTable; condition: RawBuilder<boolean>; keys: readonly string[]; kindsMax: number },
): Promise<TagKind[]> {
  const { table, condition, keys, kindsMax } = wanted;
  const result = await sql<TagKind>`
    select part as tags, count(*)::int as count from (
      select array(
        select pair from unnest(tags) with ordinality as each (pair, place)
        where split_part(pair, '=', 1) = any(${textArray(keys)}) order by place) as part
      from ${sql.table(table)} where profile_id = ${profileId} and ${isLiving(table)} and ${condition}) as parts
    group by part order by 2 desc limit ${kindsMax}`.execute(connection);
  return result.rows;
}

/** Writes other tags to many rows in one go. */
export async function writeTags(
  tx: Tx,
  profileId: string,
  { table, rows, at }: { table: TaggedTable; rows: readonly { id: string; tags: readonly string[] }[]; at: Date },
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update ${sql.table(table)} as stored set updated_at = ${at}, tags = array(
      select pair from jsonb_array_elements_text(given.tags) with ordinality as each (pair, place) order by place)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id text, tags jsonb)
    where stored.profile_id = ${profileId} and stored.id = given.id`.execute(tx);
}
