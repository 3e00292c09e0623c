import type { i18n, Resource } from "i18next";
import { languages } from "./languages.ts";

export interface InitWordsOptions {
  /** BCP 47, e.g. the profile's language or the browser's. */
  language: string;
  /** `consoleResources`, `portalResources` or all `resources`. */
  resources: Resource;
}

/**
 * Fills an i18next instance. React escapes what it renders, so i18next must not escape a second time.
 * Resources are bundled, hence words are there as soon as this returns.
 */
export function initWords(instance: i18n, options: InitWordsOptions): void {
  void instance.init({
    lng: options.language,
    fallbackLng: languages[0],
    supportedLngs: [...languages],
    nonExplicitSupportedLngs: true,
    resources: options.resources,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}
