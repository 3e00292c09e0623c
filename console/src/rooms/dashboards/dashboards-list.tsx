import { Button, Text } from "@mantine/core";
import { IconLayoutDashboard } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { DashboardSummary, Page } from "@latchkey/contract";
import { DataTable, EmptyState, Pager, TagList, Time, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { formatCount, LinkAnchor, useCursorPaging, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { NoneFound } from "../resources/index.ts";
import type { DashboardsSearch } from "./dashboards-search.ts";

interface DashboardsListProps {
  dashboards: UseQueryResult<Page<DashboardSummary>>;
  search: DashboardsSearch;
  onCreate: () => void;
}

export function DashboardsList({ dashboards, search, onCreate }: DashboardsListProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const ask = useSearchPatch<DashboardsSearch>();
  const columns = useDashboardColumns((filter) => ask({ tag: [...new Set([...(search.tag ?? []), filter])] }));
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: dashboards.data?.nextCursor });
  const isAll = search.search === undefined && search.tag === undefined && search.cursor === undefined;
  const total = dashboards.data?.total;

  if (isAll && dashboards.data?.items.length === 0) return <NoDashboard onCreate={onCreate} />;

  return (
    <>
      <DataTable
        caption={t("resources.dashboard.title")}
        columns={columns}
        rows={dashboards.data?.items ?? []}
        rowId={(dashboard) => dashboard.id}
        rowName={(dashboard) => dashboard.name}
        sort={search.sort ?? "name"}
        onSortChange={(sort) => ask({ sort: sort as NonNullable<DashboardsSearch["sort"]> })}
        onOpen={(dashboard) =>
          void navigate({ to: "/profiles/$profileId/dashboards/$dashboardId", params: { profileId, dashboardId: dashboard.id } })
        }
        isLoading={dashboards.isPending}
        isStale={dashboards.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ search: "", tag: [] })} />}
      />
      <Pager
        {...paging}
        summary={total === undefined ? null : t("resources.dashboard.count", { count: total.count, formatted: formatCount(total, locale) })}
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
