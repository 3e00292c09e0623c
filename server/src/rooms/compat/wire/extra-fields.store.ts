import { sql, type RawBuilder } from "kysely";
import type { Connection, Tx } from "../../../database/database.ts";
import { compatErrors } from "./compat.errors.ts";

/** Which of TagoIO's objects a row belongs to. */
export type ExtraType =
  | "run_user"
  | "run"
  | "dashboard"
  | "widget"
  | "device"
  | "analysis"
  | "policy"
  | "storage"
  | "action"
  | "dictionary"
  | "dictionary_texts";

export interface ExtraKey {
  profileId: string;
  type: ExtraType;
  id: string;
}

export type Extras = Record<string, unknown>;

export async function findExtras(connection: Connection, { profileId, type, id }: ExtraKey): Promise<Extras> {
  const row = await connection
    .selectFrom("tagoio_fields")
    .select("fields")
    .where("profile_id", "=", profileId)
    .where("type", "=", type)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.fields ?? {};
}

/**
 * Joins, as `x`, the fields of each row of a table. `offset 0` keeps PostgreSQL from making a plain join of it, for which it reads all
 * rows of a profile again and again while its statistics know of few.
 */
export function joinExtras(alias: string, type: ExtraType): RawBuilder<unknown> {
  const row = sql.id(alias);
  return sql`left join lateral (
    select fields from tagoio_fields where profile_id = ${row}.profile_id and type = ${type} and id = ${row}.id offset 0) as x on true`;
}

/** Of one object, as text. */
const fieldsBytesMax = 256_000;

/** Each top-level key that is given replaces the stored one whole. Refuses what grows beyond what any client needs. */
export async function mergeExtras(tx: Tx, { profileId, type, id }: ExtraKey, fields: Extras): Promise<void> {
  if (Object.keys(fields).length === 0) return;
  const stored = await tx
    .insertInto("tagoio_fields")
    .values({ profile_id: profileId, type, id, fields: JSON.stringify(fields) })
    .onConflict((conflict) =>
      conflict.columns(["profile_id", "type", "id"]).doUpdateSet({ fields: sql`tagoio_fields.fields || excluded.fields` }),
    )
    .returning(sql<number>`octet_length(fields::text)`.as("bytes"))
    .executeTakeFirstOrThrow();
  // Whoever calls rolls back by it: everything happens in the transaction that was handed in.
  if (stored.bytes > fieldsBytesMax) throw compatErrors.not_valid({ detail: `The object must have at most ${fieldsBytesMax} bytes.` });
}

export async function deleteExtras(tx: Tx, { profileId, type, id }: ExtraKey): Promise<void> {
  await tx.deleteFrom("tagoio_fields").where("profile_id", "=", profileId).where("type", "=", type).where("id", "=", id).execute();
}
