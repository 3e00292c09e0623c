const monthsShown = 12;

export interface MonthRecords {
  /** YYYY-MM, in UTC as the server counts. */
  month: string;
  records: number;
}

/** The last twelve months, oldest first; the server leaves out months in which nothing was shown, which are zero. */
export function monthFigures(counted: readonly MonthRecords[], now: Date): { time: string; value: number }[] {
  const recordsOf = new Map(counted.map(({ month, records }) => [month, records]));

  return Array.from({ length: monthsShown }, (_, index) => {
    const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (monthsShown - 1 - index), 1)).toISOString();

    return { time: start, value: recordsOf.get(start.slice(0, 7)) ?? 0 };
  });
}

/** What was shown so far in the month that a moment is in. */
export function recordsOfMonth(counted: readonly MonthRecords[], now: Date): number {
  return counted.find(({ month }) => month === now.toISOString().slice(0, 7))?.records ?? 0;
}
