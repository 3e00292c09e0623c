import { Button, Group, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SignInStep } from "@latchkey/contract";
import { Refusal } from "../scope/refusal.tsx";
import { CodeField } from "../second-factor/code-field.tsx";
import { ResendButton } from "../second-factor/resend-button.tsx";

interface VerifyAddressProps {
  confirm: (code: string) => Promise<SignInStep>;
  onStep: (step: SignInStep) => void;
  resend: () => Promise<unknown>;
  onWrongAddress: () => void;
}

/** The code of the mail is typed in the tab where somebody registered; a wrong address is put right from here. */
export function VerifyAddress({ confirm, onStep, resend, onWrongAddress }: VerifyAddressProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const sending = useMutation({ mutationFn: resend });
  const confirming = useMutation({ mutationFn: () => confirm(code), onSuccess: onStep });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsMissing(code.trim() === "");
    if (code.trim() !== "") confirming.mutate();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Refusal error={confirming.error ?? sending.error} tried="code" />
        <CodeField label={t("signIn.code")} value={code} onChange={setCode} error={isMissing ? t("signIn.codeMissing") : undefined} />
        <Button type="submit" fullWidth loading={confirming.isPending}>
          {t("signIn.verifySubmit")}
        </Button>
        <Group justify="center" gap="xs">
          <ResendButton onSend={() => sending.mutate()} isSending={sending.isPending} />
          <Button variant="subtle" onClick={onWrongAddress}>
            {t("signIn.wrongAddress")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
