import { Alert, Code, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useUi } from "@latchkey/ui";
import { describeError } from "./describe-error.ts";

interface ProblemAlertProps {
  error: unknown;
  /** Instead of the error's own words, where those would say too much. */
  message?: string | undefined;
}

/** Why the server refused, above the form it is about; nothing when there is no error. */
export function ProblemAlert({ error, message }: ProblemAlertProps) {
  const { t } = useTranslation();
  const { words } = useUi();
  if (error === null || error === undefined) return null;

  const described = describeError(t, error);

  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      {message ?? described.message}
      {message === undefined && described.requestId !== undefined && described.requestId !== "" && (
        <Text size="xs" mt={4}>
          {words.requestId}: <Code>{described.requestId}</Code>
        </Text>
      )}
    </Alert>
  );
}
