import { Group, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { policyStatus } from "@latchkey/contract";
import { SearchInput } from "@latchkey/ui";
import { LinkButton, LoadFailure, Page, useMay, useProfileId, useSearchPatch } from "../../shell/index.ts";
import type { PoliciesSearch } from "./access-search.ts";
import { DeletedPolicies } from "./deleted-policies.tsx";
import { PoliciesList } from "./policies-list.tsx";
import { usePolicies } from "./use-policies.ts";

export function PoliciesPage() {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const may = useMay();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/policies" });
  const ask = useSearchPatch<PoliciesSearch>();

  return (
    <Page
      title={t("access.policies")}
      description={t("access.policiesText")}
      actions={
        <>
          <LinkButton variant="default" to="/profiles/$profileId/explain" params={{ profileId }}>
            {t("access.editor.explain")}
          </LinkButton>
          {may("access_management", "create") ? (
            <LinkButton leftSection={<IconPlus size={16} aria-hidden />} to="/profiles/$profileId/policies/new" params={{ profileId }}>
              {t("access.newPolicy")}
            </LinkButton>
          ) : null}
        </>
      }
    >
      <Group mb="sm" gap="sm">
        <SearchInput
          label={t("access.searchPolicies")}
          value={search.search ?? ""}
          onChange={(text) => ask({ search: text }, { isTyping: true })}
        />
        <StatusFilter search={search} ask={ask} />
      </Group>
      <PoliciesBody search={search} ask={ask} />
    </Page>
  );
}

interface PoliciesPartProps {
  search: PoliciesSearch;
  ask: (change: { [Key in keyof PoliciesSearch]?: PoliciesSearch[Key] | undefined }) => void;
}

function PoliciesBody({ search, ask }: PoliciesPartProps) {
  const { show, ...query } = search;

  return show === "deleted" ? <DeletedPolicies search={search.search} /> : <StoredPolicies search={query} ask={ask} />;
}

function StoredPolicies({ search, ask }: PoliciesPartProps) {
  const policies = usePolicies(search);

  return policies.isError ? (
    <LoadFailure error={policies.error} onRetry={() => void policies.refetch()} />
  ) : (
    <PoliciesList policies={policies} search={search} ask={ask} />
  );
}

function StatusFilter({ search, ask }: PoliciesPartProps) {
  const { t } = useTranslation();
  const status = search.status?.length === 1 ? search.status[0] : undefined;

  function choose(value: string) {
    const chosen = policyStatus.safeParse(value).data;
    ask({ show: value === "deleted" ? "deleted" : undefined, status: chosen === undefined ? [] : [chosen] });
  }

  return (
    <SegmentedControl
      aria-label={t("access.status.label")}
      value={search.show ?? status ?? "all"}
      onChange={choose}
      data={[
        { value: "all", label: t("access.list.all") },
        ...(["active", "monitor", "draft"] as const).map((each) => ({ value: each, label: t(`access.status.${each}`) })),
        { value: "deleted", label: t("policies.deleted.tab") },
      ]}
    />
  );
}
