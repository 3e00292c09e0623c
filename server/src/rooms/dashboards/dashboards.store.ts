import type { ResourceFilter } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, type SortColumns } from "../../database/paging.ts";
import { resourceFilterToAlternatives, resourceFilterToSql } from "../../database/resource-filter.ts";
import { selectRuledPage } from "../../database/ruled-page.ts";
import { likePattern } from "../../database/search.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { tagsMeet, textArray } from "../../database/tags.ts";
import type { DashboardsTable, WidgetsTable } from "./dashboards.tables.ts";

export type DashboardRow = Selectable<DashboardsTable>;
export type DashboardRowWithCount = DashboardRow & { widget_count: number };
export type WidgetRow = Selectable<WidgetsTable>;

const widgetCount = sql<number>`(
  select count(*) from widgets where widgets.profile_id = dashboards.profile_id and widgets.dashboard_id = dashboards.id)`;
const withWidgetCount = sql`dashboards.*, ${widgetCount} as widget_count`;

export async function insertDashboard(tx: Tx, row: Insertable<DashboardsTable>): Promise<DashboardRow> {
  return tx
    .insertInto("dashboards")
    .values({ ...row, tags: textArray(row.tags) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateDashboardRow(
  tx: Tx,
  profileId: string,
  dashboardId: string,
  changes: Updateable<DashboardsTable>,
): Promise<DashboardRow> {
  const { tags, ...others } = changes;
  return tx
    .updateTable("dashboards")
    .set(tags === undefined ? others : { ...others, tags: textArray(tags) })
    .where("profile_id", "=", profileId)
    .where("id", "=", dashboardId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteDashboardRow(tx: Tx, profileId: string, dashboardId: string): Promise<void> {
  await tx.deleteFrom("dashboards").where("profile_id", "=", profileId).where("id", "=", dashboardId).execute();
}

export async function findDashboard(
  connection: Connection,
  profileId: string,
  dashboardId: string,
  filter: ResourceFilter,
): Promise<DashboardRow | undefined> {
  const result = await sql<DashboardRow>`
    select * from dashboards
    where profile_id = ${profileId} and id = ${dashboardId} and ${resourceFilterToSql(filter, taggedColumns)}`.execute(connection);
  return result.rows[0];
}

/** Locks the dashboard, so that edits of it and of its widgets happen one after the other. */
export async function findDashboardForUpdate(
  tx: Tx,
  profileId: string,
  dashboardId: string,
  filter: ResourceFilter,
): Promise<DashboardRow | undefined> {
  const result = await sql<DashboardRow>`
    select * from dashboards
    where profile_id = ${profileId} and id = ${dashboardId} and ${resourceFilterToSql(filter, taggedColumns)} for update`.execute(tx);
  return result.rows[0];
}

const sortColumns: SortColumns = {
  name: { column: sql`lower(name)`, type: "text", isNeverNull: true },
  createdAt: { column: sql`created_at`, type: "timestamptz", isNeverNull: true },
  updatedAt: { column: sql`updated_at`, type: "timestamptz", isNeverNull: true },
};

export interface DashboardListQuery {
  search?: string | undefined;
  tag?: string[] | undefined;
  sort: string;
  limit: number;
  cursor?: string | undefined;
  countMax?: number | undefined;
}

/** Dashboards that every one of the filters lets through. */
export async function listDashboardRows(
  connection: Connection,
  profileId: string,
  query: DashboardListQuery,
  ...filters: readonly [ResourceFilter, ...ResourceFilter[]]
) {
  // The first that lets only some through is the one whose parts may be counted alone.
  const ruling = filters.find((filter) => filter.kind === "some") ?? filters[0];
  const isAllowedToo = filters.flatMap((filter) => (filter === ruling ? [] : [sql` and ${resourceFilterToSql(filter, taggedColumns)}`]));
  const searched = query.search
    ? sql`lower(name || ' ' || description || ' ' || array_to_string(tags, ' ')) like ${likePattern(query.search)}`
    : sql`true`;
  return selectRuledPage<DashboardRowWithCount>(connection, {
    table: "dashboards",
    alias: "dashboards",
    isInProfile: sql<boolean>`profile_id = ${profileId}`,
    isListed: sql<boolean>`${searched} and ${tagsMeet(taggedColumns.tags, query.tag ?? [])}${sql.join(isAllowedToo, sql``)}`,
    isAllowed: resourceFilterToAlternatives(ruling, taggedColumns),
    columns: withWidgetCount,
    keyset: keysetOf(query.sort, sortColumns),
    sortIndex: query.sort === "name" ? "dashboards_by_name" : undefined,
    limit: query.limit,
    cursor: query.cursor,
    countMax: query.countMax,
  });
}
