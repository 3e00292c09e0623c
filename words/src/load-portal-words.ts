import type { Language } from "./languages.ts";
import { portalResources } from "./resources.ts";
import type { Translated } from "./translated.ts";

export type PortalWords = Translated<(typeof portalResources)["en"]["translation"]>;

/** One file per language, loaded when somebody reads it: no portal page carries the others. */
const loaders: Readonly<Record<Language, () => Promise<PortalWords>>> = {
  en: async () => portalResources.en.translation,
  "pt-BR": async () => (await import("./pt-br/portal-words.ts")).portalWords,
  es: async () => (await import("./es/portal-words.ts")).portalWords,
  de: async () => (await import("./de/portal-words.ts")).portalWords,
  fr: async () => (await import("./fr/portal-words.ts")).portalWords,
};

/** Every sentence of the portal in one language. */
export function loadPortalWords(language: Language): Promise<PortalWords> {
  return loaders[language]();
}
