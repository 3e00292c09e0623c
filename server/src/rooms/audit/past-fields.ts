import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";

export interface PastFields {
  /** Whether there was such an object at that moment. */
  existed: boolean;
  /** Fields that have changed since, as they then were; whatever is missing has not changed. */
  fields: Record<string, unknown>;
}

interface Change {
  action: string;
  before: Record<string, unknown> | null;
}

/** Reads the log backwards: of each field that changed after the moment, the first change knows what it was. */
export async function findPastFields(
  connection: Connection,
  profileId: string,
  { objectId, at }: { objectId: string; at: Date },
): Promise<PastFields> {
  const result = await sql<Change>`
    select action, before from audit_entries
    where profile_id = ${profileId} and object_id = ${objectId} and at > ${at} order by at desc, id desc`.execute(connection);

  const fields: Record<string, unknown> = {};
  for (const { before } of result.rows) Object.assign(fields, before ?? {});
  return { existed: !result.rows.some(({ action }) => action.endsWith(".created") || action.endsWith(".signed_up")), fields };
}

/** Groups that a user was in by hand at a moment, from those of now. */
export async function findPastGroups(
  connection: Connection,
  profileId: string,
  { userId, groups, at }: { userId: string; groups: readonly string[]; at: Date },
): Promise<string[]> {
  const result = await sql<{ object_id: string; added: boolean }>`
    select object_id, after->'added' ? ${userId} as added from audit_entries
    where profile_id = ${profileId} and action = 'group.members_changed' and at > ${at}
      and (after->'added' ? ${userId} or after->'removed' ? ${userId}) order by at desc, id desc`.execute(connection);

  const past = new Set(groups);
  for (const { object_id: groupId, added } of result.rows) {
    if (added) past.delete(groupId);
    else past.add(groupId);
  }
  return [...past];
}
