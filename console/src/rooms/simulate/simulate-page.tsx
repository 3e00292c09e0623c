import { Stack } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { LoadFailure, Page } from "../../shell/index.ts";
import { ExplainAnswer, ExplainTabs } from "../access/index.ts";
import { SimulateForm } from "./simulate-form.tsx";
import { simulateSearch } from "./simulate-search.ts";
import type { SimulateSearch } from "./simulate-search.ts";
import { useSimulation } from "./use-simulation.ts";

/** What if somebody had another tag, group or role, or a policy were active. */
export function SimulatePage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/explain/simulate" });
  const navigate = useNavigate({ from: "/profiles/$profileId/explain/simulate" });
  const asked: SimulateSearch = { subjectType: "run_user", resourceType: "dashboard", action: "access", ...search };

  return (
    <Page title={t("simulate.title")} description={t("simulate.text")}>
      <ExplainTabs current="/profiles/$profileId/explain/simulate" />
      <Stack gap="lg">
        <SimulateForm
          asked={asked}
          onChange={(change) => void navigate({ search: simulateSearch({ ...asked, ...change }), resetScroll: false, replace: true })}
        />
        <Answer asked={asked} />
      </Stack>
    </Page>
  );
}

function Answer({ asked }: { asked: SimulateSearch }) {
  const { t } = useTranslation();
  const { isAskable, simulation } = useSimulation(asked);
  if (!isAskable) return <EmptyState title={t("simulate.askFirst")} icon={IconFlask} />;
  if (simulation.isError) return <LoadFailure error={simulation.error} onRetry={() => void simulation.refetch()} />;
  if (simulation.data === undefined) return <LoadingState kind="block" />;

  // Whoever was thought up has no name.
  const { subject, resource, ...rest } = simulation.data;
  const explanation = {
    ...rest,
    subject: { ...subject, name: subject.name || t("simulate.somebody") },
    resource: { ...resource, name: resource.name || t("simulate.something") },
  };

  return <ExplainAnswer explanation={explanation} isStale={simulation.isPlaceholderData} />;
}
