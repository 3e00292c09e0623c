const steps = [
  { unit: "year", seconds: 31_557_600 },
  { unit: "month", seconds: 2_629_800 },
  { unit: "week", seconds: 604_800 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3600 },
  { unit: "minute", seconds: 60 },
] as const;

/** "3 hours ago", "in 2 days"; within a minute, "now". */
export function relativeTime(at: Date, now: Date, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const step = steps.find((each) => Math.abs(seconds) >= each.seconds);

  return step === undefined ? format.format(0, "second") : format.format(Math.trunc(seconds / step.seconds), step.unit);
}

/** Date and time with seconds and the name of the zone, for a tooltip or an audit entry. */
export function absoluteTime(at: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "long", timeZone }).format(at);
}
