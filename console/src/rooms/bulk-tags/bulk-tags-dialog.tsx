import { Button, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkTagChange, BulkTagJob } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { ProblemAlert } from "../../shell/index.ts";
import { ConsentFields } from "../access/index.ts";
import { BulkTagPreviewView } from "./bulk-tag-preview.tsx";
import { JobView } from "./job-view.tsx";
import { StepFields } from "./step-fields.tsx";
import { emptyStep, toSteps } from "./steps.ts";
import { useBulkTagPreview, useStartBulkTags } from "./use-bulk-tags.ts";

interface BulkTagsDialogProps {
  /** Whose tags change. */
  chosen: Omit<BulkTagChange, "steps">;
  /** "12 users" */
  chosenText: string;
  onClose: () => void;
}

/** Change the tags of many: steps, what they would do, who gains and loses, and then how far the job is. */
export function BulkTagsDialog({ chosen, chosenText, onClose }: BulkTagsDialogProps) {
  const { t } = useTranslation();
  const [job, setJob] = useState<BulkTagJob | null>(null);

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t("bulkTags.title", { chosen: chosenText })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {job === null ? (
        <BulkTagsForm chosen={chosen} onStarted={setJob} onClose={onClose} />
      ) : (
        <Stack>
          <JobView jobId={job.id} />
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              {t("common.close")}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

interface BulkTagsFormProps {
  chosen: Omit<BulkTagChange, "steps">;
  onStarted: (job: BulkTagJob) => void;
  onClose: () => void;
}

const stepsMax = 20;

function BulkTagsForm({ chosen, onStarted, onClose }: BulkTagsFormProps) {
  const { t } = useTranslation();
  const [drafts, setDrafts] = useState([emptyStep(1)]);
  const steps = toSteps(drafts);
  const change = steps === undefined ? undefined : { ...chosen, steps };
  const { preview, error } = useBulkTagPreview(change);
  const start = useStartBulkTags();
  const isNothing = preview?.changed.count === 0;

  return (
    <Stack gap="lg">
      <Stack gap="sm">
        {drafts.map((draft, index) => (
          <StepFields
            key={draft.number}
            of={chosen.of}
            step={draft}
            onChange={(next) => setDrafts(drafts.map((each) => (each === draft ? next : each)))}
            onRemove={drafts.length === 1 ? undefined : () => setDrafts(drafts.filter((_each, at) => at !== index))}
          />
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={drafts.length >= stepsMax}
            onClick={() => setDrafts([...drafts, emptyStep(Math.max(...drafts.map((each) => each.number)) + 1)])}
          >
            {t("bulkTags.addStep")}
          </Button>
        </Group>
      </Stack>
      <ProblemAlert error={error} />
      {change === undefined ? <Text c="dimmed">{t("bulkTags.incomplete")}</Text> : null}
      {change !== undefined && preview === undefined && error === null ? <LoadingState /> : null}
      {preview === undefined ? null : (
        <section aria-labelledby="bulk-tags-preview">
          <Title order={3} size="h4" id="bulk-tags-preview" mb="xs">
            {t("bulkTags.preview")}
          </Title>
          <BulkTagPreviewView preview={preview} />
        </section>
      )}
      <ConsentFields
        // Another change is asked about anew.
        key={JSON.stringify(change)}
        changes={preview === undefined || isNothing ? undefined : preview.changes}
        confirmLabel={preview === undefined ? t("bulkTags.startUnknown") : t("bulkTags.start", { count: preview.changed.count })}
        isDisabled={change === undefined || preview === undefined || isNothing}
        error={start.error}
        isBusy={start.isPending}
        onConfirm={(terms) => {
          if (change === undefined || preview === undefined) return;
          const { which } = change;
          // Whoever has been created since the preview was not looked at.
          const meant = "filter" in which ? { ...which, until: preview.until } : which;
          start.mutate({ change: { ...change, which: meant }, ...terms }, { onSuccess: onStarted });
        }}
        onClose={onClose}
      />
    </Stack>
  );
}
