/** Languages that have every sentence; the first one stands in where a word is missing. */
export const languages = ["en"] as const;
export type Language = (typeof languages)[number];

/** The best language we have for a wish such as `pt-BR` or `en-GB`. */
export function toLanguage(wish: string): Language {
  const base = wish.toLowerCase().split("-")[0];

  return languages.find((language) => language === base) ?? languages[0];
}
