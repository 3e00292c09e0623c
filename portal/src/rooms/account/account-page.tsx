import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch, useLanguage } from "@latchkey/account";
import { ColorSchemeToggle } from "@latchkey/ui";
import { findLanguage, languageNames, languages } from "@latchkey/words";
import { LinkAnchor, Page, useKeepLanguage, useMe, usePortal, useSignOut } from "../../shell/index.ts";
import { NameCard } from "./name-card.tsx";
import { SecurityCard } from "./security-card.tsx";

export function AccountPage() {
  const { t } = useTranslation();
  const { slug } = usePortal();
  const me = useMe();
  const signOut = useSignOut();
  const keepLanguage = useKeepLanguage();

  return (
    <Page
      title={t("portal.account")}
      trail={
        <LinkAnchor to="/$slug" params={{ slug }} size="sm" w="fit-content">
          {t("portal.backToDashboards")}
        </LinkAnchor>
      }
    >
      <Stack maw={640} gap="lg">
        <NameCard />
        <SecurityCard />
        <Card component="section" padding="lg">
          <Stack>
            <Title order={2}>{t("portal.thisDevice")}</Title>
            <Group justify="space-between">
              <div>
                <Text>{t("common.language")}</Text>
                {keepLanguage === undefined ? null : <MailLanguage />}
              </div>
              <LanguageSwitch onChosen={keepLanguage} />
            </Group>
            <Group justify="space-between">
              <Text>{t("portal.look")}</Text>
              <ColorSchemeToggle />
            </Group>
            <Group justify="space-between">
              <Text>
                {t("portal.signedInAs")} <bdi>{me.email}</bdi>
              </Text>
              <Button
                variant="default"
                leftSection={<IconLogout size={16} aria-hidden />}
                loading={signOut.isPending}
                onClick={() => signOut.mutate()}
              >
                {t("common.signOut")}
              </Button>
            </Group>
          </Stack>
        </Card>
      </Stack>
    </Page>
  );
}

/** The page may speak another language than mails do: that of this device. */
function MailLanguage() {
  const { t } = useTranslation();
  const { language: ofPortal } = usePortal();
  const { language: ofPerson } = useMe();
  const { language: ofPage } = useLanguage();
  const ofMails = findLanguage(ofPerson ?? "") ?? findLanguage(ofPortal) ?? languages[0];

  return (
    <Text size="sm" c="dimmed">
      {ofMails === ofPage ? t("portal.languageHelp") : t("portal.mailLanguage", { language: languageNames[ofMails] })}
    </Text>
  );
}
