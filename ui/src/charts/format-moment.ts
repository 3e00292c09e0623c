import type { TickStep } from "./time-ticks.ts";
import { toWallClock } from "./wall-clock.ts";

interface MomentFormat {
  locale: string;
  timeZone: string;
}

/** The label of a tick: as little as its step needs, and the larger part where that changes (the day at midnight). */
export function formatTick(at: number, step: TickStep, { locale, timeZone }: MomentFormat): string {
  return new Intl.DateTimeFormat(locale, { timeZone, ...tickParts(at, step, timeZone) }).format(at);
}

function tickParts(at: number, step: TickStep, timeZone: string): Intl.DateTimeFormatOptions {
  const clock = toWallClock(at, timeZone);

  switch (step.unit) {
    case "year":
      return { year: "numeric" };
    case "month":
      return clock.month === 1 ? { year: "numeric" } : { month: "short" };
    case "day":
      return clock.day === 1 ? monthParts(clock.month) : { day: "numeric", month: "short" };
    case "hour":
    case "minute":
      return clock.hour === 0 && clock.minute === 0 ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit" };
    case "second":
      return { hour: "2-digit", minute: "2-digit", second: "2-digit" };
  }
}

/** The year only where it changes; "Feb 15" for a year would read as a day. */
function monthParts(month: number): Intl.DateTimeFormatOptions {
  return month === 1 ? { month: "short", year: "numeric" } : { month: "short" };
}

export type Precision = "second" | "minute" | "day" | "month" | "year";

/** How exactly moments must be told so that no two of them read alike: yearly figures need no clock. */
export function precisionOf(moments: readonly number[], timeZone: string): Precision {
  const clocks = moments.map((at) => toWallClock(at, timeZone));
  const isMidnight = clocks.every((clock) => clock.hour === 0 && clock.minute === 0 && clock.second === 0);
  if (!isMidnight || clocks.length === 0) return clocks.every((clock) => clock.second === 0) ? "minute" : "second";
  if (clocks.length === 1 || !clocks.every((clock) => clock.day === 1)) return "day";

  return clocks.every((clock) => clock.month === 1) ? "year" : "month";
}

const precisionParts: Record<Precision, Intl.DateTimeFormatOptions> = {
  second: { dateStyle: "medium", timeStyle: "medium" },
  minute: { dateStyle: "medium", timeStyle: "short" },
  day: { dateStyle: "medium" },
  month: { month: "short", year: "numeric" },
  year: { year: "numeric" },
};

/** A moment of a series in a tooltip, a table or below a bar. */
export function momentFormat(precision: Precision, { locale, timeZone }: MomentFormat): (at: number) => string {
  const format = new Intl.DateTimeFormat(locale, { timeZone, ...precisionParts[precision] });

  return (at) => format.format(at);
}
