import { useTranslation } from "react-i18next";
import { notify } from "@latchkey/ui";
import { speak, toLanguage } from "@latchkey/words";
import type { Language } from "@latchkey/words";
import { rememberOwnLanguage } from "./own-language.ts";

interface LanguageInForce {
  language: Language;
  /** Switches the page at once, keeping what was typed. */
  choose: (wish: string) => void;
}

/** `onChosen` is told what was chosen, once the page speaks it. */
export function useLanguage(onChosen?: (language: Language) => void): LanguageInForce {
  const { t, i18n } = useTranslation();

  async function change(language: Language) {
    try {
      await speak(i18n, language);
      rememberOwnLanguage(language);
      onChosen?.(language);
    } catch {
      notify.error(t("errors.network"));
    }
  }

  return { language: toLanguage(i18n.language), choose: (wish) => void change(toLanguage(wish)) };
}
