import { Outlet } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import type { ReactNode } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { formatLocale, openLanguage, useLanguage } from "@latchkey/account";
import { LocaleScope } from "@latchkey/ui";
import { uiWords } from "@latchkey/words";
import { entryWords } from "./entry-words.ts";

/** The pages before the console come in every language; behind them it speaks English. */
export function EntryScope({ children }: { children: ReactNode }) {
  useEffect(() => void openLanguage(entryWords), []);

  return (
    <I18nextProvider i18n={entryWords}>
      <InOwnLanguage>{children}</InOwnLanguage>
    </I18nextProvider>
  );
}

/** Frame of all routes before the console. */
export function EntryFrame() {
  return (
    <EntryScope>
      <Outlet />
    </EntryScope>
  );
}

function InOwnLanguage({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const words = useMemo(() => uiWords(t), [t]);

  useEffect(() => {
    document.documentElement.lang = language;

    return () => {
      document.documentElement.lang = "en";
    };
  }, [language]);

  return (
    <LocaleScope words={words} locale={formatLocale(language, { browser: navigator.languages })}>
      {children}
    </LocaleScope>
  );
}
