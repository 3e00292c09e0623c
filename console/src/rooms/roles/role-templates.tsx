import { Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconBriefcase, IconBuildingStore, IconClockHour4, IconFile, IconMapPin } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LoadingState } from "@latchkey/ui";
import { LinkButton, LoadFailure, useProfileId } from "../../shell/index.ts";
import { useRoleTemplates } from "./use-roles.ts";

const icons = { department: IconBriefcase, customer_tier: IconBuildingStore, region: IconMapPin, project: IconClockHour4 } as const;

/** Starting points: nothing of a template is fixed. */
export function RoleTemplates() {
  const { t } = useTranslation();
  const templates = useRoleTemplates();
  if (templates.isError) return <LoadFailure error={templates.error} onRetry={() => void templates.refetch()} />;
  if (templates.data === undefined) return <LoadingState kind="block" />;

  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
      {templates.data.items.map(({ id, kind, role }) => (
        <TemplateCard
          key={id}
          id={id}
          icon={icons[kind]}
          title={role.name}
          kind={t(`roles.templateKind.${kind}`)}
          text={role.description}
        />
      ))}
      <TemplateCard id="blank" icon={IconFile} title={t("roles.blank")} kind="" text={t("roles.blankText")} />
    </SimpleGrid>
  );
}

interface TemplateCardProps {
  id: string;
  icon: typeof IconFile;
  title: string;
  kind: string;
  text: string;
}

function TemplateCard({ id, icon: Icon, title, kind, text }: TemplateCardProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Card component="section" aria-labelledby={`template-${id}`}>
      <Stack h="100%" gap="xs" align="flex-start">
        <Icon size={26} stroke={1.5} aria-hidden />
        <div>
          <Title order={2} size="h4" id={`template-${id}`}>
            {title}
          </Title>
          {kind === "" ? null : (
            <Text size="xs" c="dimmed">
              {kind}
            </Text>
          )}
        </div>
        <Text size="sm" c="dimmed" flex={1}>
          {text}
        </Text>
        <LinkButton
          variant="light"
          to="/profiles/$profileId/roles/new"
          params={{ profileId }}
          search={{ template: id }}
          aria-describedby={`template-${id}`}
        >
          {t("access.template.use")}
        </LinkButton>
      </Stack>
    </Card>
  );
}
