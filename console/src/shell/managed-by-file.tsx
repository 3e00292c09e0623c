import { Alert, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** Where something is kept in a file, the file decides: here it can only be looked at. Nothing when the console keeps it. */
export function ManagedByFile({ mark }: { mark: string | null }) {
  const { t } = useTranslation();
  if (mark === null) return null;

  return (
    <Alert icon={<IconLock aria-hidden />} title={t("shell.managedTitle")} mb="md" maw={720}>
      <Text size="sm">
        {t("shell.managedText")} <bdi>{mark}</bdi>
      </Text>
    </Alert>
  );
}
