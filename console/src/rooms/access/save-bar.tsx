import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../shell/index.ts";
import classes from "./save-bar.module.css";

interface SaveBarProps {
  error: unknown;
  isNew: boolean;
  isDirty: boolean;
  isSaving: boolean;
  /** Saving opens a review first. */
  isReviewed: boolean;
  /** Why it cannot be saved as it stands: fields with errors, or a text that cannot be read. */
  problem: "fields" | "unread" | undefined;
  /** The reasons one by one, where no field stands beside them. */
  reasons: readonly string[];
}

/** Always in sight: whether there is something to save, and why it could not be. */
export function SaveBar({ error, isNew, isDirty, isSaving, isReviewed, problem, reasons }: SaveBarProps) {
  const { t } = useTranslation();
  const unsaved = isDirty && !isNew ? t("access.editor.unsaved") : "";
  const label = isNew ? t("access.editor.create") : t("access.editor.save");
  const reviewLabel = isNew ? t("policies.review.openNew") : t("policies.review.open");

  return (
    <div className={classes.bar}>
      <ProblemAlert error={error} others={reasons} />
      <Group>
        <Button type="submit" loading={isSaving} disabled={!isNew && !isDirty}>
          {isReviewed ? reviewLabel : label}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {problem === undefined ? unsaved : t(`policies.saveProblem.${problem}`)}
        </Text>
      </Group>
    </div>
  );
}
