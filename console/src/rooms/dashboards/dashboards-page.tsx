import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SearchInput } from "@latchkey/ui";
import { LoadFailure, Page, useMay, useSearchPatch } from "../../shell/index.ts";
import { TagFilter } from "../resources/index.ts";
import { CreateDashboardDialog } from "./create-dashboard-dialog.tsx";
import { DashboardsList } from "./dashboards-list.tsx";
import type { DashboardsSearch } from "./dashboards-search.ts";
import { useDashboards } from "./use-dashboards.ts";

export function DashboardsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/dashboards" });
  const ask = useSearchPatch<DashboardsSearch>();
  const dashboards = useDashboards(search);
  const may = useMay();
  const [isCreating, creation] = useDisclosure(false);

  return (
    <Page
      title={t("resources.dashboard.title")}
      description={t("resources.dashboard.text")}
      actions={
        may("dashboard", "create") ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
            {t("resources.dashboard.create")}
          </Button>
        ) : undefined
      }
    >
      <Group mb="sm" gap="sm">
        <SearchInput
          label={t("resources.dashboard.search")}
          value={search.search ?? ""}
          onChange={(text) => ask({ search: text }, { isTyping: true })}
        />
        <TagFilter of="dashboard" value={search.tag ?? []} onChange={(tag) => ask({ tag })} />
      </Group>
      {dashboards.isError ? (
        <LoadFailure error={dashboards.error} onRetry={() => void dashboards.refetch()} />
      ) : (
        <DashboardsList dashboards={dashboards} search={search} onCreate={creation.open} />
      )}
      <CreateDashboardDialog isOpen={isCreating} onClose={creation.close} />
    </Page>
  );
}
