import { Button, Text } from "@mantine/core";
import { IconLayoutDashboard } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { DashboardSummary, Page } from "@latchkey/contract";
import { EmptyState, TagList, Time, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { BulkBar, useBulkSelection } from "../bulk-tags/index.ts";
import { ThingTable, useTagChoice } from "../resources/index.ts";
import type { DashboardsSearch } from "./dashboards-search.ts";

interface DashboardsListProps {
  dashboards: UseQueryResult<Page<DashboardSummary>>;
  search: DashboardsSearch;
  onCreate: () => void;
}

export function DashboardsList({ dashboards, search, onCreate }: DashboardsListProps) {
  const profileId = useProfileId();
  const navigate = useNavigate();
  const columns = useDashboardColumns(useTagChoice(search));

  const filter = { search: search.search, tag: search.tag };
  const selection = useBulkSelection(JSON.stringify(filter));

  return (
    <>
      <BulkBar of="dashboard" selection={selection} filter={filter} total={dashboards.data?.total} />
      <ThingTable
        selection={selection.tableProps}
        kind="dashboard"
        things={dashboards}
        search={search}
        columns={columns}
        onOpen={({ id }) => void navigate({ to: "/profiles/$profileId/dashboards/$dashboardId", params: { profileId, dashboardId: id } })}
        none={<NoDashboard onCreate={onCreate} />}
      />
    </>
  );
}

function NoDashboard({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation();

  return (
    <EmptyState
      title={t("resources.dashboard.emptyTitle")}
      text={t("resources.dashboard.emptyText")}
      icon={IconLayoutDashboard}
      actions={<Button onClick={onCreate}>{t("resources.dashboard.create")}</Button>}
    />
  );
}

function useDashboardColumns(onTag: (filter: string) => void): DataTableColumn<DashboardSummary>[] {
  const { t } = useTranslation();
  const { locale } = useUi();
  const profileId = useProfileId();

  return [
    {
      id: "name",
      header: t("common.name"),
      sortKey: "name",
      isRowHeader: true,
      cell: (dashboard) => (
        <>
          <LinkAnchor to="/profiles/$profileId/dashboards/$dashboardId" params={{ profileId, dashboardId: dashboard.id }} fw={600}>
            {dashboard.name}
          </LinkAnchor>
          <Text size="sm" fw={400} c="dimmed" lineClamp={2}>
            {dashboard.description}
          </Text>
        </>
      ),
    },
    {
      id: "tags",
      header: t("common.tags"),
      cell: (dashboard) => (
        <TagList
          pairs={dashboard.tags}
          shownMax={4}
          empty={t("resources.noTags")}
          onSelect={({ key, value }) => onTag(`${key}=${value}`)}
        />
      ),
    },
    {
      id: "widgets",
      header: t("resources.dashboard.widgets"),
      align: "end",
      cell: (dashboard) => dashboard.widgetCount.toLocaleString(locale),
    },
    { id: "updated", header: t("common.updated"), sortKey: "updatedAt", cell: (dashboard) => <Time value={dashboard.updatedAt} /> },
    { id: "created", header: t("common.created"), sortKey: "createdAt", cell: (dashboard) => <Time value={dashboard.createdAt} /> },
  ];
}
