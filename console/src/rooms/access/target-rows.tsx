import { Button, Divider, Grid, Select, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { subjectType } from "@latchkey/contract";
import type { SubjectType } from "@latchkey/contract";
import { describeTarget } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";
import { FieldsetCard } from "./fieldset-card.tsx";
import { MatchInputs } from "./match-inputs.tsx";
import { targetForms } from "./offered-actions.ts";
import { toTarget } from "./policy-form.ts";
import type { TargetRow } from "./policy-form.ts";
import { subjectKeys } from "./policy-words.ts";
import { errorAt, readTargetPreview } from "./read-preview.ts";
import type { Preview } from "./read-preview.ts";
import { RowPreview } from "./row-preview.tsx";
import type { PolicyFormState } from "./use-policy-form.ts";

interface TargetRowsProps {
  state: PolicyFormState;
  describing: Describing;
  preview: Preview | undefined;
}

/** To whom the policy speaks: one row per alternative. */
export function TargetRows({ state, describing, preview }: TargetRowsProps) {
  const { t } = useTranslation();
  const { form, errors } = state;

  return (
    <Stack component="section" gap="xs" aria-labelledby="policy-targets">
      <Title order={2} id="policy-targets">
        {t("access.editor.targets")}
      </Title>
      <Text size="sm" c="dimmed">
        {t("access.editor.targetsHelp")}
      </Text>
      {form.targets.map((row, index) => (
        <div key={row.rowId}>
          {index === 0 ? null : <Divider label={t("access.editor.or")} mb="xs" />}
          <TargetCard row={row} index={index} state={state} describing={describing} preview={preview} />
        </div>
      ))}
      {errors["targets"] === undefined ? null : (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errors["targets"]}
        </Text>
      )}
      <div>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={state.addTarget}>
          {t("access.editor.addTarget")}
        </Button>
      </div>
    </Stack>
  );
}

interface TargetCardProps extends TargetRowsProps {
  row: TargetRow;
  index: number;
}

function TargetCard({ row, index, state, describing, preview }: TargetCardProps) {
  const { t } = useTranslation();
  const number = index + 1;
  const rowPreview = readTargetPreview(row, preview);
  const errorOf = (field: string) => errorAt(state.errors, `targets.${index}`, field, rowPreview);

  return (
    <FieldsetCard
      legend={t("access.editor.target", { number, sentence: describeTarget(toTarget(row), describing) })}
      removeLabel={t("access.editor.removeTarget", { number })}
      onRemove={() => state.removeTarget(index)}
      error={errorOf("")}
    >
      <Grid gap="xs" align="flex-start">
        <Grid.Col span={{ base: 12, xs: 6, sm: 3 }}>
          <Select
            label={t("access.editor.subject")}
            value={row.subject}
            onChange={(subject) => subject !== null && state.changeTarget(index, withSubject(row, subject))}
            data={subjectType.options.map((subject) => ({ value: subject, label: t(subjectKeys[subject].name) }))}
            allowDeselect={false}
            error={errorOf("subject")}
          />
        </Grid.Col>
        <MatchInputs
          side="subject"
          type={row.subject}
          fields={row}
          forms={targetForms[row.subject]}
          onChange={(change) => state.changeTarget(index, change)}
          errorOf={errorOf}
        />
      </Grid>
      <RowPreview preview={rowPreview} side="subject" type={row.subject} />
    </FieldsetCard>
  );
}

/** Another kind of subject keeps the match form where it has it; an id belongs to one kind alone. */
function withSubject(row: TargetRow, subject: SubjectType): Partial<TargetRow> {
  const forms = targetForms[subject];

  return { subject, id: "", match: forms.includes(row.match) ? row.match : (forms[0] ?? row.match) };
}
