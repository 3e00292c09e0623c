import type { i18n, ResourceStore } from "i18next";
import { loaderOf } from "./init-words.ts";
import type { Language } from "./languages.ts";

const wishes = new WeakMap<ResourceStore, Language>();

/**
 * Turns an instance to a language, loading its sentences first. The last wish wins, whichever file arrives first.
 * Rejects when the sentences cannot be loaded; the page then stays in the language it has.
 */
export async function speak(instance: i18n, language: Language): Promise<void> {
  wishes.set(instance.store, language);

  if (!instance.hasResourceBundle(language, "translation")) {
    instance.addResourceBundle(language, "translation", await loaderOf(instance)(language));
  }
  if (wishes.get(instance.store) === language && instance.language !== language) await instance.changeLanguage(language);
}
