import { Button, Text } from "@mantine/core";
import { IconScript } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Analysis, Page } from "@latchkey/contract";
import { EmptyState, StatusBadge, TagList, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { ThingTable, useTagChoice } from "../resources/index.ts";
import type { AnalysesSearch } from "./analyses-search.ts";

interface AnalysesListProps {
  analyses: UseQueryResult<Page<Analysis>>;
  search: AnalysesSearch;
  onCreate: () => void;
}

export function AnalysesList({ analyses, search, onCreate }: AnalysesListProps) {
  const profileId = useProfileId();
  const navigate = useNavigate();
  const columns = useAnalysisColumns(useTagChoice(search));

  return (
    <ThingTable
      kind="analysis"
      things={analyses}
      search={search}
      columns={columns}
      onOpen={({ id }) => void navigate({ to: "/profiles/$profileId/analyses/$analysisId", params: { profileId, analysisId: id } })}
      none={<NoAnalysis onCreate={onCreate} />}
    />
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
