import { Code, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Analysis } from "@latchkey/contract";
import { TagList, Time } from "@latchkey/ui";
import { LinkButton, ProblemAlert, sayDone, useProfileId } from "../../shell/index.ts";
import { RenewAnalysisToken } from "./renew-analysis-token.tsx";
import { useUpdateAnalysis } from "./use-analyses.ts";

/** Whether it runs, its tags, its token, and what decides what it may do. */
export function AnalysisOverview({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Stack maw={760} gap="lg">
      <ActiveSwitch analysis={analysis} />
      <section aria-labelledby="analysis-tags">
        <Title order={2} size="h3" id="analysis-tags" mb={4}>
          {t("common.tags")}
        </Title>
        <TagList pairs={analysis.tags} empty={t("resources.noTags")} />
      </section>
      <section aria-labelledby="analysis-token">
        <Title order={2} size="h3" id="analysis-token" mb={4}>
          {t("resources.analysis.tokenLabel")}
        </Title>
        <Group>
          <Text size="sm">
            {t("resources.analysis.tokenHint")} <Code>{analysis.tokenHint}</Code>, {t("resources.analysis.lastUsed")}:{" "}
            <Time value={analysis.lastUsedAt} />
          </Text>
          <RenewAnalysisToken analysis={analysis} />
        </Group>
      </section>
      <section aria-labelledby="analysis-policies">
        <Title order={2} size="h3" id="analysis-policies" mb={4}>
          {t("resources.analysis.policiesTitle")}
        </Title>
        <Text size="sm" mb="xs">
          {t("resources.analysis.policiesText")}
        </Text>
        <Group gap="xs">
          <LinkButton
            variant="default"
            to="/profiles/$profileId/policies/new"
            params={{ profileId }}
            search={{ subjectType: "analysis", subjectId: analysis.id }}
          >
            {t("resources.analysis.writePolicy")}
          </LinkButton>
          <LinkButton
            variant="default"
            to="/profiles/$profileId/explain"
            params={{ profileId }}
            search={{ subjectType: "analysis", subjectId: analysis.id, action: "access", resourceType: "device" }}
          >
            {t("resources.whoCan")}
          </LinkButton>
        </Group>
      </section>
    </Stack>
  );
}

function ActiveSwitch({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation();
  const update = useUpdateAnalysis(analysis.id);

  function change(isActive: boolean) {
    update.mutate(
      { isActive },
      { onSuccess: () => sayDone(isActive ? t("resources.analysis.switchedOn") : t("resources.analysis.switchedOff")) },
    );
  }

  return (
    <>
      <ProblemAlert error={update.error} />
      <Switch
        label={t("resources.analysis.active")}
        description={t("resources.analysis.activeHelp")}
        checked={analysis.isActive}
        disabled={update.isPending}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    </>
  );
}
