import { Tabs } from "@mantine/core";
import { useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Analysis } from "@latchkey/contract";
import { LoadingState, StatusBadge } from "@latchkey/ui";
import { LinkAnchor, Page, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { ActivityList } from "../audit/index.ts";
import { PageFailure } from "../resources/index.ts";
import type { AnalysisTab } from "./analyses-search.ts";
import { AnalysisActions } from "./analysis-actions.tsx";
import { AnalysisOverview } from "./analysis-overview.tsx";
import { useAnalysis } from "./use-analyses.ts";

export function AnalysisPage() {
  const { analysisId } = useParams({ from: "/signed-in/profiles/$profileId/analyses/$analysisId" });
  const analysis = useAnalysis(analysisId);

  if (analysis.data !== undefined) return <LoadedAnalysis key={analysisId} analysis={analysis.data} />;
  if (analysis.isError) return <PageFailure error={analysis.error} onRetry={() => void analysis.refetch()} />;

  return <LoadingState kind="block" />;
}

function LoadedAnalysis({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const { tab = "overview" } = useSearch({ from: "/signed-in/profiles/$profileId/analyses/$analysisId" });
  const ask = useSearchPatch<{ tab: AnalysisTab }>();
  const { isActive } = analysis;

  return (
    <Page
      title={analysis.name}
      trail={
        <LinkAnchor to="/profiles/$profileId/analyses" params={{ profileId }} size="sm">
          {t("resources.analysis.title")}
        </LinkAnchor>
      }
      badges={
        <StatusBadge
          tone={isActive ? "positive" : "neutral"}
          label={isActive ? t("resources.analysis.active") : t("resources.analysis.inactive")}
        />
      }
      description={analysis.description}
      actions={<AnalysisActions analysis={analysis} />}
    >
      <Tabs value={tab} onChange={(value) => ask({ tab: value as AnalysisTab })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="overview">{t("resources.analysis.tabOverview")}</Tabs.Tab>
          <Tabs.Tab value="activity">{t("resources.tabActivity")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview">
          <AnalysisOverview analysis={analysis} />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          <ActivityList caption={t("resources.tabActivity")} objectId={analysis.id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
