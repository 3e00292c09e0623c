import { fromWallClock } from "@latchkey/ui";
import type { WidgetRange } from "./dashboard-source.ts";

/** Periods that end now; a period between two dates is written `2026-01-01..2026-01-31`, both days included. */
export const rollingPeriods = ["newest", "24h", "7d", "30d", "1y"] as const;
export type RollingPeriod = (typeof rollingPeriods)[number];

const hours: Record<Exclude<RollingPeriod, "newest">, number> = { "24h": 24, "7d": 168, "30d": 720, "1y": 8760 };

/** The moments a period stands for; whatever it cannot read (an old link) means the newest figures. */
export function periodToRange(period: string, now: Date, timeZone: string): WidgetRange {
  if (isRolling(period)) {
    return period === "newest" ? {} : { from: new Date(now.getTime() - hours[period] * 3_600_000).toISOString() };
  }

  const dates = periodToDates(period);

  return dates === null ? {} : { from: dayStart(dates.from, 0, timeZone), to: dayStart(dates.to, 1, timeZone) };
}

export function isRolling(period: string): period is RollingPeriod {
  return rollingPeriods.some((each) => each === period);
}

/** First and last day of a period between two dates; null for any other. */
export function periodToDates(period: string): { from: string; to: string } | null {
  const [, from, to] = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(period) ?? [];
  if (from === undefined || to === undefined || !isDate(from) || !isDate(to)) return null;

  return from <= to ? { from, to } : { from: to, to: from };
}

export function datesToPeriod(from: string, to: string): string {
  return `${from}..${to}`;
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);

  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Midnight of the zone's own clock, so many days later. */
function dayStart(date: string, daysLater: number, timeZone: string): string {
  const day = new Date(Date.parse(`${date}T00:00:00Z`) + daysLater * 86_400_000);
  const clock = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour: 0, minute: 0, second: 0 };

  return new Date(fromWallClock(clock, timeZone)).toISOString();
}
