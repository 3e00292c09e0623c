import { Outlet } from "@tanstack/react-router";
import { AccountScope, formatLocale, useLanguage } from "@latchkey/account";
import { portalPlace } from "@latchkey/contract";
import { LocaleScope } from "@latchkey/ui";
import { api } from "./api.ts";
import { usePortal } from "./portal-info.ts";

/** Everything inside a portal shows dates and figures in the page's language, and times in the portal's zone. */
export function PortalFrame() {
  const { language } = useLanguage();
  const portal = usePortal();

  return (
    <LocaleScope locale={formatLocale(language, { portal: portal.language, browser: navigator.languages })} timeZone={portal.timeZone}>
      <AccountScope client={api} place={portalPlace(portal.slug)} name={portal.name}>
        <Outlet />
      </AccountScope>
    </LocaleScope>
  );
}
