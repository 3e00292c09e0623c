import { useMemo } from "react";
import type { ReactNode } from "react";
import { UiContext, useUi } from "./ui-context.ts";

/** Shows everything inside in another locale or time zone, such as the profile's own. */
export function LocaleScope({ locale, timeZone, children }: { locale?: string; timeZone?: string; children: ReactNode }) {
  const outer = useUi();
  const settings = useMemo(
    () => ({ words: outer.words, locale: locale ?? outer.locale, timeZone: timeZone ?? outer.timeZone }),
    [outer, locale, timeZone],
  );

  return <UiContext value={settings}>{children}</UiContext>;
}
