import { Button, Text } from "@mantine/core";
import { IconScript } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Analysis, Page } from "@latchkey/contract";
import { DataTable, EmptyState, Pager, StatusBadge, TagList, Time, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { formatCount, LinkAnchor, useCursorPaging, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { NoneFound } from "../resources/index.ts";
import type { AnalysesSearch } from "./analyses-search.ts";

interface AnalysesListProps {
  analyses: UseQueryResult<Page<Analysis>>;
  search: AnalysesSearch;
  onCreate: () => void;
}

export function AnalysesList({ analyses, search, onCreate }: AnalysesListProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const ask = useSearchPatch<AnalysesSearch>();
  const columns = useAnalysisColumns((filter) => ask({ tag: [...new Set([...(search.tag ?? []), filter])] }));
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: analyses.data?.nextCursor });
  const isAll = search.search === undefined && search.tag === undefined && search.cursor === undefined;
  const total = analyses.data?.total;

  if (isAll && analyses.data?.items.length === 0) return <NoAnalysis onCreate={onCreate} />;

  return (
    <>
      <DataTable
        caption={t("resources.analysis.title")}
        columns={columns}
        rows={analyses.data?.items ?? []}
        rowId={(analysis) => analysis.id}
        rowName={(analysis) => analysis.name}
        sort={search.sort ?? "name"}
        onSortChange={(sort) => ask({ sort: sort as NonNullable<AnalysesSearch["sort"]> })}
        onOpen={(analysis) =>
          void navigate({ to: "/profiles/$profileId/analyses/$analysisId", params: { profileId, analysisId: analysis.id } })
        }
        isLoading={analyses.isPending}
        isStale={analyses.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ search: "", tag: [] })} />}
      />
      <Pager
        {...paging}
        summary={total === undefined ? null : t("resources.analysis.count", { count: total.count, formatted: formatCount(total, locale) })}
      />
    </>
  );
}

function NoAnalysis({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation();

  return (
    <EmptyState
      title={t("resources.analysis.emptyTitle")}
      text={t("resources.analysis.emptyText")}
      icon={IconScript}
      actions={<Button onClick={onCreate}>{t("resources.analysis.create")}</Button>}
    />
  );
}

function useAnalysisColumns(onTag: (filter: string) => void): DataTableColumn<Analysis>[] {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return [
    {
      id: "name",
      header: t("common.name"),
      sortKey: "name",
      isRowHeader: true,
      cell: (analysis) => (
        <>
          <LinkAnchor to="/profiles/$profileId/analyses/$analysisId" params={{ profileId, analysisId: analysis.id }} fw={600}>
            {analysis.name}
          </LinkAnchor>
          <Text size="sm" fw={400} c="dimmed" lineClamp={2}>
            {analysis.description}
          </Text>
        </>
      ),
    },
    {
      id: "status",
      header: t("common.status"),
      cell: ({ isActive }) => (
        <StatusBadge
          tone={isActive ? "positive" : "neutral"}
          label={isActive ? t("resources.analysis.active") : t("resources.analysis.inactive")}
        />
      ),
    },
    {
      id: "tags",
      header: t("common.tags"),
      cell: (analysis) => (
        <TagList pairs={analysis.tags} shownMax={4} empty={t("resources.noTags")} onSelect={({ key, value }) => onTag(`${key}=${value}`)} />
      ),
    },
    { id: "lastUsed", header: t("resources.analysis.lastUsed"), cell: (analysis) => <Time value={analysis.lastUsedAt} /> },
    { id: "created", header: t("common.created"), sortKey: "createdAt", cell: (analysis) => <Time value={analysis.createdAt} /> },
  ];
}
