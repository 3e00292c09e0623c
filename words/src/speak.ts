import type { i18n } from "i18next";
import type { Language } from "./languages.ts";
import { loadPortalWords } from "./load-portal-words.ts";

const wishes = new WeakMap<i18n, Language>();

/**
 * Turns the portal's sentences to a language, loading them first. The last wish wins, whichever file arrives first.
 * Rejects when the sentences cannot be loaded; the page then stays in the language it has.
 */
export async function speak(instance: i18n, language: Language): Promise<void> {
  wishes.set(instance, language);

  if (!instance.hasResourceBundle(language, "translation")) {
    instance.addResourceBundle(language, "translation", await loadPortalWords(language));
  }
  if (wishes.get(instance) === language && instance.language !== language) await instance.changeLanguage(language);
}
