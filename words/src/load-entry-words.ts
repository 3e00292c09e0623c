import type { Language } from "./languages.ts";
import { entryResources } from "./resources.ts";
import type { Translated } from "./translated.ts";

export type EntryWords = Translated<(typeof entryResources)["en"]["translation"]>;

/** One file per language, loaded when somebody reads it. */
const loaders: Readonly<Record<Language, () => Promise<EntryWords>>> = {
  en: async () => entryResources.en.translation,
  "pt-BR": async () => (await import("./pt-br/entry-words.ts")).entryWords,
  es: async () => (await import("./es/entry-words.ts")).entryWords,
  de: async () => (await import("./de/entry-words.ts")).entryWords,
  fr: async () => (await import("./fr/entry-words.ts")).entryWords,
};

/** Every sentence of the pages before the console in one language: the console itself speaks English. */
export function loadEntryWords(language: Language): Promise<EntryWords> {
  return loaders[language]();
}
