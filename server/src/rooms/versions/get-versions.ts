import type { DeletedObject, ObjectVersion, Page } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import {
  findLatestVersionRow,
  findVersionRow,
  listDeletedRows,
  listVersionRows,
  listVersionRowsAsOf,
  type DeletedQuery,
  type VersionedRef,
  type VersionRow,
  type VersionSummaryRow,
} from "./versions.store.ts";
import type { VersionedType } from "./versions.tables.ts";

/** A version with its body, which the room that owns the object can read. */
export type StoredVersion = ObjectVersion & { id: string; body: unknown };

/** The versions of one object, newest first. */
export async function listVersions(
  connection: Connection,
  profileId: string,
  query: VersionedRef & { limit: number; cursor?: string | undefined },
): Promise<Page<ObjectVersion>> {
  const { rows, nextCursor, total } = await listVersionRows(connection, profileId, query);
  return { items: rows.map(toVersion), nextCursor, total };
}

export async function findVersion(
  connection: Connection,
  profileId: string,
  wanted: VersionedRef & { version: number },
): Promise<StoredVersion | undefined> {
  return toStored(await findVersionRow(connection, profileId, wanted));
}

/** The last version of an object, which may have deleted it. */
export async function findLatestVersion(connection: Connection, profileId: string, ref: VersionedRef): Promise<StoredVersion | undefined> {
  return toStored(await findLatestVersionRow(connection, profileId, ref));
}

/** What all objects of a type were at a moment. */
export async function listVersionsAsOf(
  connection: Connection,
  profileId: string,
  wanted: { type: VersionedType; at: Date },
): Promise<StoredVersion[]> {
  const rows = await listVersionRowsAsOf(connection, profileId, wanted);
  return rows.map((row) => ({ ...toVersion(row), id: row.object_id, body: row.body }));
}

/** Objects that are gone and can be restored, last deleted first. */
export async function listDeleted(connection: Connection, profileId: string, query: DeletedQuery): Promise<Page<DeletedObject>> {
  const { rows, nextCursor, total } = await listDeletedRows(connection, profileId, query);
  const items = rows.map(({ id, name, version, author, at, reason }) => ({
    id,
    name,
    version,
    deletedBy: author,
    deletedAt: at.toISOString(),
    reason,
  }));
  return { items, nextCursor, total };
}

function toStored(row: VersionRow | undefined): StoredVersion | undefined {
  return row && { ...toVersion(row), id: row.object_id, body: row.body };
}

function toVersion(row: VersionRow | VersionSummaryRow): ObjectVersion {
  return {
    version: row.version,
    change: row.change,
    name: row.name,
    author: row.author,
    reason: row.reason,
    restoredFrom: row.restored_from,
    overrides: row.overrides,
    at: row.at.toISOString(),
  };
}
