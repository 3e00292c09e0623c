import { sql, type RawBuilder } from "kysely";

/** Tables whose rows carry tags. */
export type TaggedTable = "users" | "dashboards" | "devices" | "analyses";

export const taggedTableOf = {
  run_user: "users",
  dashboard: "dashboards",
  device: "devices",
  analysis: "analyses",
} as const satisfies Record<string, TaggedTable>;

/** The columns that conditions on tagged rows are built over. */
export const taggedColumns = { id: sql`id`, tags: sql`tags` };

/** Condition that leaves out rows kept for a while only so that they can be restored. */
export function isLiving(table: TaggedTable): RawBuilder<boolean> {
  return table === "users" ? sql<boolean>`deleted_at is null` : sql<boolean>`true`;
}
