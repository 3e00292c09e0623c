import { Box } from "@mantine/core";
import { useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@latchkey/contract";
import { LoadingState, StatusBadge, TagList } from "@latchkey/ui";
import { LinkAnchor, Page, useProfileId } from "../../shell/index.ts";
import { ActivityList } from "../audit/index.ts";
import { PageFailure } from "../resources/index.ts";
import { DashboardActions } from "./dashboard-actions.tsx";
import { DashboardBoard } from "./dashboard-board.tsx";
import { useDashboard } from "./use-dashboards.ts";

export function DashboardPage() {
  const { dashboardId } = useParams({ from: "/signed-in/profiles/$profileId/dashboards/$dashboardId" });
  const dashboard = useDashboard(dashboardId);

  if (dashboard.data !== undefined)
    return <LoadedDashboard key={dashboardId} dashboard={dashboard.data} onChanged={() => void dashboard.refetch()} />;
  if (dashboard.isError) return <PageFailure error={dashboard.error} onRetry={() => void dashboard.refetch()} />;

  return <LoadingState kind="block" />;
}

function LoadedDashboard({ dashboard, onChanged }: { dashboard: Dashboard; onChanged: () => void }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/dashboards/$dashboardId" });

  return (
    <Page
      title={dashboard.name}
      trail={
        <LinkAnchor to="/profiles/$profileId/dashboards" params={{ profileId }} size="sm">
          {t("resources.dashboard.title")}
        </LinkAnchor>
      }
      badges={search.mode === "edit" ? <StatusBadge tone="info" label={t("resources.dashboard.editing")} /> : undefined}
      description={
        <>
          {dashboard.description === "" ? null : <Box mb={6}>{dashboard.description}</Box>}
          <TagList pairs={dashboard.tags} empty={t("resources.noTags")} />
        </>
      }
      actions={<DashboardActions dashboard={dashboard} search={search} />}
    >
      {search.view === "activity" ? (
        <ActivityList caption={t("resources.tabActivity")} objectId={dashboard.id} />
      ) : (
        <DashboardBoard dashboard={dashboard} search={search} onChanged={onChanged} />
      )}
    </Page>
  );
}
