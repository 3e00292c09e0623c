import type { i18n } from "i18next";
import { speak } from "@latchkey/words";
import type { Language } from "@latchkey/words";
import { readOwnLanguage, readPersonLanguage } from "./own-language.ts";
import { wishedLanguage } from "./wished-language.ts";

/** The language that this person reads, as far as is known: `portal` is the language of the open portal. */
export function readWishedLanguage(portal?: string): Language {
  return wishedLanguage({ own: readOwnLanguage(), person: readPersonLanguage(), portal, browser: navigator.languages });
}

/** Turns the page to that language. */
export async function openLanguage(words: i18n, portal?: string): Promise<void> {
  try {
    await speak(words, readWishedLanguage(portal));
  } catch {
    // Sentences that cannot be loaded must not keep anybody out: the page stays in the language it has.
  }
}
