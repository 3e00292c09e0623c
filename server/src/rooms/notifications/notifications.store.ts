import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage } from "../../database/paging.ts";
import type { NotificationsTable } from "./notifications.tables.ts";

export type NotificationRow = Selectable<NotificationsTable>;

/** Whose notifications: a run user's, or with null those of the profile's administrators. */
export interface Mailbox {
  profileId: string;
  userId: string | null;
}

const sorts = { createdAt: { column: sql`created_at`, type: "timestamptz", isNeverNull: true } } as const;

const isIn = ({ profileId, userId }: Mailbox) => sql<boolean>`profile_id = ${profileId} and user_id is not distinct from ${userId}`;

export async function insertNotification(tx: Tx, row: Insertable<NotificationsTable>): Promise<NotificationRow> {
  return tx.insertInto("notifications").values(row).returningAll().executeTakeFirstOrThrow();
}

export interface NotificationQuery {
  isRead?: boolean | undefined;
  limit: number;
  cursor?: string | undefined;
}

export async function listNotificationRows(connection: Connection, mailbox: Mailbox, query: NotificationQuery) {
  const wanted = query.isRead === undefined ? sql`true` : sql`is_read = ${query.isRead}`;
  return selectPage<NotificationRow>(connection, {
    rows: sql`from notifications where ${isIn(mailbox)} and ${wanted}`,
    keyset: keysetOf("-createdAt", sorts),
    limit: query.limit,
    cursor: query.cursor,
  });
}

export async function countUnread(connection: Connection, mailbox: Mailbox): Promise<number> {
  const row = await connection
    .selectFrom("notifications")
    .select((expression) => expression.fn.countAll<number>().as("count"))
    .where(isIn(mailbox))
    .where("is_read", "=", false)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function findNotificationForUpdate(tx: Tx, mailbox: Mailbox, id: string): Promise<NotificationRow | undefined> {
  return tx.selectFrom("notifications").selectAll().where(isIn(mailbox)).where("id", "=", id).forUpdate().executeTakeFirst();
}

export async function updateNotificationRow(
  tx: Tx,
  mailbox: Mailbox,
  { id, ...changes }: Updateable<NotificationsTable> & { id: string },
): Promise<NotificationRow> {
  return tx.updateTable("notifications").set(changes).where(isIn(mailbox)).where("id", "=", id).returningAll().executeTakeFirstOrThrow();
}

export async function markAllRead(tx: Tx, mailbox: Mailbox): Promise<void> {
  await tx.updateTable("notifications").set({ is_read: true }).where(isIn(mailbox)).where("is_read", "=", false).execute();
}

export async function deleteNotificationRow(tx: Tx, mailbox: Mailbox, id: string): Promise<NotificationRow | undefined> {
  return tx.deleteFrom("notifications").where(isIn(mailbox)).where("id", "=", id).returningAll().executeTakeFirst();
}

export async function deleteUnreadBefore(connection: Connection, moment: Date): Promise<void> {
  await connection.deleteFrom("notifications").where("created_at", "<", moment).where("is_read", "=", false).execute();
}

export async function findOwner(connection: Connection, profileId: string, id: string): Promise<string | null> {
  const row = await connection
    .selectFrom("notifications")
    .select("user_id")
    .where("profile_id", "=", profileId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.user_id ?? null;
}
