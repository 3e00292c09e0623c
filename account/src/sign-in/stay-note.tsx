import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SignInOptions } from "@latchkey/contract";
import { useUi } from "@latchkey/ui";
import { formatLength } from "../scope/format-length.ts";

/** How long somebody stays signed in: said before, not found out afterwards. */
export function StayNote({ options }: { options: SignInOptions }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const { sessionHours, idleMinutes } = options;
  const length = formatLength(sessionHours * 3600, locale);

  return (
    <Text size="xs" c="dimmed">
      {idleMinutes === null
        ? t("signIn.staysUntil", { length })
        : t("signIn.staysIdle", { length, idle: formatLength(idleMinutes * 60, locale) })}
    </Text>
  );
}
