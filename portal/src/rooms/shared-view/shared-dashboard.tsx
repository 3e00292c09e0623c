import { Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ApiClient } from "@latchkey/client";
import type { Dashboard } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { DashboardView } from "@latchkey/widgets";
import { LoadFailure, Page, SharedFrame, usePortal } from "../../shell/index.ts";
import { FullScreenButton } from "../dashboards/index.ts";
import type { DashboardSearch } from "../dashboards/index.ts";
import { LinkDead } from "./link-dead.tsx";
import { sharedSource } from "./shared-source.ts";
import { isDeadLink, useSharedDashboard } from "./use-shared-dashboard.ts";

/** What the anonymous user may see, read only but for its forms. */
export function SharedDashboard({ client }: { client: ApiClient }) {
  const { t } = useTranslation();
  const { slug, name } = usePortal();
  const { data, error, isFetching, refetch } = useSharedDashboard(client, slug);
  const again = () => void refetch();
  if (isDeadLink(error)) return <LinkDead />;

  return (
    <SharedFrame portalName={name}>
      {data === undefined && error === null ? <LoadingState kind="block" height={320} /> : null}
      {data === undefined && error !== null ? (
        <Page title={t("portal.sharedTitle")}>
          <LoadFailure error={error} onRetry={again} isRetrying={isFetching} />
        </Page>
      ) : null}
      {data === undefined ? null : <Shown {...data} client={client} onReload={again} />}
    </SharedFrame>
  );
}

interface ShownProps {
  dashboard: Dashboard;
  /** The only widget that the link opens. */
  widgetId: string | null;
  client: ApiClient;
  onReload: () => void;
}

function Shown({ dashboard, widgetId, client, onReload }: ShownProps) {
  const { t } = useTranslation();
  const { slug } = usePortal();
  const { period, tab } = useSearch({ from: "/$slug/s" });
  const navigate = useNavigate();
  const source = useMemo(() => sharedSource({ client, slug, dashboardId: dashboard.id, widgetId }), [client, slug, dashboard.id, widgetId]);
  // The fragment is the key to this page: it has to stay.
  const show = (search: DashboardSearch) => void navigate({ to: ".", search, hash: true, replace: true });

  return (
    <Page
      title={dashboard.name === "" ? t("portal.sharedTitle") : dashboard.name}
      {...(dashboard.description === "" ? {} : { description: dashboard.description })}
      trail={
        <Text size="sm" c="dimmed">
          {t("portal.sharedHint")}
        </Text>
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
        onDashboardChanged={onReload}
        onRefused={onReload}
      />
    </Page>
  );
}
