import { ActionIcon, Checkbox, Fieldset, Grid, Group, Select, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { VariableInput } from "./variable-input.tsx";
import type { FieldInput, FieldRow } from "./widget-form.ts";

interface InputFieldRowProps {
  row: FieldRow;
  number: number;
  deviceId: string;
  errorOf: (field: string) => string | undefined;
  onChange: (part: Partial<FieldRow>) => void;
  onRemove: (() => void) | undefined;
}

const inputs: readonly FieldInput[] = ["number", "text", "switch"];

/** One field of an input form: what it is called, and which variable its answer becomes. */
export function InputFieldRow({ row, number, deviceId, errorOf, onChange, onRemove }: InputFieldRowProps) {
  const { t } = useTranslation();

  return (
    <Fieldset legend={t("resources.widget.field", { number })} p="sm">
      <Grid gap="xs" align="flex-start">
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput
            label={t("resources.widget.fieldLabel")}
            required
            maxLength={60}
            value={row.label}
            onChange={(event) => onChange({ label: event.currentTarget.value })}
            error={errorOf("label")}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <VariableInput
            deviceId={deviceId}
            value={row.variable}
            onChange={(variable) => onChange({ variable })}
            error={errorOf("variable")}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 6, sm: 4 }}>
          <Select
            label={t("resources.widget.fieldInput")}
            value={row.input}
            onChange={(input) => input !== null && onChange({ input })}
            data={inputs.map((each) => ({ value: each, label: t(`resources.widget.inputs.${each}`) }))}
            allowDeselect={false}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 6, sm: 3 }}>
          <TextInput
            label={t("resources.widget.fieldUnit")}
            maxLength={50}
            disabled={row.input === "switch"}
            value={row.unit}
            onChange={(event) => onChange({ unit: event.currentTarget.value })}
            error={errorOf("unit")}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <Group justify="space-between" wrap="nowrap" mt={{ base: 0, sm: 26 }}>
            <Checkbox
              label={t("resources.widget.fieldRequired")}
              checked={row.isRequired}
              onChange={(event) => onChange({ isRequired: event.currentTarget.checked })}
            />
            {onRemove === undefined ? null : (
              <ActionIcon aria-label={t("resources.widget.removeField", { number })} onClick={onRemove}>
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        </Grid.Col>
      </Grid>
    </Fieldset>
  );
}
