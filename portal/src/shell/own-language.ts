import { languages } from "@latchkey/words";
import type { Language } from "@latchkey/words";
import { readOneOf } from "./search-params.ts";

/** One choice for every portal of this origin: it is about the person at the device. */
const storageKey = "latchkey.language";

/** Stands in where the browser keeps nothing. */
let remembered: Language | undefined;

/** The language that somebody chose on this device; undefined when nobody did. */
export function readOwnLanguage(): Language | undefined {
  try {
    return readOneOf(localStorage.getItem(storageKey), languages) ?? remembered;
  } catch {
    // Storage may be blocked; a convenience must not break the page.
    return remembered;
  }
}

export function rememberOwnLanguage(language: Language): void {
  remembered = language;

  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // As above.
  }
}
