const hourMilliseconds = 3_600_000;

export const rangeHours = { hour: 1, day: 24, week: 168, month: 720 } as const;
export type RangeName = keyof typeof rangeHours;

/** The start of "the last so many hours", cut to the minute so that the address stays readable. */
export function rangeStart(name: RangeName, now: Date): string {
  const at = new Date(now.getTime() - rangeHours[name] * hourMilliseconds);
  at.setSeconds(0, 0);

  return at.toISOString();
}

/** `2026-03-01T09:30` of a date field, taken in the browser's zone; undefined when it is not complete. */
export function fromLocalInput(value: string): string | undefined {
  const at = new Date(value);

  return value === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

export function toLocalInput(value: string | undefined): string {
  if (value === undefined) return "";

  const at = new Date(value);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
