import { Stack } from "@mantine/core";
import { IconQuestionMark } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { LoadFailure, Page, useProfileId } from "../../shell/index.ts";
import { ExplainAnswer } from "./explain-answer.tsx";
import { ExplainForm } from "./explain-form.tsx";
import { explainSearch } from "./explain-search.ts";
import type { ExplainSearch } from "./explain-search.ts";
import { ExplainTabs } from "./explain-tabs.tsx";
import { describeQuestion } from "./explain-words.ts";
import { RecentChecks } from "./recent-checks-list.tsx";
import { rememberCheck } from "./recent-checks.ts";
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
      <ExplainTabs current="/profiles/$profileId/explain" />
      <Stack gap="lg">
        <ExplainForm
          asked={asked}
          onChange={(change) => void navigate({ search: explainSearch({ ...asked, ...change }), resetScroll: false })}
        />
        {question === undefined ? (
          <>
            <EmptyState title={t("access.explain.askFirst")} icon={IconQuestionMark} />
            <RecentChecks />
          </>
        ) : (
          <Answer question={question} />
        )}
      </Stack>
    </Page>
  );
}

function Answer({ question }: { question: ExplainQuestion }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const explanation = useExplanation(question);
  const { data, isPlaceholderData } = explanation;

  useEffect(() => {
    if (data === undefined || isPlaceholderData) return;
    rememberCheck(profileId, { search: question, sentence: describeQuestion(t, data), decision: data.decision });
    // The question is made anew with each rendering; the answer tells when it is another one.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [data, isPlaceholderData, profileId, t]);

  if (explanation.isError) return <LoadFailure error={explanation.error} onRetry={() => void explanation.refetch()} />;
  if (data === undefined) return <LoadingState kind="block" />;

  return <ExplainAnswer explanation={data} isStale={isPlaceholderData} />;
}
