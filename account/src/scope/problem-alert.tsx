import { Alert, Code, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { describeError } from "./describe-error.ts";

interface ProblemAlertProps {
  error: unknown;
  /** Instead of the error's own words, where those would say too much or too little. */
  message?: string | undefined;
  /** Shows the request id although the message is our own. */
  hasReference?: boolean;
}

/** Why something failed, above the form it is about; nothing when there is no error. */
export function ProblemAlert({ error, message, hasReference = message === undefined }: ProblemAlertProps) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;

  const described = describeError(t, error);
  const { requestId = "" } = described;

  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      {message ?? described.message}
      {hasReference && requestId !== "" ? (
        <Text size="xs" mt={4}>
          {t("signIn.reference")} <Code>{requestId}</Code>
        </Text>
      ) : null}
    </Alert>
  );
}
