/** Languages that have every sentence of the portal; the first one stands in where there is no other. */
export const languages = ["en", "pt-BR", "es", "de", "fr"] as const;
export type Language = (typeof languages)[number];

/** Each by its own name, which its readers know whatever language the page is in. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: "English",
  "pt-BR": "Português (Brasil)",
  es: "Español",
  de: "Deutsch",
  fr: "Français",
};

/** The language we have for a wish such as `de-AT`; the region may differ, the language may not. */
export function findLanguage(wish: string): Language | undefined {
  const whole = languages.find((language) => language.toLowerCase() === wish.toLowerCase());

  return whole ?? languages.find((language) => baseOf(language) === baseOf(wish));
}

/** As above, or the first one. */
export function toLanguage(wish: string): Language {
  return findLanguage(wish) ?? languages[0];
}

function baseOf(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}
