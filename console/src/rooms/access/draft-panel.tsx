import { Divider, Group, Paper, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { describeError } from "../../shell/index.ts";
import type { Describing } from "./describe-policy.ts";
import { DraftSentence } from "./draft-sentence.tsx";
import { toPolicyBody } from "./policy-form.ts";
import type { PolicyForm } from "./policy-form.ts";
import { readTotals, toPreviewRequest } from "./read-preview.ts";
import type { Preview } from "./read-preview.ts";
import { WarningLines } from "./row-preview.tsx";

interface DraftPanelProps {
  form: PolicyForm;
  describing: Describing;
  preview: UseQueryResult<Preview>;
}

/** Spoken at most every three seconds, so that a screen reader is not talked over while typing. */
const announceMilliseconds = 3000;

/** Beside the form: the draft in words, and how many it matches now. */
export function DraftPanel({ form, describing, preview }: DraftPanelProps) {
  const { t } = useTranslation();
  const totals = readTotals(form, preview.data);
  const request = toPreviewRequest(form);
  const isAsked = request.targets.length > 0 || request.permissions.length > 0;
  const [announced] = useDebouncedValue(totals, announceMilliseconds);

  return (
    <Paper component="section" aria-labelledby="draft-title" withBorder p="md" pos="sticky" top={72}>
      <Stack gap="sm">
        <Title order={2} size="h3" id="draft-title">
          {t("access.preview.title")}
        </Title>
        <DraftSentence body={toPolicyBody(form)} describing={describing} />
        <Divider />
        {isAsked ? (
          <Totals totals={totals} />
        ) : (
          <Text size="sm" c="dimmed">
            {t("access.preview.waiting")}
          </Text>
        )}
        {preview.isError ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t("access.preview.failed", { reason: describeError(t, preview.error).message })}
          </Text>
        ) : null}
        {totals !== undefined && (preview.data?.answer.errors.length ?? 0) > 0 ? (
          <Text size="sm" c="var(--mantine-color-error)">
            {t("access.preview.problems")}
          </Text>
        ) : null}
        <WarningLines warnings={totals === undefined ? [] : (preview.data?.answer.warnings ?? [])} />
        <Text size="xs" c="dimmed">
          {t("access.editor.readOnlyCounts")}
        </Text>
      </Stack>
      <VisuallyHidden role="status">{announced === undefined ? "" : t("access.preview.announce", announced)}</VisuallyHidden>
    </Paper>
  );
}

function Totals({ totals }: { totals: { subjects: number; resources: number } | undefined }) {
  const { t } = useTranslation();

  return (
    <Group grow>
      <Figure label={t("access.preview.subjects")} value={totals?.subjects} />
      <Figure label={t("access.preview.resources")} value={totals?.resources} />
    </Group>
  );
}

function Figure({ label, value }: { label: string; value: number | undefined }) {
  const { t, i18n } = useTranslation();

  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={28} fw={650} lh={1.2}>
        {value === undefined ? t("access.preview.counting") : value.toLocaleString(i18n.language)}
      </Text>
    </div>
  );
}
