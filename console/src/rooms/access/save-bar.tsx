import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../shell/index.ts";
import classes from "./save-bar.module.css";

interface SaveBarProps {
  error: unknown;
  isNew: boolean;
  isDirty: boolean;
  isSaving: boolean;
  hasErrors: boolean;
}

/** Always in sight: whether there is something to save, and why it could not be. */
export function SaveBar({ error, isNew, isDirty, isSaving, hasErrors }: SaveBarProps) {
  const { t } = useTranslation();
  const unsaved = isDirty && !isNew ? t("access.editor.unsaved") : "";

  return (
    <div className={classes.bar}>
      <ProblemAlert error={error} />
      <Group>
        <Button type="submit" loading={isSaving} disabled={!isNew && !isDirty}>
          {isNew ? t("access.editor.create") : t("access.editor.save")}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {hasErrors ? t("access.editor.fixFirst") : unsaved}
        </Text>
      </Group>
    </div>
  );
}
