import { languages } from "@latchkey/words";

const otherLanguages = ["en-GB", "en-US", "pt-BR", "pt", "es", "de", "fr", "it", "nl", "pl", "ja", "ko"];

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

/** Languages by their own name; `current` is always among them, whatever an API client stored. */
export function languageChoices(current: string): Choice[] {
  const all = new Set([...languages, ...otherLanguages, current]);

  return [...all].map((value) => ({ value, label: `${nameOf(value)} (${value})` }));
}

function nameOf(language: string): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
}
