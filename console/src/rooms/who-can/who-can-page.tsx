import { Stack } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@latchkey/ui";
import { Page } from "../../shell/index.ts";
import { ExplainTabs } from "../access/index.ts";
import { toWhoCanQuestion } from "./use-who-can.ts";
import { WhoCanForm } from "./who-can-form.tsx";
import { WhoCanList } from "./who-can-list.tsx";
import { whoCanSearch } from "./who-can-search.ts";
import type { WhoCanSearch } from "./who-can-search.ts";

/** Everybody who may do one thing with one thing, and by which rule. */
export function WhoCanPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/explain/who-can" });
  const navigate = useNavigate({ from: "/profiles/$profileId/explain/who-can" });
  const asked: WhoCanSearch = { subjectType: "run_user", resourceType: "dashboard", action: "access", ...search };
  const question = toWhoCanQuestion(asked);

  return (
    <Page title={t("whoCan.title")} description={t("whoCan.text")}>
      <ExplainTabs current="/profiles/$profileId/explain/who-can" />
      <Stack gap="lg">
        <WhoCanForm
          asked={asked}
          onChange={(change) => void navigate({ search: whoCanSearch({ ...asked, cursor: undefined, ...change }), resetScroll: false })}
        />
        {question === undefined ? (
          <EmptyState title={t("whoCan.askFirst")} icon={IconUsers} />
        ) : (
          <WhoCanList question={question} cursor={asked.cursor} asked={asked} />
        )}
      </Stack>
    </Page>
  );
}
