import { compatErrors } from "./compat.errors.ts";
import { readText } from "./read-body.ts";

/** Milliseconds of each unit; months and longer go by the calendar, below. */
const unitMs: Record<string, number> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };
const unitMonths: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const aliases: Record<string, string> = {
  s: "second",
  ss: "second",
  sec: "second",
  m: "minute",
  mm: "minute",
  min: "minute",
  h: "hour",
  hh: "hour",
  d: "day",
  dd: "day",
  w: "week",
  ww: "week",
  M: "month",
  MM: "month",
  y: "year",
  yy: "year",
};

/** `never` or nothing becomes null; an ISO time is itself; `"3 months"` counts from now, forward or back. */
export function readMoment(value: unknown, { now, direction, field }: { now: Date; direction: 1 | -1; field: string }): Date | null {
  if (value === undefined || value === null || value === "" || value === "never") return null;
  const text = value instanceof Date ? value.toISOString() : readText(value, field).trim();
  const relative = /^(\d{1,6})\s*([a-zA-Z]+)$/.exec(text);
  const moment = relative ? shift(now, Number(relative[1]) * direction, unitOf(relative[2] ?? "", field)) : new Date(text);
  if (!isStorable(moment)) throw compatErrors.not_valid({ detail: `${field}: must be never, a date, or a time such as "3 months"` });
  return moment;
}

/** Years of four digits: what PostgreSQL stores and every client reads back. */
function isStorable(moment: Date): boolean {
  return moment.getUTCFullYear() >= 0 && moment.getUTCFullYear() <= 9999;
}

function unitOf(word: string, field: string): string {
  const unit = aliases[word] ?? word.toLowerCase().replace(/s$/, "");
  if (unit in unitMs || unit in unitMonths) return unit;
  throw compatErrors.not_valid({
    detail: `${field}: "${word}" is no unit of time; use minutes, hours, days, weeks, months, quarters or years`,
  });
}

function shift(now: Date, count: number, unit: string): Date {
  const ms = unitMs[unit];
  if (ms !== undefined) return new Date(now.getTime() + count * ms);

  const moved = new Date(now);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + count * (unitMonths[unit] ?? 0));
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, lastDay));
  return moved;
}
