import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { DashboardView } from "@latchkey/widgets";
import { api, isNothingThere, LinkAnchor, Page, useMe } from "../../shell/index.ts";
import { ClosedDashboard } from "./closed-dashboard.tsx";
import { dashboardQuery } from "./dashboard-query.ts";
import type { DashboardSearch } from "./dashboards-search.ts";
import { FullScreenButton } from "./full-screen-button.tsx";
import { portalSource } from "./portal-source.ts";
import { rememberDashboard } from "./recent-dashboards.ts";

const path = "/$slug/signed-in/dashboards/$dashboardId";

export function DashboardPage() {
  const { t } = useTranslation();
  const { slug, dashboardId } = useParams({ from: path });
  const { period, tab } = useSearch({ from: path });
  const navigate = useNavigate();
  const me = useMe();
  const queryClient = useQueryClient();
  const query = dashboardQuery(slug, dashboardId);
  const { data: dashboard, error } = useSuspenseQuery(query);
  const source = useMemo(() => portalSource({ client: api, slug, dashboardId, hasToken: false }), [slug, dashboardId]);
  useEffect(() => rememberDashboard(slug, me.id, dashboardId), [slug, me.id, dashboardId]);

  // The right to see it may end while it is open; what was loaded before is then no longer shown.
  if (isNothingThere(error)) return <ClosedDashboard dashboardId={dashboardId} />;

  const loadAgain = () => void queryClient.invalidateQueries({ queryKey: query.queryKey });
  const show = (search: DashboardSearch) => void navigate({ to: ".", search, replace: true });

  return (
    <Page
      title={dashboard.name}
      {...(dashboard.description === "" ? {} : { description: dashboard.description })}
      trail={
        <LinkAnchor to="/$slug" params={{ slug }} size="sm" w="fit-content">
          {t("portal.backToDashboards")}
        </LinkAnchor>
      }
    >
      <DashboardView
        dashboard={dashboard}
        source={source}
        t={t}
        period={period}
        onPeriodChange={(next) => show({ period: next, ...(tab === undefined ? {} : { tab }) })}
        tabId={tab}
        onTabChange={(next) => show({ tab: next, ...(period === undefined ? {} : { period }) })}
        toolbarActions={<FullScreenButton />}
        onDashboardChanged={loadAgain}
        onRefused={loadAgain}
      />
    </Page>
  );
}
