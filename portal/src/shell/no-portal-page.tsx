import { useTranslation } from "react-i18next";
import { EntryPage } from "./entry-page.tsx";

/** No portal is at this address; says nothing about which ones there are. */
export function NoPortalPage() {
  const { t } = useTranslation();

  return <EntryPage portalName={null} title={t("portal.noPortalTitle")} description={t("portal.noPortalText")} />;
}
