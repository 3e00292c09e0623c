import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../shell/index.ts";
import { AuditLog } from "./audit-log.tsx";

const route = getRouteApi("/signed-in/audit");

export function DeploymentAuditPage() {
  const { t } = useTranslation();

  return (
    <Page title={t("audit.deploymentTitle")} description={t("audit.deploymentText")}>
      <AuditLog title={t("audit.deploymentTitle")} profileId={null} search={route.useSearch()} />
    </Page>
  );
}
