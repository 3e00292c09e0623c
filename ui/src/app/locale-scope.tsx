import { useMemo } from "react";
import type { ReactNode } from "react";
import { UiContext, useUi } from "./ui-context.ts";
import type { UiWords } from "./ui-context.ts";

interface LocaleScopeProps {
  words?: UiWords;
  locale?: string;
  timeZone?: string;
  children: ReactNode;
}

/** Shows everything inside in another language, locale or time zone, such as the profile's own. */
export function LocaleScope({ words, locale, timeZone, children }: LocaleScopeProps) {
  const outer = useUi();
  const settings = useMemo(
    () => ({ words: words ?? outer.words, locale: locale ?? outer.locale, timeZone: timeZone ?? outer.timeZone }),
    [outer, words, locale, timeZone],
  );

  return <UiContext value={settings}>{children}</UiContext>;
}
