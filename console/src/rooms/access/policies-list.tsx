import { useNavigate } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Page, PolicySummary } from "@latchkey/contract";
import { DataTable, Pager } from "@latchkey/ui";
import { useCursorPaging, useProfileId } from "../../shell/index.ts";
import { NoneFound } from "../resources/index.ts";
import type { PoliciesSearch } from "./access-search.ts";
import { PolicyTemplates } from "./policy-templates-panel.tsx";
import { usePolicyColumns } from "./use-policy-columns.tsx";

interface PoliciesListProps {
  policies: UseQueryResult<Page<PolicySummary>>;
  search: PoliciesSearch;
  ask: (change: PoliciesSearch) => void;
}

/** The rows, or why there are none. */
export function PoliciesList({ policies, search, ask }: PoliciesListProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const items = policies.data?.items ?? [];
  const columns = usePolicyColumns(items);
  const isFiltered = search.search !== undefined || search.status !== undefined;
  const isEmpty = policies.data !== undefined && items.length === 0;
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: policies.data?.nextCursor });

  if (isEmpty && !isFiltered && search.cursor === undefined) return <PolicyTemplates />;

  return (
    <>
      <DataTable
        caption={t("access.policies")}
        columns={columns}
        rows={items}
        rowId={(policy) => policy.id}
        rowName={(policy) => policy.name}
        sort={search.sort ?? "name"}
        onSortChange={(sort) => ask({ sort: sort as NonNullable<PoliciesSearch["sort"]> })}
        onOpen={(policy) => void navigate({ to: "/profiles/$profileId/policies/$policyId", params: { profileId, policyId: policy.id } })}
        isLoading={policies.isPending}
        isStale={policies.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ search: "", status: [] })} />}
      />
      <Pager {...paging} summary={policies.data === undefined ? null : t("access.policyCount", { count: policies.data.total.count })} />
    </>
  );
}
