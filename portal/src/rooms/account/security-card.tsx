import { Card, Group, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LinkButton, useSlug } from "../../shell/index.ts";

/** The way to everything about signing in. */
export function SecurityCard() {
  const { t } = useTranslation();
  const slug = useSlug();

  return (
    <Card component="section" padding="lg">
      <Group justify="space-between">
        <div>
          <Title order={2}>{t("account.security")}</Title>
          <Text c="dimmed" size="sm">
            {t("account.securityText")}
          </Text>
        </div>
        <LinkButton variant="default" to="/$slug/account/security" params={{ slug }}>
          {t("account.securityOpen")}
        </LinkButton>
      </Group>
    </Card>
  );
}
