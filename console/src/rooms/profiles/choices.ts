import type { Choice } from "../../shell/index.ts";

/** Every time zone the browser knows, with what the clock shows there now. */
export function timeZoneChoices(now: Date): Choice[] {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

  return [...zones].map((value) => ({ value, label: `${value.replaceAll("_", " ")} (${clockIn(value, now)})` }));
}

function clockIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(now);
}
