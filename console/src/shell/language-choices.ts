import { languageNames, languages } from "@latchkey/words";

export interface Choice {
  value: string;
  label: string;
}

/** The languages the portal speaks, by their own name, and `current`, whatever an API client stored. */
export function languageChoices(current: string | null): Choice[] {
  const spoken = languages.map((value) => ({ value, label: languageNames[value] }));

  return current === null || spoken.some(({ value }) => value === current)
    ? spoken
    : [...spoken, { value: current, label: `${nameOf(current)} (${current})` }];
}

function nameOf(language: string): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
}
