const steps = [
  { unit: "month", seconds: 30 * 86_400 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

/** A length of time in the largest unit that says it roughly: 90 s is "2 minutes", 24 h "1 day". Rounded up. */
export function formatLength(seconds: number, locale: string): string {
  const step = steps.find((each) => seconds >= each.seconds) ?? { unit: "second", seconds: 1 };

  return new Intl.NumberFormat(locale, { style: "unit", unit: step.unit, unitDisplay: "long" }).format(Math.ceil(seconds / step.seconds));
}
