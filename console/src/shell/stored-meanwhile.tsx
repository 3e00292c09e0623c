import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";

/** Somebody saved between our reading and our saving (RFC 9110, 412): nothing was overwritten. */
export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 412;
}

/** Says that nothing was overwritten; what was typed stays until the person asks for what is stored. */
export function StoredMeanwhile({ onLoad }: { onLoad: () => void }) {
  const { t } = useTranslation();

  return (
    <Alert color="orange" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t("shell.storedMeanwhileTitle")} mb="md" maw={720}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("shell.storedMeanwhileText")}</Text>
        <Button size="xs" variant="default" onClick={onLoad}>
          {t("shell.storedMeanwhileLoad")}
        </Button>
      </Stack>
    </Alert>
  );
}
