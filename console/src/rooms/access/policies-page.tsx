import { Group, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SearchInput } from "@latchkey/ui";
import { LinkButton, LoadFailure, Page, useProfileId, useSearchPatch } from "../../shell/index.ts";
import type { PoliciesSearch } from "./access-search.ts";
import { PoliciesList } from "./policies-list.tsx";
import { usePolicies } from "./use-policies.ts";

export function PoliciesPage() {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/policies" });
  const ask = useSearchPatch<PoliciesSearch>();
  const policies = usePolicies(search);
  const status = search.status?.length === 1 ? search.status[0] : undefined;

  return (
    <Page
      title={t("access.policies")}
      description={t("access.policiesText")}
      actions={
        <>
          <LinkButton variant="default" to="/profiles/$profileId/explain" params={{ profileId }}>
            {t("access.editor.explain")}
          </LinkButton>
          <LinkButton leftSection={<IconPlus size={16} aria-hidden />} to="/profiles/$profileId/policies/new" params={{ profileId }}>
            {t("access.newPolicy")}
          </LinkButton>
        </>
      }
    >
      <Group mb="sm" gap="sm">
        <SearchInput
          label={t("access.searchPolicies")}
          value={search.search ?? ""}
          onChange={(text) => ask({ search: text }, { isTyping: true })}
        />
        <SegmentedControl
          aria-label={t("access.status.label")}
          value={status ?? "all"}
          onChange={(value) => ask({ status: value === "active" || value === "draft" ? [value] : [] })}
          data={[
            { value: "all", label: t("access.list.all") },
            { value: "active", label: t("access.status.active") },
            { value: "draft", label: t("access.status.draft") },
          ]}
        />
      </Group>
      {policies.isError ? (
        <LoadFailure error={policies.error} onRetry={() => void policies.refetch()} />
      ) : (
        <PoliciesList policies={policies} search={search} ask={ask} />
      )}
    </Page>
  );
}
