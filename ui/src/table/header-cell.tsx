import { Checkbox } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconArrowsSort } from "@tabler/icons-react";
import { useUi } from "../app/ui-context.ts";
import classes from "./data-table.module.css";
import type { DataTableColumn } from "./column.ts";

interface HeaderCellProps<Row> {
  column: DataTableColumn<Row>;
  sort: string | undefined;
  onSortChange: ((sort: string) => void) | undefined;
}

/** A column's name; a button that sorts by it where the server can. */
export function HeaderCell<Row>({ column, sort, onSortChange }: HeaderCellProps<Row>) {
  const { sortKey } = column;
  const look = { "data-align": column.align, ...(column.width === undefined ? {} : { style: { width: column.width } }) };
  if (sortKey === undefined || onSortChange === undefined) {
    return (
      <th scope="col" className={classes.header} {...look}>
        {column.header}
      </th>
    );
  }

  const direction = directionOf(sort, sortKey);
  const Icon = direction === undefined ? IconArrowsSort : icons[direction];

  return (
    <th scope="col" className={classes.header} aria-sort={direction} {...look}>
      <button
        type="button"
        className={classes.sortButton}
        onClick={() => onSortChange(direction === "ascending" ? `-${sortKey}` : sortKey)}
      >
        {column.header}
        <Icon size={14} aria-hidden data-sorted={direction !== undefined || undefined} />
      </button>
    </th>
  );
}

const icons = { ascending: IconArrowUp, descending: IconArrowDown };

function directionOf(sort: string | undefined, sortKey: string): "ascending" | "descending" | undefined {
  if (sort === sortKey) return "ascending";

  return sort === `-${sortKey}` ? "descending" : undefined;
}

interface SelectAllCellProps {
  ids: readonly string[];
  selectedIds: ReadonlySet<string> | undefined;
  onChange: (ids: Set<string>) => void;
}

/** Selects this page's rows and leaves a selection on other pages alone. */
export function SelectAllCell({ ids, selectedIds = new Set(), onChange }: SelectAllCellProps) {
  const { words } = useUi();
  const selectedHere = ids.filter((id) => selectedIds.has(id)).length;
  const isAll = ids.length > 0 && selectedHere === ids.length;

  function toggle() {
    const next = new Set(selectedIds);
    for (const id of ids) {
      if (isAll) next.delete(id);
      else next.add(id);
    }
    onChange(next);
  }

  return (
    <th scope="col" className={classes.header} data-select>
      <Checkbox size="md" aria-label={words.selectAllRows} checked={isAll} indeterminate={selectedHere > 0 && !isAll} onChange={toggle} />
    </th>
  );
}
