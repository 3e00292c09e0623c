import { languages } from "@latchkey/words";
import type { Language } from "@latchkey/words";

/** One choice for the console and every portal of this origin: it is about the person at the device. */
const storageKey = "latchkey.language";

/** Stands in where the browser keeps nothing. */
let remembered: Language | undefined;

/** The language that somebody chose on this device; undefined when nobody did. */
export function readOwnLanguage(): Language | undefined {
  try {
    const stored = localStorage.getItem(storageKey);

    return languages.find((language) => language === stored) ?? remembered;
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

let person: string | undefined;

/** What the account of whoever is signed in says that they read; it counts where nothing was chosen on this device. */
export function readPersonLanguage(): string | undefined {
  return person;
}

/** Null for nobody, or somebody who never said: also whenever a person leaves. */
export function notePersonLanguage(language: string | null): void {
  person = language ?? undefined;
}
