import { Stack } from "@mantine/core";
import { IconQuestionMark } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { LoadFailure, Page } from "../../shell/index.ts";
import { explainSearch } from "./access-search.ts";
import type { ExplainSearch } from "./access-search.ts";
import { ExplainAnswer } from "./explain-answer.tsx";
import { ExplainForm } from "./explain-form.tsx";
import { toQuestion, useExplanation } from "./use-explain.ts";
import type { ExplainQuestion } from "./use-explain.ts";

export function ExplainPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/explain" });
  const navigate = useNavigate({ from: "/profiles/$profileId/explain" });
  // Run users who want to open a dashboard are what people ask about most.
  const asked: ExplainSearch = { subjectType: "run_user", resourceType: "dashboard", action: "access", ...search };
  const question = toQuestion(asked);

  return (
    <Page title={t("access.explain.title")} description={t("access.explain.intro")}>
      <Stack gap="lg">
        <ExplainForm
          asked={asked}
          onChange={(change) => void navigate({ search: explainSearch({ ...asked, ...change }), resetScroll: false })}
        />
        {question === undefined ? (
          <EmptyState title={t("access.explain.askFirst")} icon={IconQuestionMark} />
        ) : (
          <Answer question={question} />
        )}
      </Stack>
    </Page>
  );
}

function Answer({ question }: { question: ExplainQuestion }) {
  const explanation = useExplanation(question);
  if (explanation.isError) return <LoadFailure error={explanation.error} onRetry={() => void explanation.refetch()} />;
  if (explanation.data === undefined) return <LoadingState kind="block" />;

  return <ExplainAnswer explanation={explanation.data} isStale={explanation.isPlaceholderData} />;
}
