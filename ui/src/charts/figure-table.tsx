import { Pager } from "../table/pager.tsx";
import { useState } from "react";
import classes from "./chart.module.css";

export interface FigureTableProps {
  caption: string;
  headers: readonly string[];
  rowCount: number;
  /** The cells of a row, the first of which names it. */
  row: (index: number) => readonly string[];
  /** Columns that hold words: figures align at their end, words at their start. */
  wordColumns?: ReadonlySet<number>;
}

const rowsPerPage = 100;

const noColumns: ReadonlySet<number> = new Set();

/** Figures as a plain table; long ones in pages, since ten thousand rows would freeze a phone. */
export function FigureTable({ caption, headers, rowCount, row, wordColumns = noColumns }: FigureTableProps) {
  const [wantedStart, setStart] = useState(0);
  const start = wantedStart < rowCount ? wantedStart : 0;
  const end = Math.min(rowCount, start + rowsPerPage);

  return (
    <>
      {/* What scrolls must be reachable by keyboard (axe: scrollable-region-focusable). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.tableBox} role="group" aria-label={caption} tabIndex={0}>
        <table className={classes.table}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {headers.map((header, index) => (
                // Columns never move, and two may bear the same name: their place is their identity.
                // oxlint-disable-next-line react/no-array-index-key
                <th key={index} scope="col" data-words={wordColumns.has(index) || undefined}>
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: end - start }, (_, offset) => (
              <FigureRow key={start + offset} cells={row(start + offset)} wordColumns={wordColumns} />
            ))}
          </tbody>
        </table>
      </div>
      {rowCount <= rowsPerPage ? null : (
        <Pager
          onPrevious={start > 0 ? () => setStart(start - rowsPerPage) : undefined}
          onNext={end < rowCount ? () => setStart(start + rowsPerPage) : undefined}
          summary={`${start + 1}–${end} / ${rowCount}`}
        />
      )}
    </>
  );
}

function FigureRow({ cells, wordColumns }: { cells: readonly string[]; wordColumns: ReadonlySet<number> }) {
  const [name, ...figures] = cells;

  return (
    <tr>
      <th scope="row">{name}</th>
      {figures.map((figure, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- see the header
        <td key={index} data-words={wordColumns.has(index + 1) || undefined}>
          {figure}
        </td>
      ))}
    </tr>
  );
}
