import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUi } from "@latchkey/ui";
import { formatLength } from "../scope/format-length.ts";
import { useCountdown } from "../scope/use-countdown.ts";
import classes from "./resend-button.module.css";

/** Mails take a moment: who presses again at once would only make the first code worthless. */
const resendSeconds = 30;

/** Sends another code, not sooner than half a minute after the last. */
export function ResendButton({ onSend, isSending }: { onSend: () => void; isSending: boolean }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const [sendableAt, setSendableAt] = useState(() => Date.now() + resendSeconds * 1000);
  const wait = useCountdown(sendableAt);

  function send() {
    setSendableAt(Date.now() + resendSeconds * 1000);
    onSend();
  }

  return (
    <Button
      variant="subtle"
      classNames={{ root: classes.root, label: classes.label }}
      onClick={send}
      disabled={wait > 0}
      loading={isSending}
    >
      {wait > 0 ? t("signIn.sendAgainIn", { wait: formatLength(wait, locale) }) : t("signIn.sendAgain")}
    </Button>
  );
}
