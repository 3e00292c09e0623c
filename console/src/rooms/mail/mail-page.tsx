import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page, useIsUnrestricted, useProfileId } from "../../shell/index.ts";
import { MailLog } from "./mail-log.tsx";
import { TestMailButton } from "./test-mail-button.tsx";

const route = getRouteApi("/signed-in/profiles/$profileId/mails");

export function MailPage() {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const isUnrestricted = useIsUnrestricted();

  return (
    <Page title={t("mail.title")} description={t("mail.text")} actions={isUnrestricted ? <TestMailButton owner={profileId} /> : undefined}>
      <MailLog title={t("mail.title")} owner={profileId} search={route.useSearch()} />
    </Page>
  );
}
