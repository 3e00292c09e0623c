const recordsMaxMost = 1e12;

/** What the limit of a month's data output may be: empty for none, or a whole number. */
export function isRecordsMax(typed: number | string): boolean {
  if (typed === "") return true;
  const records = Number(typed);

  return Number.isInteger(records) && records >= 0 && records <= recordsMaxMost;
}
