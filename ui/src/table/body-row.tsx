import { Checkbox } from "@mantine/core";
import type { RowData, Row as TableRow } from "@tanstack/react-table";
import type { KeyboardEvent, MouseEvent } from "react";
import { useUi } from "../app/ui-context.ts";
import classes from "./data-table.module.css";
import type { DataTableColumn, TableShape } from "./column.ts";

interface BodyRowProps<Row extends RowData> {
  row: TableRow<TableShape, Row>;
  columnOf: ReadonlyMap<string, DataTableColumn<Row>>;
  name: string;
  onOpen: ((row: Row) => void) | undefined;
}

export function BodyRow<Row extends RowData>({ row, columnOf, name, onOpen }: BodyRowProps<Row>) {
  const { words } = useUi();
  const isSelected = row.getIsSelected();

  function onClick(event: MouseEvent) {
    if (!isOnControl(event.target) && !hasTextSelection()) onOpen?.(row.original);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>) {
    // Keys pressed in a control inside the row are that control's.
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") onOpen?.(row.original);
    else if (event.key === " " && row.getCanSelect()) row.toggleSelected();
    else if (!moveFocus(event)) return;
    event.preventDefault();
  }

  const opening = onOpen === undefined ? {} : { tabIndex: 0, onClick, onKeyDown, "data-opens": true };

  return (
    <tr className={classes.row} data-selected={isSelected || undefined} {...opening}>
      {row.getCanSelect() ? (
        <td className={classes.cell} data-select>
          <Checkbox size="md" aria-label={words.selectRow(name)} checked={isSelected} onChange={row.getToggleSelectedHandler()} />
        </td>
      ) : null}
      {row.getVisibleCells().map((cell) => {
        const column = columnOf.get(cell.column.id);
        if (column === undefined) return null;

        return column.isRowHeader === true ? (
          <th key={cell.id} scope="row" className={classes.cell} data-align={column.align}>
            {column.cell(row.original)}
          </th>
        ) : (
          <td key={cell.id} className={classes.cell} data-align={column.align}>
            {column.cell(row.original)}
          </td>
        );
      })}
    </tr>
  );
}

function moveFocus(event: KeyboardEvent<HTMLTableRowElement>): boolean {
  const isDown = event.key === "ArrowDown" || event.key === "j";
  const isUp = event.key === "ArrowUp" || event.key === "k";
  if (!isDown && !isUp) return false;

  const next = isDown ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
  if (next instanceof HTMLElement) next.focus();

  return true;
}

/** Links, buttons and fields in a row keep their own click. */
function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, button, input, label, select, textarea, [role='menuitem']") !== null;
}

/** Whoever marks text in order to copy it does not want to leave the page. */
function hasTextSelection(): boolean {
  return (globalThis.getSelection()?.toString() ?? "") !== "";
}
