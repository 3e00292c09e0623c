import type { StoredValues } from "./mail.tables.ts";
import type { MailValues } from "./render-mail.ts";
import type { MailLanguage } from "./templates/languages.ts";
import type { TemplateDefinition } from "./templates/template-list.ts";

/** Whose message it is: a portal, or the console. */
export interface MailPlace {
  name: string;
  url: string;
  language: string | null;
  timeZone: string;
}

export interface Reader {
  language: MailLanguage;
  place: MailPlace;
  recipientName: string | null;
}

/** What Liquid is given: stored values with times as the reader writes them, and what every message knows. */
export function writeOut(definition: TemplateDefinition, values: StoredValues, { language, place, recipientName }: Reader): MailValues {
  const written = Object.entries(definition.variables).map(([name, kind]) => {
    const value = values[name] ?? null;
    return [name, kind.startsWith("time") && typeof value === "string" ? writeTime(value, language, place.timeZone) : value] as const;
  });
  return { ...Object.fromEntries(written), name: recipientName, place: place.name, placeUrl: place.url };
}

function writeTime(iso: string, language: MailLanguage, timeZone: string): string {
  return new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(new Date(iso));
}
