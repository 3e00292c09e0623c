import type { Conditions, WeeklyHours } from "../conditions.ts";
import { dayNames, dayPhrases } from "./grammar-words.ts";
import type { TokenReader } from "./token-reader.ts";

const clock = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const moment = /^\d{4}-\d\d-\d\dT\S+$/;
const date = /^\d{4}-\d\d-\d\d$/;
const addressLike = /^[0-9A-Fa-f:./]*[.:][0-9A-Fa-f:./]*$/;

type Window = WeeklyHours["windows"][number];

/** Everything that stands between the resource and the full stop. */
export function parseConditions(reader: TokenReader): Conditions {
  const conditions: Conditions = {};

  for (;;) {
    const offset = reader.offset;
    const found = reader.attempt(() => {
      reader.takeMark(",");
      reader.takeWords("and");
      return parseCondition(reader);
    });
    if (found === undefined) return conditions;
    if (Object.keys(found).some((key) => key in conditions)) reader.failAt(offset, "each kind of condition only once");
    Object.assign(conditions, found);
  }
}

function parseCondition(reader: TokenReader): Conditions | undefined {
  if (reader.takeWords("between")) return { hours: parseHours(reader) };
  if (reader.takeWords("from no address")) return { addresses: [] };
  if (reader.takeWords("from addresses") || reader.takeWords("from address")) return { addresses: parseAddresses(reader) };
  if (reader.takeWords("from")) return { from: parseMoment(reader) };
  if (reader.takeWords("until")) return { until: parseMoment(reader) };
  if (reader.takeWords("on a trusted device")) return { trustedDevice: true };
  if (reader.takeWords("with a second factor")) return { secondFactor: true };

  return undefined;
}

function parseMoment(reader: TokenReader): string {
  return reader.takeFitting("a moment such as 2026-03-01T08:00:00.000Z", moment) ?? reader.fail();
}

function parseAddresses(reader: TokenReader): string[] {
  const what = "an address or range such as 10.0.0.0/8";
  const addresses = [reader.takeFitting(what, addressLike) ?? reader.fail()];

  for (;;) {
    const next = reader.attempt(() => (reader.takeMark(",") ? reader.takeFitting(what, addressLike) : undefined));
    if (next === undefined) return addresses;
    addresses.push(next);
  }
}

function parseHours(reader: TokenReader): WeeklyHours {
  const windows: Window[] = [];
  do windows.push(parseWindow(reader));
  while (reader.takeWords("or between"));

  if (!reader.takeWords("in")) reader.fail();
  const timeZone = reader.takeFitting("a time zone such as America/New_York") ?? reader.fail();

  return { timeZone, windows, holidays: parseHolidays(reader) };
}

function parseWindow(reader: TokenReader): Window {
  const from = reader.takeFitting("a time of day such as 07:00", clock) ?? reader.fail();
  if (!reader.takeWords("and")) reader.fail();
  const to = reader.takeFitting("a time of day such as 20:00", clock) ?? reader.fail();

  return { from, to, days: parseDays(reader) };
}

function parseDays(reader: TokenReader): number[] {
  reader.takeWords("on");
  const known = dayPhrases.find(({ phrase }) => reader.takeWords(phrase));
  if (known !== undefined) return [...known.days];

  const days = [takeDay(reader) ?? reader.fail()];
  for (;;) {
    const next = reader.attempt(() => {
      const hasComma = reader.takeMark(",");
      const hasAnd = reader.takeWords("and");
      return hasComma || hasAnd ? takeDay(reader) : undefined;
    });
    if (next === undefined) return days;
    days.push(next);
  }
}

function takeDay(reader: TokenReader): number | undefined {
  const index = dayNames.findIndex((name) => reader.takeWords(name));

  return index < 0 ? undefined : index + 1;
}

function parseHolidays(reader: TokenReader): string[] {
  if (!reader.takeWords("except")) return [];
  reader.takeWords("on");
  const what = "a date such as 2026-12-25";
  const holidays = [reader.takeFitting(what, date) ?? reader.fail()];

  for (;;) {
    const next = reader.attempt(() => {
      const hasComma = reader.takeMark(",");
      const hasAnd = reader.takeWords("and");
      return hasComma || hasAnd ? reader.takeFitting(what, date) : undefined;
    });
    if (next === undefined) return holidays;
    holidays.push(next);
  }
}
