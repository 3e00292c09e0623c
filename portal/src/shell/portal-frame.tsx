import { Outlet } from "@tanstack/react-router";
import { LocaleScope } from "@latchkey/ui";
import { usePortal } from "./portal-info.ts";
import { useLanguage } from "./use-language.ts";
import { formatLocale } from "./wished-language.ts";

/** Everything inside a portal shows dates and figures in the page's language, and times in the portal's zone. */
export function PortalFrame() {
  const { language } = useLanguage();
  const portal = usePortal();

  return (
    <LocaleScope locale={formatLocale(language, { portal: portal.language, browser: navigator.languages })} timeZone={portal.timeZone}>
      <Outlet />
    </LocaleScope>
  );
}
