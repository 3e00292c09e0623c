import { Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SubjectType } from "@latchkey/contract";
import type { Describing } from "./describe-policy.ts";
import { PermissionCard } from "./permission-card.tsx";
import type { PermissionRow } from "./policy-form.ts";
import type { RowPreview } from "./read-preview.ts";

interface PermissionRowsProps {
  rows: readonly PermissionRow[];
  subjects: readonly SubjectType[];
  errors: Readonly<Record<string, string>>;
  describing: Describing;
  previewOf?: (row: PermissionRow) => RowPreview;
  onChange: (index: number, change: Partial<PermissionRow>) => void;
  onAdd: () => void;
  onRemove: (index: number) => void;
}

/** The cards of all permissions, and a button for one more. */
export function PermissionRows({ rows, subjects, errors, describing, previewOf, onChange, onAdd, onRemove }: PermissionRowsProps) {
  const { t } = useTranslation();

  return (
    <>
      {rows.map((row, index) => (
        <PermissionCard
          key={row.rowId}
          row={row}
          index={index}
          subjects={subjects}
          errors={errors}
          describing={describing}
          preview={previewOf?.(row)}
          onChange={(change) => onChange(index, change)}
          onRemove={() => onRemove(index)}
        />
      ))}
      {errors["permissions"] === undefined ? null : (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errors["permissions"]}
        </Text>
      )}
      <div>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
          {t("access.editor.addPermission")}
        </Button>
      </div>
    </>
  );
}
