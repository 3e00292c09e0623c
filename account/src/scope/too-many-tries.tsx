import { Alert } from "@mantine/core";
import { IconClockPause } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUi } from "@latchkey/ui";
import { formatLength } from "./format-length.ts";
import { useCountdown } from "./use-countdown.ts";

interface TooManyTriesProps {
  seconds: number;
  /** Whether a code by e-mail is another way out. */
  mayUseCode: boolean;
}

/** Says how long to wait, and when the waiting is over. Announced once, not every second. */
export function TooManyTries({ seconds, mayUseCode }: TooManyTriesProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const [until] = useState(() => Date.now() + seconds * 1000);
  const left = useCountdown(until);
  const wait = formatLength(left, locale);

  if (left === 0) {
    return (
      <Alert color="blue" role="status">
        {t("signIn.tryNow")}
      </Alert>
    );
  }

  return (
    <Alert color="orange" role="alert" aria-live="off" icon={<IconClockPause aria-hidden />}>
      {mayUseCode ? t("signIn.tooMany", { wait }) : t("signIn.tooManyNoCode", { wait })}
    </Alert>
  );
}
