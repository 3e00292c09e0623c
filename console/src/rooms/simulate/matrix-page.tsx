import { Stack } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { LoadFailure, Page } from "../../shell/index.ts";
import { ExplainTabs } from "../access/index.ts";
import { MatrixForm } from "./matrix-form.tsx";
import { MatrixTable } from "./matrix-table.tsx";
import { matrixSearch } from "./simulate-search.ts";
import type { MatrixSearch } from "./simulate-search.ts";
import { useMatrix } from "./use-matrix.ts";

/** Who may do one thing with what: people down, resources across. */
export function MatrixPage() {
  const { t } = useTranslation();
  const asked = useSearch({ from: "/signed-in/profiles/$profileId/explain/matrix" });
  const navigate = useNavigate({ from: "/profiles/$profileId/explain/matrix" });

  return (
    <Page title={t("simulate.matrixTitle")} description={t("simulate.matrixText")}>
      <ExplainTabs current="/profiles/$profileId/explain/matrix" />
      <Stack gap="lg">
        <MatrixForm
          asked={asked}
          onChange={(change) => void navigate({ search: matrixSearch({ ...asked, ...change }), resetScroll: false })}
        />
        <Content asked={asked} />
      </Stack>
    </Page>
  );
}

function Content({ asked }: { asked: MatrixSearch }) {
  const { t } = useTranslation();
  const { matrix, draftError } = useMatrix(asked);
  const error = draftError ?? matrix.error;
  if (error !== null && error !== undefined) return <LoadFailure error={error} onRetry={() => void matrix.refetch()} />;
  if (matrix.data === undefined) return <LoadingState kind="block" height={320} />;
  if (matrix.data.subjects.length === 0 || matrix.data.resources.length === 0)
    return <EmptyState title={t("simulate.matrixEmpty")} text={t("simulate.matrixEmptyText")} />;

  return <MatrixTable matrix={matrix.data} asked={asked} isStale={matrix.isPlaceholderData} />;
}
