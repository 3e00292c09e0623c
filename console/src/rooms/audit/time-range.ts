const hourMilliseconds = 3_600_000;

const rangeHours = { hour: 1, day: 24, week: 168, month: 720 } as const;
export type RangeName = keyof typeof rangeHours;

export function isRangeName(value: string): value is RangeName {
  return Object.hasOwn(rangeHours, value);
}

/** The start of "the last so many hours", cut to the minute so that the address stays readable. */
export function rangeStart(name: RangeName, now: Date): string {
  const at = new Date(now.getTime() - rangeHours[name] * hourMilliseconds);
  at.setUTCSeconds(0, 0);

  return at.toISOString();
}

/** What a date field shows for a moment: the wall clock of the zone in which the log's times are shown. */
export function toZonedInput(value: string | undefined, timeZone: string): string {
  return value === undefined ? "" : wallClock(new Date(value), timeZone);
}

/** The moment at which the zone's wall clock shows `2026-03-01T09:30`; undefined while the field is not complete. */
export function fromZonedInput(value: string, timeZone: string): string | undefined {
  const asUtc = new Date(`${value}:00.000Z`);
  if (Number.isNaN(asUtc.getTime())) return undefined;

  // Twice, because the first guess may lie on the other side of a change to or from summer time.
  const guess = new Date(asUtc.getTime() - offsetMilliseconds(asUtc, timeZone));
  return new Date(asUtc.getTime() - offsetMilliseconds(guess, timeZone)).toISOString();
}

function offsetMilliseconds(at: Date, timeZone: string): number {
  const toTheMinute = Math.floor(at.getTime() / 60_000) * 60_000;

  return new Date(`${wallClock(at, timeZone)}:00.000Z`).getTime() - toTheMinute;
}

function wallClock(at: Date, timeZone: string): string {
  // The Swedish way to write a date is the one that date fields take.
  const text = new Intl.DateTimeFormat("sv-SE", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(at);

  return text.replace(" ", "T");
}
