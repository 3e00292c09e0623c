import { IconListCheck } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { decisionLogDays } from "@latchkey/contract";
import { DataTable, EmptyState, Pager, useUi } from "@latchkey/ui";
import { formatCount, LoadFailure, Page, useCursorPaging, useSearchPatch } from "../../shell/index.ts";
import { NoneFound } from "../resources/index.ts";
import { DecisionFilters } from "./decision-filters.tsx";
import type { DecisionsSearch } from "./decisions-search.ts";
import { useDecisionColumns } from "./use-decision-columns.tsx";
import { useDecisions } from "./use-decisions.ts";

const noFilters = {
  subjectId: undefined,
  resourceType: undefined,
  resourceId: undefined,
  action: undefined,
  decision: undefined,
  from: undefined,
  to: undefined,
};

/** Who was allowed or denied what, day by day, and by which rules. */
export function DecisionsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/decisions" });

  return (
    <Page title={t("decisions.title")} description={t("decisions.text", { count: decisionLogDays })}>
      <DecisionFilters search={search} />
      <DecisionTable search={search} />
    </Page>
  );
}

function DecisionTable({ search }: { search: DecisionsSearch }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const ask = useSearchPatch<DecisionsSearch>();
  const decisions = useDecisions(search);
  const columns = useDecisionColumns();
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: decisions.data?.nextCursor });
  if (decisions.isError) return <LoadFailure error={decisions.error} onRetry={() => void decisions.refetch()} />;

  const { cursor, limit: _, ...filters } = search;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const total = decisions.data?.total;
  if (decisions.data?.items.length === 0 && !isFiltered && cursor === undefined)
    return <EmptyState title={t("decisions.emptyTitle")} text={t("decisions.emptyText")} icon={IconListCheck} />;

  return (
    <>
      <DataTable
        caption={t("decisions.title")}
        columns={columns}
        rows={decisions.data?.items ?? []}
        rowId={(row) => [row.day, row.subject.id, row.action, row.resource.type, row.resource.id, row.decision].join(" ")}
        rowName={(row) => row.subject.name ?? row.subject.id}
        isLoading={decisions.isPending}
        isStale={decisions.isPlaceholderData}
        empty={<NoneFound onClear={() => ask(noFilters)} />}
      />
      <Pager
        {...paging}
        summary={total === undefined ? null : t("decisions.count", { count: total.count, formatted: formatCount(total, locale) })}
      />
    </>
  );
}
