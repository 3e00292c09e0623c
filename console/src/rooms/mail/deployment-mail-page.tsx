import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../shell/index.ts";
import { MailLog } from "./mail-log.tsx";
import { TestMailButton } from "./test-mail-button.tsx";

const route = getRouteApi("/signed-in/mails");

export function DeploymentMailPage() {
  const { t } = useTranslation();

  return (
    <Page title={t("mail.deploymentTitle")} description={t("mail.deploymentText")} actions={<TestMailButton owner={null} />}>
      <MailLog title={t("mail.deploymentTitle")} owner={null} search={route.useSearch()} />
    </Page>
  );
}
