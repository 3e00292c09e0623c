import { languageNames, languages } from "@latchkey/words";

export interface Choice {
  value: string;
  label: string;
}

/** Every time zone the browser knows, with what the clock shows there now. */
export function timeZoneChoices(now: Date): Choice[] {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

  return [...zones].map((value) => ({ value, label: `${value.replaceAll("_", " ")} (${clockIn(value, now)})` }));
}

function clockIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(now);
}

/** The languages the portal speaks, by their own name, and `current`, whatever an API client stored. */
export function languageChoices(current: string): Choice[] {
  const spoken = languages.map((value) => ({ value, label: languageNames[value] }));
  const isSpoken = spoken.some(({ value }) => value === current);

  return isSpoken ? spoken : [...spoken, { value: current, label: `${nameOf(current)} (${current})` }];
}

function nameOf(language: string): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
}
