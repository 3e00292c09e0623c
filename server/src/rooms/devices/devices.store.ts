import type { ResourceFilter } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { ownRestrictionsOf, securityOf } from "../../database/restriction-rows.ts";
import { likePattern } from "../../database/search.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { tagsMeet, textArray } from "../../database/tags.ts";
import type { DevicesTable } from "./devices.tables.ts";

export type DeviceRow = Selectable<DevicesTable>;

export async function insertDevice(tx: Tx, row: Insertable<DevicesTable>): Promise<DeviceRow> {
  return tx
    .insertInto("devices")
    .values({ ...row, tags: textArray(row.tags) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateDeviceRow(tx: Tx, profileId: string, deviceId: string, changes: Updateable<DevicesTable>): Promise<DeviceRow> {
  const { tags, ...others } = changes;
  return tx
    .updateTable("devices")
    .set(tags === undefined ? others : { ...others, tags: textArray(tags) })
    .where("profile_id", "=", profileId)
    .where("id", "=", deviceId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteDeviceRow(tx: Tx, profileId: string, deviceId: string): Promise<void> {
  await tx.deleteFrom("devices").where("profile_id", "=", profileId).where("id", "=", deviceId).execute();
}

export async function findDevice(
  connection: Connection,
  profileId: string,
  deviceId: string,
  filter: ResourceFilter,
): Promise<DeviceRow | undefined> {
  const result = await sql<DeviceRow>`
    select * from devices
    where profile_id = ${profileId} and id = ${deviceId} and ${resourceFilterToSql(filter, taggedColumns)}`.execute(connection);
  return result.rows[0];
}

/** Locks the device: of two changes at once the second starts from what the first wrote. */
export async function findDeviceForUpdate(
  tx: Tx,
  profileId: string,
  deviceId: string,
  filter: ResourceFilter,
): Promise<DeviceRow | undefined> {
  const result = await sql<DeviceRow>`
    select * from devices
    where profile_id = ${profileId} and id = ${deviceId} and ${resourceFilterToSql(filter, taggedColumns)} for update`.execute(tx);
  return result.rows[0];
}

/** With what governs from where and when it may call, as JSON text. */
export async function findDeviceByTokenHash(
  connection: Connection,
  tokenHash: Buffer,
): Promise<(DeviceRow & { security: string | null; restrictions: string | null }) | undefined> {
  const result = await sql<DeviceRow & { security: string | null; restrictions: string | null }>`
    select d.*, ${whatGovernsDevice} from devices d where d.token_hash = ${tokenHash}`.execute(connection);
  return result.rows[0];
}

/** Columns for a query that knows the device as `d`. */
export const whatGovernsDevice = sql`
  ${securityOf(sql`d.profile_id`)} as security,
  ${ownRestrictionsOf(sql`d.profile_id`, { type: "device", id: sql`d.id` })} as restrictions`;

/** The given devices of a profile, in no order; unknown ids are left out. */
export async function listDevicesByIds(connection: Connection, profileId: string, ids: readonly string[]): Promise<DeviceRow[]> {
  if (ids.length === 0) return [];
  return connection.selectFrom("devices").selectAll().where("profile_id", "=", profileId).where("id", "in", ids).execute();
}

const sortColumns: SortColumns = {
  name: { column: sql`lower(name)`, type: "text", isNeverNull: true },
  createdAt: { column: sql`created_at`, type: "timestamptz", isNeverNull: true },
  lastInputAt: { column: sql`last_input_at`, type: "timestamptz" },
};

export interface DeviceListQuery {
  search?: string | undefined;
  tag?: string[] | undefined;
  sort: string;
  limit: number;
  cursor?: string | undefined;
}

export async function listDeviceRows(connection: Connection, profileId: string, query: DeviceListQuery, filter: ResourceFilter) {
  return selectPage<DeviceRow>(connection, {
    rows: sql`from devices where profile_id = ${profileId} and ${resourceFilterToSql(filter, taggedColumns)}
      and lower(name) like ${likePattern(query.search ?? "")} and ${tagsMeet(taggedColumns.tags, query.tag ?? [])}`,
    keyset: keysetOf(query.sort, sortColumns),
    limit: query.limit,
    cursor: query.cursor,
  });
}
