/** What a clock on the wall shows in a time zone. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function toWallClock(at: number, timeZone: string): WallClock {
  const parts = new Map(
    clockFormat(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;

  return { year: read("year"), month: read("month"), day: read("day"), hour: read("hour"), minute: read("minute"), second: read("second") };
}

/** The moment at which the clock shows this. In the hour that a zone skips in spring, the moment after the gap. */
export function fromWallClock(clock: WallClock, timeZone: string): number {
  const asUtc = Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second);
  const guess = asUtc - offset(asUtc, timeZone);

  // The offset may differ between the two moments, around a change of clocks.
  return asUtc - offset(guess, timeZone);
}

/** Milliseconds that the zone's clock is ahead of UTC at a moment. */
function offset(at: number, timeZone: string): number {
  const clock = toWallClock(at, timeZone);

  return Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second) - Math.floor(at / 1000) * 1000;
}

/** Making a format costs a thousand times more than using it. */
function clockFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;

  const format = new Intl.DateTimeFormat("en-u-ca-iso8601-hc-h23", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  formats.set(timeZone, format);

  return format;
}
