import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LineDecision, ReviewLine } from "@latchkey/contract";
import { StatusBadge, Time } from "@latchkey/ui";
import type { DataTableColumn, Tone } from "@latchkey/ui";
import { formatDay } from "../access/index.ts";
import { ThingLink } from "../resources/index.ts";
import type { DecisionTask } from "./decide-dialog.tsx";

const tones: Record<LineDecision, Tone> = { keep: "positive", revoke: "danger", review_people: "info" };

/** `onDecide` is absent for whoever only looks. */
export function useLineColumns(onDecide: ((task: DecisionTask) => void) | undefined): DataTableColumn<ReviewLine>[] {
  const { t, i18n } = useTranslation();
  const columns: DataTableColumn<ReviewLine>[] = [
    { id: "rule", header: t("reviews.rule"), isRowHeader: true, width: "36%", cell: (line) => <RuleCell line={line} /> },
    { id: "about", header: t("reviews.about"), cell: (line) => <AboutCell line={line} /> },
    {
      id: "lastUsed",
      header: t("reviews.lastUsed"),
      cell: (line) => (line.lastUsedOn === null ? t("reviews.neverSeen") : formatDay(line.lastUsedOn, i18n.language)),
    },
    { id: "decision", header: t("reviews.decision"), cell: (line) => <DecisionCell line={line} /> },
  ];
  if (onDecide === undefined) return columns;

  return [
    ...columns,
    { id: "actions", header: t("common.actions"), align: "end", cell: (line) => <Choices line={line} onDecide={onDecide} /> },
  ];
}

function RuleCell({ line: { rule, kind } }: { line: ReviewLine }) {
  const { t } = useTranslation();

  return (
    <Stack gap={2} miw={220}>
      <Group gap={6}>
        <ThingLink type={rule.type} id={rule.id} name={rule.name} />
        <Text span size="xs" fw={400} c="dimmed">
          {t(`reviews.kinds.${kind}`)}
        </Text>
      </Group>
      <Text size="sm" fw={400} style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>
        {rule.sentence}
      </Text>
    </Stack>
  );
}

function AboutCell({ line: { subject, subjectCount } }: { line: ReviewLine }) {
  const { t } = useTranslation();
  if (subject !== null) return <ThingLink type={subject.type} id={subject.id} name={subject.name} />;

  return <>{subjectCount === null ? "–" : t("reviews.people", { count: subjectCount })}</>;
}

function DecisionCell({ line: { decision, reason, decidedBy, decidedAt, outcome } }: { line: ReviewLine }) {
  const { t } = useTranslation();
  if (decision === null) return <>{outcome === null ? t("reviews.decisions.none") : t(`reviews.outcome.${outcome}`)}</>;

  return (
    <Stack gap={2} align="flex-start">
      <StatusBadge tone={tones[decision]} label={t(`reviews.decisions.${decision}`)} size="sm" />
      {reason === null || reason === "" ? null : (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {reason}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {decidedBy} · <Time value={decidedAt} />
        {outcome === null ? "" : ` · ${t(`reviews.outcome.${outcome}`)}`}
      </Text>
    </Stack>
  );
}

function Choices({ line, onDecide }: { line: ReviewLine; onDecide: (task: DecisionTask) => void }) {
  const { t } = useTranslation();
  const choices: LineDecision[] = line.kind === "rule" ? ["keep", "revoke", "review_people"] : ["keep", "revoke"];

  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      {choices.map((decision) => (
        <Button
          key={decision}
          size="compact-sm"
          variant={line.decision === decision ? "light" : "default"}
          {...(decision === "revoke" ? { c: "var(--mantine-color-error)" } : {})}
          aria-pressed={line.decision === decision}
          aria-label={t(`reviews.decideOne.${decision}`, { name: line.rule.name, who: line.subject?.name ?? "" })}
          onClick={() => onDecide({ decision, lines: [line] })}
        >
          {t(`reviews.choice.${decision}`)}
        </Button>
      ))}
    </Group>
  );
}
