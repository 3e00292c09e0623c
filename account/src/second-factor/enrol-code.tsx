import { Button, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Enrolment } from "@latchkey/contract";
import { CopyField } from "@latchkey/ui";
import { Refusal } from "../scope/refusal.tsx";
import { CodeField } from "./code-field.tsx";
import type { EnrolCalls } from "./factor-calls.ts";
import { QrCode } from "./qr-code.tsx";
import { ResendButton } from "./resend-button.tsx";

interface EnrolCodeProps extends Pick<EnrolCalls, "confirm"> {
  enrolment: Enrolment;
  onResend: () => void;
  isSending: boolean;
}

/** Shows that the new factor works: the first code of the app, of the mail or of the text message. */
export function EnrolCode({ enrolment, confirm, onResend, isSending }: EnrolCodeProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const confirming = useMutation({ mutationFn: () => confirm(enrolment.factorId, { code }) });
  if (enrolment.kind === "passkey") return null;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsMissing(code.trim() === "");
    if (code.trim() !== "") confirming.mutate();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {enrolment.kind === "totp" ? (
          <>
            <Text>{t("signIn.scan")}</Text>
            <QrCode rows={enrolment.qr} label={t("signIn.qrName")} />
            <Text size="sm">{t("signIn.scanText")}</Text>
            <CopyField label={t("signIn.key")} value={enrolment.secret} />
          </>
        ) : null}
        <Refusal error={confirming.error} tried="code" />
        <CodeField
          label={enrolment.kind === "totp" ? t("signIn.enrolCode") : t("signIn.enrolCodeSent", { hint: enrolment.hint })}
          value={code}
          onChange={setCode}
          error={isMissing ? t("signIn.codeMissing") : undefined}
          hasAutoFocus={enrolment.kind !== "totp"}
        />
        <Button type="submit" fullWidth loading={confirming.isPending}>
          {t("signIn.finish")}
        </Button>
        {enrolment.kind === "totp" ? null : <ResendButton onSend={onResend} isSending={isSending} />}
      </Stack>
    </form>
  );
}
