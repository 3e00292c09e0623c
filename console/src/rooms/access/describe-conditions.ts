import type { Conditions, WeeklyHours } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

interface Saying {
  t: Translate;
  /** BCP 47 */
  language: string;
  /** IANA; UTC where none is known. */
  timeZone?: string | undefined;
}

/** The circumstances as half a sentence: "07:00 to 20:00 on Mon to Fri (America/New_York), on a trusted device"; empty without any. */
export function describeConditions(conditions: Conditions, describing: Saying): string {
  const { t } = describing;
  const { from, until, hours, addresses, trustedDevice, secondFactor } = conditions;
  const parts: string[] = [];

  if (from !== undefined) parts.push(t("policies.when.from", { moment: formatMoment(from, describing) }));
  if (until !== undefined) parts.push(t("policies.when.until", { moment: formatMoment(until, describing) }));
  if (hours !== undefined) parts.push(describeHours(hours, describing));
  if (addresses !== undefined) parts.push(t("policies.when.addresses", { list: addresses.join(", ") }));
  if (trustedDevice === true) parts.push(t("policies.when.trustedDevice"));
  if (secondFactor === true) parts.push(t("policies.when.secondFactor"));

  return parts.join(", ");
}

function describeHours({ timeZone, windows, holidays }: WeeklyHours, { t, language }: Saying): string {
  const list = windows
    .map(({ days, from, to }) => t("policies.when.window", { from, to, days: describeDays(days, language) }))
    .join(` ${t("policies.when.or")} `);
  const hours = t("policies.when.hours", { windows: list, timeZone });

  return holidays.length === 0 ? hours : `${hours} ${t("policies.when.holidays", { count: holidays.length })}`;
}

/** Days that follow each other are said as a range: "Mon–Fri, Sun". */
function describeDays(days: readonly number[], language: string): string {
  const sorted = [...new Set(days)].toSorted((one, other) => one - other);
  const runs: number[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }

  return runs
    .flatMap((run) =>
      run.length > 2 ? [`${dayName(run[0], language)}–${dayName(run.at(-1), language)}`] : run.map((day) => dayName(day, language)),
    )
    .join(", ");
}

/** 1 is Monday. */
export function dayName(day: number | undefined, language: string, width: "short" | "long" = "short"): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(language, { weekday: width, timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, day ?? 1)));
}

/** With the zone, as whoever reads it may live in another one. */
function formatMoment(moment: string, { language, timeZone = "UTC" }: Saying): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;

  return `${new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone }).format(at)} ${timeZone}`;
}
