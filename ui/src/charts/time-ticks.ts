import { fromWallClock, toWallClock } from "./wall-clock.ts";
import type { WallClock } from "./wall-clock.ts";

type Unit = "second" | "minute" | "hour" | "day" | "month" | "year";

export interface TickStep {
  unit: Unit;
  count: number;
}

const seconds: Record<Unit, number> = { second: 1, minute: 60, hour: 3600, day: 86_400, month: 2_629_800, year: 31_557_600 };

const steps: readonly TickStep[] = [
  ...[1, 5, 15, 30].map((count) => ({ unit: "second" as const, count })),
  ...[1, 5, 15, 30].map((count) => ({ unit: "minute" as const, count })),
  ...[1, 3, 6, 12].map((count) => ({ unit: "hour" as const, count })),
  ...[1, 2, 7, 14].map((count) => ({ unit: "day" as const, count })),
  ...[1, 3, 6].map((count) => ({ unit: "month" as const, count })),
  ...[1, 2, 5, 10, 20, 50, 100].map((count) => ({ unit: "year" as const, count })),
];

export interface TickSpan {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  countMax: number;
  timeZone: string;
}

/**
 * Round moments of a time zone's own clock between two moments: midnights in New York, not in Greenwich.
 * Charting libraries know only UTC and the reader's own zone.
 */
export function timeTicks({ from, to, countMax, timeZone }: TickSpan): { ticks: number[]; step: TickStep } {
  const step = chooseStep((to - from) / 1000, Math.max(1, countMax));
  const ticks: number[] = [];
  let clock = floorTo(toWallClock(from, timeZone), step);

  // A step never yields more ticks than its share of the span, hence this ends soon; the bound is for safety.
  for (let index = 0; index <= countMax * 3 + 3; index++) {
    const at = fromWallClock(clock, timeZone);
    if (at > to) break;
    if (at >= from && at !== ticks.at(-1)) ticks.push(at);
    clock = advance(clock, step);
  }

  return { ticks, step };
}

function chooseStep(spanSeconds: number, countMax: number): TickStep {
  const fitting = steps.find((step) => spanSeconds / (seconds[step.unit] * step.count) <= countMax);

  return fitting ?? steps.at(-1) ?? { unit: "year", count: 100 };
}

function floorTo(clock: WallClock, { unit, count }: TickStep): WallClock {
  const down = (value: number) => Math.floor(value / count) * count;
  const year = { year: clock.year, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

  switch (unit) {
    case "year":
      return { ...year, year: down(clock.year) };
    case "month":
      return { ...year, month: down(clock.month - 1) + 1 };
    case "day":
      // Counted from the month's first, so that labels stay at the same days while data arrives.
      return { ...year, month: clock.month, day: down(clock.day - 1) + 1 };
    case "hour":
      return { ...clock, hour: down(clock.hour), minute: 0, second: 0 };
    case "minute":
      return { ...clock, minute: down(clock.minute), second: 0 };
    case "second":
      return { ...clock, second: down(clock.second) };
  }
}

/** The next tick; days start over at each month, and one that falls close before the first is left out. */
function advance(clock: WallClock, { unit, count }: TickStep): WallClock {
  const moved = normalise({ ...clock, [unit]: clock[unit] + count });
  if (unit !== "day" || count === 1) return moved;

  const daysOfMonth = new Date(Date.UTC(clock.year, clock.month, 0)).getUTCDate();
  const isLastOfMonth = moved.month !== clock.month || daysOfMonth - moved.day + 1 < count / 2;

  return isLastOfMonth ? normalise({ ...clock, month: clock.month + 1, day: 1 }) : moved;
}

function normalise(clock: WallClock): WallClock {
  const date = new Date(Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second));
  if (clock.year >= 0 && clock.year < 100) date.setUTCFullYear(clock.year);

  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}
