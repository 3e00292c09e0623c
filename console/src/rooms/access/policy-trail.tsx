import { useTranslation } from "react-i18next";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";

/** The way back to the list. */
export function PolicyTrail() {
  const { t } = useTranslation();

  return (
    <LinkAnchor to="/profiles/$profileId/policies" params={{ profileId: useProfileId() }} size="sm">
      {t("access.policies")}
    </LinkAnchor>
  );
}
