import { Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconLayoutDashboard, IconScript, IconShieldLock, IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@latchkey/ui";
import { LinkButton, useProfileId } from "../../shell/index.ts";
import { templateNames } from "./policy-templates.ts";

const icons = { supervisors: IconLayoutDashboard, region: IconUsersGroup, script: IconScript } as const;

/** Before the first policy: why nobody sees anything, and three ways to begin. */
export function PolicyTemplates() {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Stack>
      <EmptyState
        title={t("access.list.emptyTitle")}
        text={t("access.list.emptyText")}
        icon={IconShieldLock}
        actions={
          <LinkButton variant="default" to="/profiles/$profileId/policies/new" params={{ profileId }}>
            {t("access.template.blank")}
          </LinkButton>
        }
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {templateNames.map((name) => {
          const Icon = icons[name];

          return (
            <Card key={name} component="section" aria-labelledby={`template-${name}`}>
              <Stack h="100%" gap="xs" align="flex-start">
                <Icon size={26} stroke={1.5} aria-hidden />
                <Title order={3} size="h4" id={`template-${name}`}>
                  {t(`access.template.${name}.title`)}
                </Title>
                <Text size="sm" c="dimmed" flex={1}>
                  {t(`access.template.${name}.text`)}
                </Text>
                <LinkButton
                  variant="light"
                  to="/profiles/$profileId/policies/new"
                  params={{ profileId }}
                  search={{ template: name }}
                  aria-describedby={`template-${name}`}
                >
                  {t("access.template.use")}
                </LinkButton>
              </Stack>
            </Card>
          );
        })}
      </SimpleGrid>
    </Stack>
  );
}
