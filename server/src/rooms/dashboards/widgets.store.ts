import { sql, type Insertable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { textArray } from "../../database/tags.ts";
import type { WidgetRow } from "./dashboards.store.ts";
import type { WidgetsTable } from "./dashboards.tables.ts";

/** Widgets in reading order: row by row, left to right. */
export async function listWidgets(connection: Connection, profileId: string, dashboardId: string): Promise<WidgetRow[]> {
  const result = await sql<WidgetRow>`
    select * from widgets where profile_id = ${profileId} and dashboard_id = ${dashboardId}
    order by (place->>'y')::int, (place->>'x')::int, id`.execute(connection);
  return result.rows;
}

export async function findWidget(
  connection: Connection,
  profileId: string,
  dashboardId: string,
  widgetId: string,
): Promise<WidgetRow | undefined> {
  return connection
    .selectFrom("widgets")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("dashboard_id", "=", dashboardId)
    .where("id", "=", widgetId)
    .executeTakeFirst();
}

export async function insertWidget(tx: Tx, row: Insertable<WidgetsTable>): Promise<WidgetRow> {
  return tx.insertInto("widgets").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateWidgetRow(tx: Tx, widget: WidgetRow, changes: Updateable<WidgetsTable>): Promise<WidgetRow> {
  return tx
    .updateTable("widgets")
    .set(changes)
    .where("profile_id", "=", widget.profile_id)
    .where("dashboard_id", "=", widget.dashboard_id)
    .where("id", "=", widget.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteWidgetRow(tx: Tx, widget: WidgetRow): Promise<void> {
  await tx
    .deleteFrom("widgets")
    .where("profile_id", "=", widget.profile_id)
    .where("dashboard_id", "=", widget.dashboard_id)
    .where("id", "=", widget.id)
    .execute();
}

/** Widgets whose tab is gone move to no tab: nothing a person built is lost with a tab. */
export async function detachWidgetsFromTabs(tx: Tx, profileId: string, dashboardId: string, keptTabIds: readonly string[]): Promise<void> {
  await sql`
    update widgets set tab_id = null
    where profile_id = ${profileId} and dashboard_id = ${dashboardId} and tab_id is not null
      and not tab_id = any(${textArray(keptTabIds)})`.execute(tx);
}
