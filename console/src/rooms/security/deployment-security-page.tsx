import { useTranslation } from "react-i18next";
import { Page } from "../../shell/index.ts";
import { SecuritySettings } from "./security-settings.tsx";

/** How administrators sign in to the console; super administrators only. */
export function DeploymentSecurityPage() {
  const { t } = useTranslation();

  return (
    <Page title={t("security.deploymentTitle")} description={t("security.deploymentText")}>
      <SecuritySettings profileId={null} />
    </Page>
  );
}
