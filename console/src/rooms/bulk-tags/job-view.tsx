import { Alert, Button, Group, List, Progress, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { BulkTagJob } from "@latchkey/contract";
import { ConfirmDialog, LoadingState, Time, useUi } from "@latchkey/ui";
import { LoadFailure, ProblemAlert } from "../../shell/index.ts";
import { describeStep } from "./describe-step.ts";
import { isAtWork, useBulkTagJob, useUndoBulkTags } from "./use-bulk-tags.ts";

/** How far a change of many is, what came of it, and the way back. */
export function JobView({ jobId }: { jobId: string }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const job = useBulkTagJob(jobId);
  if (job.isError) return <LoadFailure error={job.error} onRetry={() => void job.refetch()} />;
  if (job.data === undefined) return <LoadingState />;

  const { state, steps, seen, matched, changed, refused, keptSamples, kept } = job.data;
  const whole = state === "undoing" ? changed : matched;
  const share = whole === 0 ? 100 : Math.min(100, Math.round((seen / whole) * 100));
  const count = (value: number) => ({ count: value, formatted: value.toLocaleString(locale) });

  return (
    <Stack gap="xs">
      <Text>{steps.map((step) => describeStep(t, step)).join("; ")}</Text>
      <Text fw={600} role="status">
        {t(`bulkTags.state.${state}`, { ...count(state === "undone" ? job.data.undone : changed) })}
      </Text>
      {isAtWork(job.data) ? <Progress value={share} aria-label={t("bulkTags.progress")} /> : null}
      {isAtWork(job.data) ? (
        <Text size="sm" c="dimmed">
          {t("bulkTags.goesOn")}
        </Text>
      ) : null}
      {refused > 0 ? <Text size="sm">{t("bulkTags.refused", count(refused))}</Text> : null}
      {kept > 0 ? (
        <Alert color="orange" title={t("bulkTags.kept", count(kept))}>
          <List size="sm">
            {keptSamples.map(({ id, name }) => (
              <List.Item key={id}>{name}</List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
      <Undo job={job.data} />
    </Stack>
  );
}

function Undo({ job }: { job: BulkTagJob }) {
  const { t } = useTranslation();
  const [isAsking, asking] = useDisclosure(false);
  const undo = useUndoBulkTags(job.id);
  if (job.undoableUntil === null || isAtWork(job)) return null;

  return (
    <Group gap="sm">
      <Button variant="default" size="xs" leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={asking.open}>
        {t("bulkTags.undo")}
      </Button>
      <Text size="sm" c="dimmed">
        {t("bulkTags.undoableUntil")} <Time value={job.undoableUntil} show="absolute" />
      </Text>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={asking.close}
        onConfirm={(reason) => undo.mutate(reason, { onSuccess: asking.close })}
        title={t("bulkTags.undoTitle", { count: job.changed })}
        confirmLabel={t("bulkTags.undo")}
        reason="required"
        isBusy={undo.isPending}
        error={<ProblemAlert error={undo.error} />}
      >
        {t("bulkTags.undoText")}
      </ConfirmDialog>
    </Group>
  );
}
