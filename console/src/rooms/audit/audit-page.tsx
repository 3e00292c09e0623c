import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page, useProfileId } from "../../shell/index.ts";
import { AuditLog } from "./audit-log.tsx";

const route = getRouteApi("/signed-in/profiles/$profileId/audit");

export function AuditPage() {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Page title={t("audit.title")} description={t("audit.text")}>
      <AuditLog title={t("audit.title")} profileId={profileId} search={route.useSearch()} />
    </Page>
  );
}
