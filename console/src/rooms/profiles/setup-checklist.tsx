import { Card, Group, Stack, Text, ThemeIcon, Title, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Profile } from "@latchkey/contract";
import { LinkAnchor } from "../../shell/index.ts";
import { checklistSteps } from "./overview.ts";
import type { ChecklistPath, ChecklistStep, Overview } from "./overview.ts";

interface SetupChecklistProps {
  profile: Profile;
  overview: Overview;
}

/** First steps of a new profile; gone once everything that is needed is there. */
export function SetupChecklist({ profile, overview }: SetupChecklistProps) {
  const { t } = useTranslation();
  const steps = checklistSteps(profile, overview);
  const isComplete = steps.every((step) => step.isDone || step.isOptional);
  if (isComplete) return null;

  return (
    <Card component="section" aria-labelledby="setup-checklist">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="setup-checklist">
          {t("shell.checklistTitle")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("shell.checklistDone", { done: steps.filter((step) => step.isDone).length, total: steps.length })}
        </Text>
      </Group>
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {steps.map((step) => (
          <Step key={step.title} step={step} profileId={profile.id} />
        ))}
      </Stack>
    </Card>
  );
}

const paths = {
  users: "/profiles/$profileId/users",
  settings: "/profiles/$profileId/settings",
  devices: "/profiles/$profileId/devices",
  dashboards: "/profiles/$profileId/dashboards",
  policies: "/profiles/$profileId/policies",
} as const satisfies Record<ChecklistPath, string>;

function Step({ step, profileId }: { step: ChecklistStep; profileId: string }) {
  const { t } = useTranslation();
  const Icon = step.isDone ? IconCheck : IconCircle;

  return (
    <Group component="li" wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon variant="light" color={step.isDone ? "green" : "gray"} radius="xl" size={26} aria-hidden>
        <Icon size={16} />
      </ThemeIcon>
      <div>
        <VisuallyHidden>{step.isDone ? t("shell.checklistStepDone") : t("shell.checklistStepOpen")}: </VisuallyHidden>
        <LinkAnchor to={paths[step.to]} params={{ profileId }} fw={500} td={step.isDone ? "line-through" : undefined}>
          {t(step.title)}
        </LinkAnchor>
        {step.isOptional && (
          <Text component="span" size="sm" c="dimmed">
            {" "}
            ({t("common.optional")})
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t(step.text)}
        </Text>
      </div>
    </Group>
  );
}
