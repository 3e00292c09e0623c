import type { TokenPermission } from "@latchkey/contract";
import { sql, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { whatGovernsDevice } from "./devices.store.ts";
import type { DeviceTokensTable } from "./devices.tables.ts";

export type DeviceTokenRow = Selectable<DeviceTokensTable>;

export async function insertDeviceToken(tx: Tx, row: DeviceTokenRow): Promise<void> {
  await tx.insertInto("device_tokens").values(row).execute();
}

export async function listDeviceTokenRows(connection: Connection, profileId: string, deviceId: string): Promise<DeviceTokenRow[]> {
  return connection
    .selectFrom("device_tokens")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("device_id", "=", deviceId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(1000)
    .execute();
}

/** By its id, or by the token itself. */
export async function findDeviceToken(
  connection: Connection,
  profileId: string,
  wanted: { id: string; hash: Buffer },
): Promise<DeviceTokenRow | undefined> {
  return connection
    .selectFrom("device_tokens")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where((where) => where.or([where("id", "=", wanted.id), where("token_hash", "=", wanted.hash)]))
    .executeTakeFirst();
}

export async function deleteDeviceTokenRow(tx: Tx, { profile_id, id }: DeviceTokenRow): Promise<void> {
  await tx.deleteFrom("device_tokens").where("profile_id", "=", profile_id).where("id", "=", id).execute();
}

interface FoundDevice {
  id: string;
  name: string;
  profile_id: string;
  permission: TokenPermission;
  security: string | null;
  restrictions: string | null;
}

export async function findDeviceByFurtherToken(connection: Connection, hash: Buffer, now: Date): Promise<FoundDevice | undefined> {
  const result = await sql<FoundDevice>`
    select d.id, d.name, d.profile_id, t.permission, ${whatGovernsDevice}
    from device_tokens t join devices d on d.profile_id = t.profile_id and d.id = t.device_id
    where t.token_hash = ${hash} and (t.expires_at is null or t.expires_at > ${now})`.execute(connection);
  return result.rows[0];
}

export async function listDeviceTokensEndingBetween(
  connection: Connection,
  { after, until }: { after: Date; until: Date },
): Promise<DeviceTokenRow[]> {
  return connection
    .selectFrom("device_tokens")
    .selectAll()
    .where("expires_at", ">", after)
    .where("expires_at", "<=", until)
    .orderBy("id")
    .execute();
}
