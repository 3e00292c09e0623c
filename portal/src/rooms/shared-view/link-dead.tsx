import { useTranslation } from "react-i18next";
import { EntryPage, usePortal } from "../../shell/index.ts";

/** One page for every reason why a link does not open: which one it is, is not for the holder to know. */
export function LinkDead() {
  const { t } = useTranslation();

  return <EntryPage portalName={usePortal().name} title={t("portal.sharedDead")} description={t("portal.sharedDeadText")} />;
}
