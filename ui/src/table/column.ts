import { columnVisibilityFeature, rowSelectionFeature, tableFeatures } from "@tanstack/react-table";
import type { ReactNode } from "react";

export interface DataTableColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The name by which the server sorts; the column's header becomes a button. */
  sortKey?: string;
  /** Figures go to the end, so that digits stand below each other. */
  align?: "start" | "end";
  /** Names the row for screen readers; usually the first column. */
  isRowHeader?: boolean;
  /** CSS length; otherwise as wide as its content. */
  width?: string;
}

/** What the table keeps itself; sorting, filtering and paging are the server's. */
export const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
export type TableShape = typeof features;
