import type { i18n, Resource, ResourceStore } from "i18next";
import { languages } from "./languages.ts";
import type { Language } from "./languages.ts";

/** Every sentence that an instance has in a language of its own. */
export type LoadWords = (language: Language) => Promise<object>;

export interface InitWordsOptions {
  /** The one to begin with; its sentences have to be among `resources`. */
  language: Language;
  /** `consoleResources`, `portalResources` or all `resources`. */
  resources: Resource;
  /** Where `speak` finds further languages; absent for an instance that has one for good. */
  load?: LoadWords;
}

/** By the store of sentences: React's hook hands out copies of an instance, which share it. */
const loaders = new WeakMap<ResourceStore, LoadWords>();

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
    // i18next adds to what it is given: a language that one instance loads is none of another's.
    resources: { ...options.resources },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  if (options.load !== undefined) loaders.set(instance.store, options.load);
}

export function loaderOf(instance: i18n): LoadWords {
  return loaders.get(instance.store) ?? (() => Promise.reject(new Error("these words have one language")));
}
