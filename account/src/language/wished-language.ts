import { findLanguage, languages } from "@latchkey/words";
import type { Language } from "@latchkey/words";

interface Wishes {
  /** Chosen on this device. */
  own: Language | undefined;
  /** Kept with the account of whoever is signed in. */
  person?: string | undefined;
  /** The portal's setting; absent in the console and where there is no portal. */
  portal?: string | undefined;
  /** What the browser asks for, best first. */
  browser: readonly string[];
}

/** What was chosen on this device, else what the person reads as far as is known, else the portal's language, else the browser's, else English. */
export function wishedLanguage({ own, person, portal, browser }: Wishes): Language {
  const wishes = [own, person, portal, ...browser].filter((wish) => wish !== undefined);

  return wishes.map(findLanguage).find((language) => language !== undefined) ?? languages[0];
}

/** How dates and figures are written: as usual in the region that portal or browser name, always in the page's language. */
export function formatLocale(language: Language, { portal, browser }: Pick<Wishes, "portal" | "browser">): string {
  const regions = [portal, ...browser].filter((wish) => wish !== undefined);

  return regions.find((wish) => findLanguage(wish) === language) ?? language;
}
