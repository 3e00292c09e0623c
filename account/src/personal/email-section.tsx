import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { EmailField } from "../fields/email-field.tsx";
import type { EmailFault } from "../fields/email-field.tsx";
import { findEmailFault } from "../fields/find-email-fault.ts";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import { CodeField } from "../second-factor/code-field.tsx";
import { ResendButton } from "../second-factor/resend-button.tsx";
import { DoneNote } from "./done-note.tsx";
import { SectionCard } from "./section-card.tsx";

interface EmailSectionProps {
  email: string;
  /** The frame shows the address too. */
  onChanged: () => void;
}

/** A new address counts once a code that was sent there has been typed here; the old one is told. */
export function EmailSection({ email, onChanged }: EmailSectionProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [isDone, setIsDone] = useState(false);

  function finish() {
    setIsOpen(false);
    setIsDone(true);
    onChanged();
  }

  return (
    <SectionCard title={t("account.emailTitle")} text={t("account.emailText")}>
      <TextInput label={t("account.emailCurrent")} value={email} readOnly />
      {isOpen ? (
        <ChangeForm onDone={finish} onCancel={() => setIsOpen(false)} />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setIsOpen(true)}>
            {t("account.emailChange")}
          </Button>
          <DoneNote text={isDone ? t("account.emailChanged") : null} />
        </Group>
      )}
    </SectionCard>
  );
}

function ChangeForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const params = { place };
  const [email, setEmail] = useState("");
  const [code, setCode] = useState("");
  const [fault, setFault] = useState<EmailFault | null>(null);
  const [isCodeMissing, setIsCodeMissing] = useState(false);
  const sending = useMutation({ mutationFn: () => client.accounts.requestEmailChange({ params, body: { email: email.trim() } }) });
  const confirming = useMutation({ mutationFn: () => client.accounts.confirmEmailChange({ params, body: { code } }), onSuccess: onDone });
  const isSent = sending.data !== undefined;

  function correctAddress() {
    sending.reset();
    confirming.reset();
    setCode("");
    setIsCodeMissing(false);
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (isSent) {
      setIsCodeMissing(code.trim() === "");
      if (code.trim() !== "") confirming.mutate();
      return;
    }
    const found = findEmailFault(email);
    setFault(found);
    if (found === null) sending.mutate();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Refusal error={confirming.error ?? sending.error} tried="code" />
        {isSent ? (
          <CodeField
            label={t("account.emailCode", { email: email.trim() })}
            value={code}
            onChange={setCode}
            error={isCodeMissing ? t("signIn.codeMissing") : undefined}
          />
        ) : (
          <EmailField label={t("account.emailNew")} autoComplete="email" value={email} onChange={setEmail} fault={fault} />
        )}
        <Group>
          <Button type="submit" loading={sending.isPending || confirming.isPending}>
            {isSent ? t("account.emailConfirm") : t("account.emailSend")}
          </Button>
          {isSent ? <ResendButton onSend={() => sending.mutate()} isSending={sending.isPending} /> : null}
          <Button variant="subtle" onClick={isSent ? correctAddress : onCancel}>
            {isSent ? t("signIn.wrongAddress") : t("common.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
