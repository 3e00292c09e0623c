import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LineDecision, ReviewLine } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { useDecideLines } from "./use-reviews.ts";

export interface DecisionTask {
  decision: LineDecision;
  lines: readonly ReviewLine[];
}

interface DecideDialogProps {
  reviewId: string;
  /** Null while nothing is being decided. */
  task: DecisionTask | null;
  onClose: () => void;
  onDecided: () => void;
}

const linesShownMax = 10;

/** What was chosen, for which lines, and why; taking something away needs a reason. */
export function DecideDialog({ reviewId, task, onClose, onDecided }: DecideDialogProps) {
  const { t } = useTranslation();
  const decide = useDecideLines(reviewId);
  const { decision = "keep", lines = [] } = task ?? {};

  function close() {
    decide.reset();
    onClose();
  }

  function confirm(reason: string) {
    decide.mutate(
      { lineIds: lines.map(({ id }) => id), decision, reason },
      {
        onSuccess: () => {
          sayDone(t("reviews.decided", { count: lines.length }));
          decide.reset();
          onDecided();
        },
      },
    );
  }

  return (
    <ConfirmDialog
      isOpen={task !== null}
      onClose={close}
      onConfirm={confirm}
      title={t(`reviews.decideTitle.${decision}`, { count: lines.length })}
      confirmLabel={t(`reviews.choice.${decision}`)}
      isDangerous={decision === "revoke"}
      isBusy={decide.isPending}
      reason={decision === "revoke" ? "required" : "optional"}
      error={<ProblemAlert error={decide.error} />}
    >
      <Text size="sm">{t(`reviews.decideText.${decision}`)}</Text>
      <List size="sm" withPadding mt="xs">
        {lines.slice(0, linesShownMax).map((line) => (
          <List.Item key={line.id}>{line.subject === null ? line.rule.sentence : `${line.subject.name}: ${line.rule.sentence}`}</List.Item>
        ))}
      </List>
      {lines.length > linesShownMax ? <Text size="sm">{t("access.preview.andMore", { count: lines.length - linesShownMax })}</Text> : null}
    </ConfirmDialog>
  );
}
