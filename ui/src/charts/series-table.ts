export interface ChartSeries {
  name: string;
  unit: string | null;
  /** Oldest first; `time` is RFC 3339. */
  points: readonly { time: string; value: number }[];
}

export interface SeriesColumn {
  name: string;
  unit: string | null;
  points: readonly { at: number; value: number }[];
  /** One for each moment of the table; null where the series has none. */
  values: readonly (number | null)[];
}

/** Series laid out by moment: what bars, tooltips and the table twin are made of, hence all show the same figures. */
export interface SeriesTable {
  /** Milliseconds since 1970, ascending, each once. */
  moments: readonly number[];
  columns: readonly SeriesColumn[];
}

export function toSeriesTable(series: readonly ChartSeries[]): SeriesTable {
  const pointsOf = series.map((each) => each.points.map((point) => ({ at: Date.parse(point.time), value: point.value })));
  const moments = [...new Set(pointsOf.flatMap((points) => points.map((point) => point.at)))].toSorted((a, b) => a - b);

  const columns = series.map((each, index): SeriesColumn => {
    const points = pointsOf[index] ?? [];
    // A device may send two values for one moment; the later one stands.
    const valueAt = new Map(points.map((point) => [point.at, point.value]));

    return { name: each.name, unit: each.unit, points, values: moments.map((at) => valueAt.get(at) ?? null) };
  });

  return { moments, columns };
}
