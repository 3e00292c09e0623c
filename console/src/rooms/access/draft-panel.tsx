import { Divider, List, Paper, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { policyBody } from "@latchkey/contract";
import type { PolicyStatus } from "@latchkey/contract";
import { describeError } from "../../shell/index.ts";
import type { Describing } from "./describe-policy.ts";
import { DraftSentence } from "./draft-sentence.tsx";
import { FailingTests } from "./failing-tests.tsx";
import { ImpactView, MatchedFigures } from "./impact-view.tsx";
import { toPolicyBody } from "./policy-form.ts";
import type { PolicyForm } from "./policy-form.ts";
import { readTotals } from "./read-preview.ts";
import type { Preview } from "./read-preview.ts";
import classes from "./policy-editor.module.css";
import { WarningLines } from "./row-preview.tsx";
import { useDraftTests } from "./use-draft-tests.ts";
import { toChanges, useImpact } from "./use-impact.ts";

interface DraftPanelProps {
  form: PolicyForm;
  describing: Describing;
  preview: UseQueryResult<Preview>;
  storedId: string | undefined;
  isDirty: boolean;
}

/** Spoken at most every three seconds, so that a screen reader is not talked over while typing. */
const announceMilliseconds = 3000;

/** Beside the form: the draft in words, and who would gain and lose by it in force, over everybody. */
export function DraftPanel({ form, describing, preview, storedId, isDirty }: DraftPanelProps) {
  const { t } = useTranslation();
  const body = toPolicyBody(form);
  const inForce = { ...body, status: "active" as const, name: body.name || t("access.editor.newTitle") };
  const isWhole = policyBody.safeParse(inForce).success;
  const changes = toChanges(inForce, storedId);
  // What is stored and in force changes nothing: only a difference is worth a look over everybody.
  const isAsked = isWhole && (isDirty || storedId === undefined || body.status !== "active");
  const { impact, error } = useImpact(isAsked ? changes : undefined);
  const tests = useDraftTests(isAsked ? inForce : undefined, storedId);
  const [announced] = useDebouncedValue(impact, announceMilliseconds);

  return (
    // What scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <Paper component="section" aria-labelledby="draft-title" withBorder p="md" className={classes.panel} tabIndex={0}>
      <Stack gap="sm">
        <Title order={2} size="h3" id="draft-title">
          {t(titleOf(body.status, isAsked))}
        </Title>
        <DraftSentence body={body} describing={describing} />
        <Divider />
        {isAsked && error === null ? <ImpactView impact={impact} changes={changes} /> : null}
        {isAsked || error !== null ? null : (
          <>
            {isWhole ? <MatchedFigures totals={readTotals(form, preview.data)} /> : null}
            <Text size="sm" c="dimmed">
              {isWhole ? t("policies.impact.unchanged") : t("access.preview.waiting")}
            </Text>
          </>
        )}
        {error === null ? null : (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t("access.preview.failed", { reason: describeError(t, error).message })}
          </Text>
        )}
        <Refusals errors={preview.data?.answer.errors ?? []} />
        <WarningLines warnings={preview.data?.answer.warnings ?? []} />
        {isAsked ? (
          <>
            <Divider />
            <FailingTests run={tests} />
          </>
        ) : null}
        <Text size="xs" c="dimmed">
          {t("access.editor.readOnlyCounts")}
        </Text>
      </Stack>
      <VisuallyHidden role="status">
        {announced === undefined
          ? ""
          : t("policies.impact.announce", {
              subjects: announced.subjectsMatched.after,
              gaining: announced.gained.subjects,
              losing: announced.lost.subjects,
            })}
      </VisuallyHidden>
    </Paper>
  );
}

/** Why it could not be saved as it stands, as far as that is known before. */
function Refusals({ errors }: { errors: Preview["answer"]["errors"] }) {
  const { t } = useTranslation();
  if (errors.length === 0) return null;

  return (
    <Text size="sm" c="var(--mantine-color-error)" component="div">
      {t("access.preview.problems")}
      <List size="sm" c="inherit" withPadding>
        {[...new Set(errors.map((error) => error.message))].map((message) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
    </Text>
  );
}

function titleOf(status: PolicyStatus, isAsked: boolean) {
  if (!isAsked) return "policies.impact.titleNow" as const;

  return status === "active" ? ("policies.impact.titleActive" as const) : ("policies.impact.titleDraft" as const);
}
