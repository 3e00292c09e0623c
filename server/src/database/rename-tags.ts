import type { TagRename } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import type { Connection, Tx } from "./database.ts";
import { carriesKey, textArray } from "./tags.ts";

/** Tables whose rows carry tags and have no versions of their own. */
export type RenamedTable = "users" | "dashboards" | "devices" | "analyses" | "external_resources";

export interface RenameCount {
  touched: number;
  /** Rows that carry the new name already. */
  alreadyThere: number;
}

export async function countRenamedTags(
  connection: Connection,
  profileId: string,
  table: RenamedTable,
  rename: TagRename,
): Promise<RenameCount> {
  const result = await sql<RenameCount>`
    select count(*) filter (where ${carriesOld(rename)}) as touched, count(*) filter (where ${carriesNew(rename)}) as "alreadyThere"
    from ${sql.table(table)} where profile_id = ${profileId} and (${carriesOld(rename)} or ${carriesNew(rename)})`.execute(connection);
  return result.rows[0] ?? { touched: 0, alreadyThere: 0 };
}

/** Renames a key or a value on every row of the profile; a pair that was there already is kept once, in its first place. */
export async function renameStoredTags(
  tx: Tx,
  profileId: string,
  table: RenamedTable,
  { rename, at }: { rename: TagRename; at: Date },
): Promise<number> {
  const result = await sql`
    update ${sql.table(table)} set updated_at = ${at}, tags = array(
      select pair from (select ${renamed(rename)} as pair, min(place) as place from unnest(tags) with ordinality as each (pair, place) group by 1) as kept
      order by place)
    where profile_id = ${profileId} and ${carriesOld(rename)}`.execute(tx);
  return Number(result.numAffectedRows ?? 0);
}

const tags = sql`tags`;

function carriesOld(rename: TagRename): RawBuilder<boolean> {
  return rename.rename === "key" ? carriesKey(tags, rename.key) : sql<boolean>`tags @> ${textArray([`${rename.key}=${rename.value}`])}`;
}

function carriesNew(rename: TagRename): RawBuilder<boolean> {
  return rename.rename === "key" ? carriesKey(tags, rename.to) : sql<boolean>`tags @> ${textArray([`${rename.key}=${rename.to}`])}`;
}

function renamed(rename: TagRename): RawBuilder<string> {
  if (rename.rename === "value") {
    return sql<string>`case when each.pair = ${`${rename.key}=${rename.value}`} then ${`${rename.key}=${rename.to}`} else each.pair end`;
  }
  const prefix = `${rename.key}=`;
  return sql<string>`case when starts_with(each.pair, ${prefix}) then ${`${rename.to}=`} || substr(each.pair, ${[...prefix].length + 1}::int) else each.pair end`;
}
