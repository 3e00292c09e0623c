import type { GridPlace, WidgetContent } from "@latchkey/contract";
import type { ColumnType } from "kysely";

type Json<T> = ColumnType<T, string, string>;

export interface DashboardsTable {
  profile_id: string;
  id: string;
  name: string;
  description: string;
  tags: string[];
  tabs: Json<{ id: string; name: string }[]>;
  created_at: Date;
  updated_at: Date;
}

export interface WidgetsTable {
  profile_id: string;
  dashboard_id: string;
  id: string;
  title: string;
  tab_id: string | null;
  place: Json<GridPlace>;
  content: Json<WidgetContent>;
}

declare module "../../database/database.ts" {
  interface Tables {
    dashboards: DashboardsTable;
    widgets: WidgetsTable;
  }
}
