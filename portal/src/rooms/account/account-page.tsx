import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "@latchkey/account";
import { ColorSchemeToggle } from "@latchkey/ui";
import { LinkAnchor, Page, useMe, usePortal, useSignOut } from "../../shell/index.ts";
import { NameCard } from "./name-card.tsx";
import { SecurityCard } from "./security-card.tsx";

export function AccountPage() {
  const { t } = useTranslation();
  const { slug } = usePortal();
  const me = useMe();
  const signOut = useSignOut();

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
              <Text>{t("common.language")}</Text>
              <LanguageSwitch />
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
