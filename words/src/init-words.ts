import type { i18n, Resource } from "i18next";
import { languages } from "./languages.ts";
import type { Language } from "./languages.ts";

export interface InitWordsOptions {
  /** The one to begin with; its sentences have to be among `resources`. */
  language: Language;
  /** `consoleResources`, `portalResources` or all `resources`. */
  resources: Resource;
}

/**
 * Fills an i18next instance. React escapes what it renders, so i18next must not escape a second time.
 * Resources are bundled, hence words are there as soon as this returns; `speak` adds further languages.
 */
export function initWords(instance: i18n, options: InitWordsOptions): void {
  void instance.init({
    lng: options.language,
    fallbackLng: languages[0],
    supportedLngs: [...languages],
    // `pt-BR` is a language of its own here, not a refinement of a `pt` that does not exist.
    load: "currentOnly",
    resources: options.resources,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}
