import { sql } from "kysely";
import type { Connection, Tx } from "../../../database/database.ts";

/** Which of TagoIO's objects a row belongs to. */
export type ExtraType = "run_user" | "run" | "dashboard" | "widget" | "device" | "analysis" | "policy" | "storage";

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

/** Each top-level key that is given replaces the stored one whole. */
export async function mergeExtras(tx: Tx, { profileId, type, id }: ExtraKey, fields: Extras): Promise<void> {
  if (Object.keys(fields).length === 0) return;
  await tx
    .insertInto("tagoio_fields")
    .values({ profile_id: profileId, type, id, fields: JSON.stringify(fields) })
    .onConflict((conflict) =>
      conflict.columns(["profile_id", "type", "id"]).doUpdateSet({ fields: sql`tagoio_fields.fields || excluded.fields` }),
    )
    .execute();
}

export async function deleteExtras(tx: Tx, { profileId, type, id }: ExtraKey): Promise<void> {
  await tx.deleteFrom("tagoio_fields").where("profile_id", "=", profileId).where("type", "=", type).where("id", "=", id).execute();
}
