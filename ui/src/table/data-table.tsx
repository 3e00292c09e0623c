import { useTable } from "@tanstack/react-table";
import type { ColumnDef, RowData, RowSelectionState } from "@tanstack/react-table";
import { VisuallyHidden } from "@mantine/core";
import { useId, useMemo } from "react";
import type { ReactNode } from "react";
import { useUi } from "../app/ui-context.ts";
import type { UiWords } from "../app/ui-context.ts";
import { BodyRow } from "./body-row.tsx";
import { features } from "./column.ts";
import type { DataTableColumn, TableShape } from "./column.ts";
import classes from "./data-table.module.css";
import { HeaderCell, SelectAllCell } from "./header-cell.tsx";
import { SkeletonRows } from "./skeleton-rows.tsx";

export interface DataTableProps<Row> {
  /** What the table shows; read out, not shown. */
  caption: string;
  columns: readonly DataTableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** For "Select {name}" and "Open {name}". */
  rowName: (row: Row) => string;
  /** `name` upward or `-name` downward, as in the API. */
  sort?: string | undefined;
  onSortChange?: (sort: string) => void;
  /** Ids of columns not shown. */
  hiddenColumns?: readonly string[];
  selectedIds?: ReadonlySet<string>;
  onSelectionChange?: (ids: Set<string>) => void;
  /** Click or Enter on a row. Keep a link in the row header too, so that a new tab works. */
  onOpen?: (row: Row) => void;
  /** Nothing loaded yet: stand-ins. */
  isLoading?: boolean;
  /** Rows of an earlier question are still shown: dimmed, never blank. */
  isStale?: boolean;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
}

/** A real table: sorted and paged by the server, used by mouse, keyboard (arrows or j and k, Enter, Space) and touch. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, rows, sort, onSortChange, selectedIds, onSelectionChange, isLoading = false, isStale = false, empty } = props;
  const { words } = useUi();
  const captionId = useId();
  const table = useRowModel(props);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const columnCount = headers.length + (onSelectionChange === undefined ? 0 : 1);
  const columnOf = new Map(props.columns.map((column) => [column.id, column]));
  const isEmpty = !isLoading && rows.length === 0;

  return (
    // What scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroller} role="region" aria-labelledby={captionId} tabIndex={0}>
      <table className={classes.table} aria-busy={isLoading || isStale} data-stale={isStale || undefined}>
        <caption id={captionId} className={classes.caption}>
          {caption}
        </caption>
        <thead>
          <tr>
            {onSelectionChange === undefined ? null : (
              <SelectAllCell ids={rows.map(props.rowId)} selectedIds={selectedIds} onChange={onSelectionChange} />
            )}
            {headers.map((header) => {
              const column = columnOf.get(header.column.id);

              return column === undefined ? null : <HeaderCell key={header.id} column={column} sort={sort} onSortChange={onSortChange} />;
            })}
          </tr>
        </thead>
        <tbody>
          {isLoading ? <SkeletonRows columnCount={columnCount} /> : null}
          {isLoading
            ? null
            : table
                .getRowModel()
                .rows.map((row) => (
                  <BodyRow key={row.id} row={row} columnOf={columnOf} name={props.rowName(row.original)} onOpen={props.onOpen} />
                ))}
          {isEmpty ? (
            <tr>
              <td colSpan={columnCount}>
                <div className={classes.empty}>{empty}</div>
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
      <VisuallyHidden role="status">{announce(words, isLoading, isStale)}</VisuallyHidden>
    </div>
  );
}

function announce(words: UiWords, isLoading: boolean, isStale: boolean): string {
  if (isLoading) return words.loading;

  return isStale ? words.updating : "";
}

/** Keeps which columns are shown and which rows are selected; sorting and paging are the server's. */
function useRowModel<Row extends RowData>({ columns, rows, rowId, hiddenColumns, selectedIds, onSelectionChange }: DataTableProps<Row>) {
  const definitions = useMemo(() => columns.map(({ id, header }): ColumnDef<TableShape, Row> => ({ id, header })), [columns]);
  const rowSelection = useMemo(
    (): RowSelectionState => Object.fromEntries([...(selectedIds ?? [])].map((id) => [id, true as const])),
    [selectedIds],
  );
  const columnVisibility = useMemo(() => Object.fromEntries((hiddenColumns ?? []).map((id) => [id, false])), [hiddenColumns]);

  return useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    enableRowSelection: onSelectionChange !== undefined,
    state: { rowSelection, columnVisibility },
    onRowSelectionChange: (update) => {
      const next: RowSelectionState = typeof update === "function" ? update(rowSelection) : update;
      onSelectionChange?.(new Set(Object.keys(next).filter((id) => next[id])));
    },
  });
}
