import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LocaleScope } from "@latchkey/ui";
import { toLanguage } from "@latchkey/words";
import { usePortal } from "./portal-info.ts";

/** Everything inside a portal speaks its language and shows times in its zone, so that two people read the same. */
export function PortalFrame() {
  const { i18n } = useTranslation();
  const portal = usePortal();
  const language = toLanguage(portal.language);

  useEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);

  return (
    <LocaleScope locale={portal.language} timeZone={portal.timeZone}>
      <Outlet />
    </LocaleScope>
  );
}
