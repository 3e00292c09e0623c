import type { WidgetSeries } from "@latchkey/contract";

type Value = number | string | boolean;

export interface FigureRow {
  /** Milliseconds since 1970. */
  at: number;
  /** One for each series; undefined where it has none at this moment. */
  values: readonly (Value | undefined)[];
}

/** Series side by side, newest moment first. Two records of one series at the same moment stand in rows of their own. */
export function toRows(series: readonly WidgetSeries[]): FigureRow[] {
  const rowsAt = new Map<number, (Value | undefined)[][]>();

  for (const [index, each] of series.entries()) {
    for (const point of each.points) {
      const at = Date.parse(point.time);
      const rows = rowsAt.get(at) ?? [];
      rowsAt.set(at, rows);
      putIntoFirstFree(rows, { index, value: point.value, width: series.length });
    }
  }

  return [...rowsAt].flatMap(([at, rows]) => rows.map((values) => ({ at, values }))).toSorted((a, b) => b.at - a.at);
}

function putIntoFirstFree(rows: (Value | undefined)[][], { index, value, width }: { index: number; value: Value; width: number }): void {
  const free = rows.find((row) => row[index] === undefined);
  if (free !== undefined) {
    free[index] = value;
    return;
  }
  const row = Array.from<Value | undefined>({ length: width });
  row[index] = value;
  rows.push(row);
}
