import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SearchInput } from "@latchkey/ui";
import { LoadFailure, Page, useMay, useSearchPatch } from "../../shell/index.ts";
import { TagFilter } from "../resources/index.ts";
import { CreateAnalysisDialog } from "./create-analysis-dialog.tsx";
import { AnalysesList } from "./analyses-list.tsx";
import type { AnalysesSearch } from "./analyses-search.ts";
import { useAnalyses } from "./use-analyses.ts";

export function AnalysesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/analyses" });
  const ask = useSearchPatch<AnalysesSearch>();
  const analyses = useAnalyses(search);
  const may = useMay();
  const [isCreating, creation] = useDisclosure(false);

  return (
    <Page
      title={t("resources.analysis.title")}
      description={t("resources.analysis.text")}
      actions={
        may("analysis", "create") ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
            {t("resources.analysis.create")}
          </Button>
        ) : undefined
      }
    >
      <Group mb="sm" gap="sm">
        <SearchInput
          label={t("resources.analysis.search")}
          value={search.search ?? ""}
          onChange={(text) => ask({ search: text }, { isTyping: true })}
        />
        <TagFilter of="analysis" value={search.tag ?? []} onChange={(tag) => ask({ tag })} />
      </Group>
      {analyses.isError ? (
        <LoadFailure error={analyses.error} onRetry={() => void analyses.refetch()} />
      ) : (
        <AnalysesList analyses={analyses} search={search} onCreate={creation.open} />
      )}
      <CreateAnalysisDialog isOpen={isCreating} onClose={creation.close} />
    </Page>
  );
}
