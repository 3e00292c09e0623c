import { Button, Stack } from "@mantine/core";
import { randomId } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { SourceFields } from "./source-fields.tsx";
import { isSingle, newSource } from "./widget-form.ts";
import type { SourceRow, WidgetFieldsProps } from "./widget-form.ts";

const sourcesMax = 20;

/** Where a widget's figures come from: one source for a single figure, several for the rest. */
export function SourceRows({ form, errors, onChange }: WidgetFieldsProps) {
  const { t } = useTranslation();
  const isOnlyOne = isSingle(form.type);
  const rows = isOnlyOne ? form.sources.slice(0, 1) : form.sources;
  const change = (row: SourceRow, part: Partial<SourceRow>) =>
    onChange({ sources: form.sources.map((each) => (each.rowId === row.rowId ? { ...each, ...part } : each)) });

  // Most further sources are other variables of the same device.
  const add = () => onChange({ sources: [...form.sources, { ...newSource(randomId()), deviceId: form.sources.at(-1)?.deviceId ?? "" }] });

  return (
    <Stack gap="xs">
      {rows.map((row, index) => (
        <SourceFields
          key={row.rowId}
          row={row}
          number={index + 1}
          errorOf={(field) => errors[`sources.${index}.${field}`]}
          onChange={(part) => change(row, part)}
          onRemove={rows.length > 1 ? () => onChange({ sources: form.sources.filter((each) => each.rowId !== row.rowId) }) : undefined}
        />
      ))}
      {isOnlyOne ? null : (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={rows.length >= sourcesMax}
            onClick={add}
          >
            {t("resources.widget.addSource")}
          </Button>
        </div>
      )}
    </Stack>
  );
}
