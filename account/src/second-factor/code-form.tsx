import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ReactNode, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Translate } from "@latchkey/words";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import { CodeField } from "./code-field.tsx";
import type { CodeKind, PromptCalls } from "./factor-calls.ts";
import { kindWords } from "./kind-words.ts";
import { ResendButton } from "./resend-button.tsx";

interface CodeFormProps {
  kind: CodeKind;
  hint: string | null;
  calls: PromptCalls;
  extra: ReactNode;
}

/** Types a code of an app, a mail, a text message, or a recovery code; what has to be sent is sent when the form opens. */
export function CodeForm({ kind, hint, calls, extra }: CodeFormProps) {
  const { t } = useTranslation();
  const { name } = useAccount();
  const [code, setCode] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const sending = useMutation({ mutationFn: async () => (isSent(kind) ? calls.send(kind) : null) });
  const proving = useMutation({ mutationFn: () => calls.prove({ kind, code }) });
  const { mutate: send } = sending;
  const hasAskedFor = useRef(false);

  useEffect(() => {
    if (hasAskedFor.current || !isSent(kind)) return;
    hasAskedFor.current = true;
    send();
  }, [kind, send]);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsMissing(code.trim() === "");
    if (code.trim() !== "") proving.mutate();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Refusal error={proving.error ?? sending.error} tried="code" />
        <CodeField
          label={t(kindWords[kind])}
          description={describeKind(t, { kind, hint, name })}
          value={code}
          onChange={setCode}
          error={isMissing ? t("signIn.codeMissing") : undefined}
          hasLetters={kind === "recovery_code"}
        />
        {extra}
        <Button type="submit" fullWidth loading={proving.isPending}>
          {t("signIn.confirm")}
        </Button>
        {isSent(kind) ? <ResendButton onSend={() => send()} isSending={sending.isPending} /> : null}
      </Stack>
    </form>
  );
}

function isSent(kind: CodeKind): kind is "email_code" | "sms_code" {
  return kind === "email_code" || kind === "sms_code";
}

function describeKind(t: Translate, { kind, hint, name }: { kind: CodeKind; hint: string | null; name: string }): string | undefined {
  if (kind === "totp") return t("signIn.totpHelp", { name });
  if (kind === "recovery_code") return t("signIn.recoveryHelp");
  if (hint === null) return undefined;

  return kind === "email_code" ? t("signIn.emailHelp", { hint }) : t("signIn.smsHelp", { hint });
}
