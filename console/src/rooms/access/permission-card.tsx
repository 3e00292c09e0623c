import { Checkbox, Grid, Group, Select, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Catalogue, SubjectType } from "@latchkey/contract";
import { describePermission } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";
import { EffectChoice } from "./effect-choice.tsx";
import { FieldsetCard } from "./fieldset-card.tsx";
import { MatchInputs } from "./match-inputs.tsx";
import { groupActions, offeredActions, offeredMatchForms, offeredResourceTypes } from "./offered-actions.ts";
import { toPermission } from "./policy-form.ts";
import type { PermissionRow } from "./policy-form.ts";
import { effectKeys, labelOfAction, labelOfType } from "./policy-words.ts";
import { errorAt } from "./read-preview.ts";
import type { RowPreview as RowPreviewState } from "./read-preview.ts";
import { RowPreview } from "./row-preview.tsx";
import { useCatalogue } from "./use-catalogue.ts";

interface PermissionCardProps {
  row: PermissionRow;
  index: number;
  /** Only what these can be granted at all is offered. */
  subjects: readonly SubjectType[];
  errors: Readonly<Record<string, string>>;
  describing: Describing;
  /** What the row matches now; absent where that is not counted. */
  preview?: RowPreviewState | undefined;
  onChange: (change: Partial<PermissionRow>) => void;
  onRemove: () => void;
}

/** One permission: effect, resource, actions, and which resources are meant. */
export function PermissionCard({ row, index, subjects, errors, describing, preview, onChange, onRemove }: PermissionCardProps) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const { resource } = row;
  const number = index + 1;
  const sentence = describePermission(toPermission(row), describing);
  const errorOf = (field: string) => errorAt(errors, `permissions.${index}`, field, preview ?? { state: "incomplete" });

  return (
    <FieldsetCard
      legend={t("access.editor.permission", { number, effect: t(effectKeys[row.effect]), sentence })}
      tone={row.effect}
      header={<EffectChoice number={number} value={row.effect} onChange={(effect) => onChange({ effect })} />}
      removeLabel={t("access.editor.removePermission", { number })}
      onRemove={onRemove}
      error={errorOf("") ?? errorOf("resource.type")}
    >
      <Grid gap="xs" align="flex-start" mt="xs">
        <Grid.Col span={{ base: 12, xs: 6, sm: 3 }}>
          <Select
            label={t("access.editor.resource")}
            value={resource.type}
            onChange={(type) => type !== null && onChange(withType({ row, type, subjects, catalogue }))}
            data={withChosen(offeredResourceTypes(catalogue, subjects), resource.type).map((type) => ({
              value: type,
              label: labelOfType(t, type),
            }))}
            allowDeselect={false}
            maxDropdownHeight={340}
          />
        </Grid.Col>
        <MatchInputs
          side="resource"
          type={resource.type}
          fields={resource}
          forms={offeredMatchForms(catalogue, resource.type, row.actions)}
          onChange={(part) => onChange({ resource: { ...resource, ...part } })}
          errorOf={(field) => errorOf(`resource.${field}`)}
        />
      </Grid>
      <ActionChoice row={row} subjects={subjects} catalogue={catalogue} error={errorOf("actions")} onChange={onChange} />
      {preview === undefined ? null : <RowPreview preview={preview} side="resource" type={resource.type} />}
    </FieldsetCard>
  );
}

interface ActionChoiceProps {
  row: PermissionRow;
  subjects: readonly SubjectType[];
  catalogue: Catalogue;
  error: string | undefined;
  onChange: (change: Partial<PermissionRow>) => void;
}

/** Actions in their categories, so that what reads data stands apart from what deletes it. */
function ActionChoice({ row, subjects, catalogue, error, onChange }: ActionChoiceProps) {
  const { t } = useTranslation();
  const { type } = row.resource;
  const offered = withChosen(offeredActions(catalogue, type, subjects), ...row.actions);

  return (
    <Checkbox.Group
      mt="xs"
      label={t("access.editor.actions")}
      value={row.actions}
      onChange={(actions) => onChange({ actions })}
      error={error}
    >
      <Stack gap={6} mt={6}>
        {groupActions(catalogue, type, offered).map(([category, actions]) => (
          <Group
            key={category}
            gap="md"
            style={{ rowGap: 4 }}
            align="flex-start"
            role="group"
            aria-label={t(`access.category.${category}`)}
          >
            <Text size="sm" c="dimmed" w={120} aria-hidden>
              {t(`access.category.${category}`)}
            </Text>
            <Group gap="md" flex={1} miw={180}>
              {actions.map((action) => (
                <Checkbox key={action} value={action} label={labelOfAction(t, action)} />
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

interface TypeChange {
  row: PermissionRow;
  type: string;
  subjects: readonly SubjectType[];
  catalogue: Catalogue;
}

/** Another resource type keeps the actions that it has too, and the match form where it takes it; an id belongs to one type alone. */
function withType({ row, type, subjects, catalogue }: TypeChange): Partial<PermissionRow> {
  const offered = offeredActions(catalogue, type, subjects);
  const kept = row.actions.filter((action) => offered.includes(action));
  const actions = kept.length === 0 ? offered.slice(0, 1) : kept;
  const forms = offeredMatchForms(catalogue, type, actions);
  const { match } = row.resource;

  return { resource: { ...row.resource, type, id: "", match: forms.includes(match) ? match : (forms[0] ?? match) }, actions };
}

/** What is chosen stays visible although the subjects no longer offer it: the server's reason stands beside it then. */
function withChosen<T>(offered: readonly T[], ...chosen: readonly T[]): T[] {
  return [...new Set([...offered, ...chosen])];
}
