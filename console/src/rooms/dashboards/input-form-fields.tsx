import { Button, Grid, Stack, TextInput } from "@mantine/core";
import { randomId } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ThingPicker } from "../resources/index.ts";
import { InputFieldRow } from "./input-field-row.tsx";
import { newField } from "./widget-form.ts";
import type { FieldRow, WidgetFieldsProps } from "./widget-form.ts";

const fieldsMax = 20;

/** An input form: whose data it writes, its fields, and what its button says. */
export function InputFormFields({ form, errors, onChange }: WidgetFieldsProps) {
  const { t } = useTranslation();
  const change = (row: FieldRow, part: Partial<FieldRow>) =>
    onChange({ fields: form.fields.map((each) => (each.rowId === row.rowId ? { ...each, ...part } : each)) });

  return (
    <Stack gap="xs">
      <Grid gap="xs">
        <Grid.Col span={{ base: 12, sm: 8 }}>
          <ThingPicker
            type="device"
            label={t("resources.widget.device")}
            isRequired
            value={form.deviceId}
            onChange={(deviceId) => onChange({ deviceId })}
            error={errors["deviceId"]}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 4 }}>
          <TextInput
            label={t("resources.widget.submitLabel")}
            required
            maxLength={40}
            value={form.submitLabel}
            onChange={(event) => onChange({ submitLabel: event.currentTarget.value })}
            error={errors["submitLabel"]}
          />
        </Grid.Col>
      </Grid>
      {form.fields.map((row, index) => (
        <InputFieldRow
          key={row.rowId}
          row={row}
          number={index + 1}
          deviceId={form.deviceId}
          errorOf={(field) => errors[`fields.${index}.${field}`]}
          onChange={(part) => change(row, part)}
          onRemove={form.fields.length > 1 ? () => onChange({ fields: form.fields.filter((each) => each.rowId !== row.rowId) }) : undefined}
        />
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={form.fields.length >= fieldsMax}
          onClick={() => onChange({ fields: [...form.fields, newField(randomId())] })}
        >
          {t("resources.widget.addField")}
        </Button>
      </div>
    </Stack>
  );
}
