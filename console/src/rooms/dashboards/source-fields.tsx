import { ActionIcon, Fieldset, Grid, Group, Select, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ThingPicker } from "../resources/index.ts";
import { VariableInput } from "./variable-input.tsx";
import type { AggregateFunction, Interval, SourceRow } from "./widget-form.ts";

interface SourceFieldsProps {
  row: SourceRow;
  number: number;
  errorOf: (field: string) => string | undefined;
  onChange: (part: Partial<SourceRow>) => void;
  onRemove: (() => void) | undefined;
}

const aggregates: readonly AggregateFunction[] = ["none", "avg", "sum", "min", "max", "count"];
const intervals: readonly Interval[] = ["hour", "day", "week", "month", "year", "all"];

/** One variable of one device, and how its records are put together. */
export function SourceFields({ row, number, errorOf, onChange, onRemove }: SourceFieldsProps) {
  const { t } = useTranslation();

  return (
    <Fieldset legend={t("resources.widget.source", { number })} p="sm">
      <Grid gap="xs" align="flex-start">
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <ThingPicker
            type="device"
            label={t("resources.widget.device")}
            isRequired
            value={row.deviceId}
            onChange={(deviceId) => onChange({ deviceId })}
            error={errorOf("deviceId")}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <VariableInput
            deviceId={row.deviceId}
            value={row.variable}
            onChange={(variable) => onChange({ variable })}
            error={errorOf("variable")}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 4 }}>
          <TextInput
            label={t("resources.widget.label")}
            placeholder={t("resources.widget.labelHelp")}
            maxLength={60}
            value={row.label}
            onChange={(event) => onChange({ label: event.currentTarget.value })}
            error={errorOf("label")}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 7, sm: 4 }}>
          <Select
            label={t("resources.widget.aggregate")}
            value={row.aggregate}
            onChange={(aggregate) => aggregate !== null && onChange({ aggregate })}
            data={aggregates.map((each) => ({ value: each, label: t(`resources.widget.aggregates.${each}`) }))}
            allowDeselect={false}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 5, sm: onRemove === undefined ? 4 : 3 }}>
          <Select
            label={t("resources.widget.interval")}
            value={row.interval}
            onChange={(interval) => interval !== null && onChange({ interval })}
            data={intervals.map((each) => ({ value: each, label: t(`resources.widget.intervals.${each}`) }))}
            allowDeselect={false}
            disabled={row.aggregate === "none"}
          />
        </Grid.Col>
        {onRemove === undefined ? null : (
          <Grid.Col span={{ base: 12, sm: 1 }}>
            <Group mt={{ base: 0, sm: 24 }} justify="flex-end">
              <ActionIcon aria-label={t("resources.widget.removeSource", { number })} onClick={onRemove}>
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </Grid.Col>
        )}
      </Grid>
    </Fieldset>
  );
}
