import { ActionIcon, Group, Select } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { BulkTaggedType } from "@latchkey/contract";
import { TagKeyInput, TagValueInput } from "../access/index.ts";
import { stepKinds, usesTo, usesValue } from "./steps.ts";
import type { StepDraft } from "./steps.ts";

interface StepFieldsProps {
  of: BulkTaggedType;
  step: StepDraft;
  onChange: (step: StepDraft) => void;
  /** Absent for the only step. */
  onRemove?: (() => void) | undefined;
}

/** What is done with which key and value. */
export function StepFields({ of, step, onChange, onRemove }: StepFieldsProps) {
  const { t } = useTranslation();
  const change = (part: Partial<StepDraft>) => onChange({ ...step, ...part });

  return (
    <Group align="flex-end" gap="xs" role="group" aria-label={t("bulkTags.step", { number: step.number })}>
      <Select
        label={t("bulkTags.what")}
        data={stepKinds.map((kind) => ({ value: kind, label: t(`bulkTags.kind.${kind}`) }))}
        value={step.kind}
        onChange={(kind) => change({ kind: stepKinds.find((each) => each === kind) ?? "set" })}
        allowDeselect={false}
        w={220}
      />
      <TagKeyInput of={of} value={step.key} onChange={(key) => change({ key })} />
      {usesValue(step) ? <TagValueInput of={of} tagKey={step.key} value={step.value} onChange={(value) => change({ value })} /> : null}
      {usesTo(step) && step.kind === "change_value" ? (
        <TagValueInput of={of} tagKey={step.key} value={step.to} onChange={(to) => change({ to })} label={t("bulkTags.newValue")} />
      ) : null}
      {usesTo(step) && step.kind === "rename_key" ? (
        <TagKeyInput of={of} value={step.to} onChange={(to) => change({ to })} label={t("bulkTags.newKey")} />
      ) : null}
      {onRemove === undefined ? null : (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          onClick={onRemove}
          aria-label={t("bulkTags.removeStep", { number: step.number })}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
