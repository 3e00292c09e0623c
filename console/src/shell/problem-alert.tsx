import { Alert, Code, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { describeError } from "./describe-error.ts";

interface ProblemAlertProps {
  error: unknown;
  /** Lines that belong to no field of the form. */
  others?: readonly string[];
}

/** Why the server refused, above the form it is about; nothing when there is no error. */
export function ProblemAlert({ error, others = [] }: ProblemAlertProps) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;

  const { message, requestId } = describeError(t, error);

  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={message}>
      {others.map((line) => (
        <Text key={line} size="sm">
          {line}
        </Text>
      ))}
      {requestId !== undefined && requestId !== "" && (
        <Text size="xs">
          {t("ui.requestId")}: <Code>{requestId}</Code>
        </Text>
      )}
    </Alert>
  );
}
