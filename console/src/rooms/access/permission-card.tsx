import { Checkbox, Grid, Group, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ResourceType, SubjectType } from "@latchkey/contract";
import { describePermission } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";
import { EffectChoice } from "./effect-choice.tsx";
import { FieldsetCard } from "./fieldset-card.tsx";
import { MatchInputs } from "./match-inputs.tsx";
import { offeredActions, offeredMatchForms, offeredResourceTypes } from "./offered-actions.ts";
import { toPermission } from "./policy-form.ts";
import type { PermissionRow } from "./policy-form.ts";
import { effectKeys, labelOfAction, resourceKeys } from "./policy-words.ts";
import { errorAt, readPermissionPreview } from "./read-preview.ts";
import type { Preview } from "./read-preview.ts";
import { RowPreview } from "./row-preview.tsx";
import type { PolicyFormState } from "./use-policy-form.ts";

interface PermissionCardProps {
  row: PermissionRow;
  index: number;
  subjects: readonly SubjectType[];
  state: PolicyFormState;
  describing: Describing;
  preview: Preview | undefined;
}

/** One permission: effect, resource, actions, and which resources are meant. */
export function PermissionCard({ row, index, subjects, state, describing, preview }: PermissionCardProps) {
  const { t } = useTranslation();
  const { resource } = row;
  const number = index + 1;
  const sentence = describePermission(toPermission(row), describing);
  const rowPreview = readPermissionPreview(row, preview);
  const errorOf = (field: string) => errorAt(state.errors, `permissions.${index}`, field, rowPreview);
  const change = (part: Partial<PermissionRow>) => state.changePermission(index, part);

  return (
    <FieldsetCard
      legend={t("access.editor.permission", { number, effect: t(effectKeys[row.effect]), sentence })}
      tone={row.effect}
      header={<EffectChoice number={number} value={row.effect} onChange={(effect) => change({ effect })} />}
      removeLabel={t("access.editor.removePermission", { number })}
      onRemove={() => state.removePermission(index)}
      error={errorOf("") ?? errorOf("resource.type")}
    >
      <Grid gap="xs" align="flex-start" mt="xs">
        <Grid.Col span={{ base: 12, xs: 6, sm: 3 }}>
          <Select
            label={t("access.editor.resource")}
            value={resource.type}
            onChange={(type) => type !== null && change(withType(row, type, subjects))}
            data={withChosen(offeredResourceTypes(subjects), resource.type).map((type) => ({
              value: type,
              label: t(resourceKeys[type].name),
            }))}
            allowDeselect={false}
          />
        </Grid.Col>
        <MatchInputs
          side="resource"
          type={resource.type}
          fields={resource}
          forms={offeredMatchForms(resource.type, row.actions)}
          onChange={(part) => change({ resource: { ...resource, ...part } })}
          errorOf={(field) => errorOf(`resource.${field}`)}
        />
      </Grid>
      <Checkbox.Group
        mt="xs"
        label={t("access.editor.actions")}
        value={row.actions}
        onChange={(actions) => change({ actions })}
        error={errorOf("actions")}
      >
        <Group gap="md" mt={6}>
          {withChosen(offeredActions(resource.type, subjects), ...row.actions).map((action) => (
            <Checkbox key={action} value={action} label={labelOfAction(t, action)} />
          ))}
        </Group>
      </Checkbox.Group>
      <RowPreview preview={rowPreview} side="resource" type={resource.type} />
    </FieldsetCard>
  );
}

/** Another resource type keeps the actions that it has too; an id belongs to one type alone. */
function withType(row: PermissionRow, type: ResourceType, subjects: readonly SubjectType[]): Partial<PermissionRow> {
  const offered = offeredActions(type, subjects);
  const kept = row.actions.filter((action) => offered.includes(action));

  return { resource: { ...row.resource, type, id: "" }, actions: kept.length === 0 ? offered.slice(0, 1) : kept };
}

/** What is chosen stays visible although the subjects no longer offer it: the server's reason stands beside it then. */
function withChosen<T>(offered: readonly T[], ...chosen: readonly T[]): T[] {
  return [...new Set([...offered, ...chosen])];
}
