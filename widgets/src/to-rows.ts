import type { WidgetSeries } from "@latchkey/contract";

type Value = number | string | boolean;

export interface FigureRow {
  /** Milliseconds since 1970. */
  at: number;
  /** One for each series; undefined where it has none at this moment. */
  values: readonly (Value | undefined)[];
}

/** Series side by side, newest moment first. */
export function toRows(series: readonly WidgetSeries[]): FigureRow[] {
  const valuesAt = new Map<number, (Value | undefined)[]>();

  for (const [index, each] of series.entries()) {
    for (const point of each.points) {
      const at = Date.parse(point.time);
      const values = valuesAt.get(at) ?? series.map(() => undefined);
      values[index] = point.value;
      valuesAt.set(at, values);
    }
  }

  return [...valuesAt].map(([at, values]) => ({ at, values })).toSorted((a, b) => b.at - a.at);
}
