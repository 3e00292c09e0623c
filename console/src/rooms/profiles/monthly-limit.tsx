import { Alert, Progress, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useUi } from "@latchkey/ui";
import { outputState } from "./output-state.ts";

interface MonthlyLimitProps {
  records: number;
  recordsMax: number;
}

const colors = { free: "brand", near: "orange", reached: "red" } as const;

/** How much of the month's limit is used, what happens at it, and a warning before and at the end. */
export function MonthlyLimit({ records, recordsMax }: MonthlyLimitProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const state = outputState(records, recordsMax);
  const say = (figure: number) => figure.toLocaleString(locale);
  const label = t("shell.homeDataLimit", { records: say(records), recordsMax: say(recordsMax) });

  return (
    <div>
      <Text fw={600}>{label}</Text>
      <Progress value={recordsMax === 0 ? 100 : (100 * records) / recordsMax} color={colors[state]} my={4} aria-label={label} />
      {state === "free" ? (
        <Text size="sm" c="dimmed">
          {t("shell.homeDataLimitHelp")}
        </Text>
      ) : (
        <Alert color={colors[state]} mt="xs" icon={<IconAlertTriangle aria-hidden />} role="note">
          {state === "near" ? t("shell.homeDataLimitNear", { left: say(recordsMax - records) }) : t("shell.homeDataLimitReached")}
        </Alert>
      )}
    </div>
  );
}
