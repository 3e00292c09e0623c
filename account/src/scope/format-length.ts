const steps = [
  { unit: "month", seconds: 30 * 86_400 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;
const inSeconds = { unit: "second", seconds: 1 };

/** A length of time in the largest unit that says it roughly: 90 s is "2 minutes", 24 h "1 day". Rounded up. */
export function formatLength(seconds: number, locale: string): string {
  const step = steps.find((each) => seconds >= each.seconds) ?? inSeconds;

  return formatIn(step, seconds, locale);
}

/** The same in the largest unit that says it exactly: an hour and a half is "90 minutes". Never in months, which differ. */
export function formatExactLength(seconds: number, locale: string): string {
  const step = steps.find((each) => each.unit !== "month" && seconds % each.seconds === 0) ?? inSeconds;

  return formatIn(step, seconds, locale);
}

function formatIn(step: { unit: string; seconds: number }, seconds: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit: step.unit, unitDisplay: "long" }).format(Math.ceil(seconds / step.seconds));
}
