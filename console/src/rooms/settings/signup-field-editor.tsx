import { ActionIcon, Card, Checkbox, Group, NativeSelect, SimpleGrid, Text, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FieldDraft } from "./signup-fields.ts";

interface SignupFieldEditorProps {
  field: FieldDraft;
  number: number;
  count: number;
  onChange: (field: FieldDraft) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One question of the sign-up form; moved by buttons, so that nobody needs to drag (WCAG 2.5.7). */
export function SignupFieldEditor({ field, number, count, onChange, onMove, onRemove }: SignupFieldEditorProps) {
  const { t } = useTranslation();
  const name = field.name.trim() === "" ? t("settings.signUpFieldNumber", { number }) : field.name.trim();

  return (
    <Card role="group" aria-label={name} padding="sm">
      <Group justify="space-between" mb="xs">
        <Text fw={600} size="sm" component="bdi">
          {name}
        </Text>
        <Group gap={2}>
          <ActionIcon aria-label={t("settings.signUpMoveUp", { name })} disabled={number === 1} onClick={() => onMove(-1)}>
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t("settings.signUpMoveDown", { name })} disabled={number === count} onClick={() => onMove(1)}>
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon color="red" aria-label={t("settings.signUpRemoveField", { name })} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <NativeSelect
          label={t("settings.signUpFieldType")}
          value={field.type}
          data={[
            { value: "text", label: t("settings.signUpFieldText") },
            { value: "number", label: t("settings.signUpFieldNumeric") },
            { value: "hidden", label: t("settings.signUpFieldHidden") },
          ]}
          onChange={(event) => onChange({ ...field, type: toType(event.currentTarget.value) })}
        />
        <TextInput
          label={t("settings.signUpFieldKey")}
          required
          maxLength={100}
          spellCheck={false}
          value={field.name}
          onChange={(event) => onChange({ ...field, name: event.currentTarget.value })}
        />
        {field.type === "hidden" ? (
          <TextInput
            label={t("settings.signUpFieldValue")}
            required
            maxLength={200}
            value={field.value}
            onChange={(event) => onChange({ ...field, value: event.currentTarget.value })}
          />
        ) : (
          <TextInput
            label={t("settings.signUpFieldLabel")}
            required
            maxLength={100}
            value={field.label}
            onChange={(event) => onChange({ ...field, label: event.currentTarget.value })}
          />
        )}
      </SimpleGrid>
      {field.type === "hidden" ? (
        <Text size="xs" c="dimmed" mt="xs">
          {t("settings.signUpFieldHiddenHelp")}
        </Text>
      ) : (
        <Checkbox
          mt="sm"
          label={t("settings.signUpFieldRequired")}
          checked={field.isRequired}
          onChange={(event) => onChange({ ...field, isRequired: event.currentTarget.checked })}
        />
      )}
    </Card>
  );
}

function toType(value: string): FieldDraft["type"] {
  return value === "number" || value === "hidden" ? value : "text";
}
