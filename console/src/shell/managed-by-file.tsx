import { Alert, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface ManagedByFileProps {
  mark: string | null;
  /** Instead of what is said of anything that a file keeps. */
  text?: string;
  /** What can be done about it. */
  children?: ReactNode;
}

/** Where something is kept in a file, the file decides: here it can only be looked at. Nothing when the console keeps it. */
export function ManagedByFile({ mark, text, children }: ManagedByFileProps) {
  const { t } = useTranslation();
  if (mark === null) return null;

  return (
    <Alert icon={<IconLock aria-hidden />} title={t("shell.managedTitle")} mb="md" maw={720}>
      <Text size="sm">
        {text ?? t("shell.managedText")} <bdi>{mark}</bdi>
      </Text>
      {children}
    </Alert>
  );
}
