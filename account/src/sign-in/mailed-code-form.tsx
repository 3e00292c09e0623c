import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { BotCheckNote } from "../bot-check/bot-check-note.tsx";
import { useBotCheck } from "../bot-check/use-bot-check.ts";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import { remember } from "../scope/remembered.ts";
import { CodeField } from "../second-factor/code-field.tsx";
import { ResendButton } from "../second-factor/resend-button.tsx";
import { SigningInAs } from "./signing-in-as.tsx";
import type { SignInFlow } from "./use-sign-in.ts";

interface MailedCodeFormProps {
  flow: SignInFlow;
  isBotCheckDemanded: boolean;
}

/** The code is typed where it was asked for: a scanner that opens links in mails cannot use it up. */
export function MailedCodeForm({ flow, isBotCheckDemanded }: MailedCodeFormProps) {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const params = { place };
  const { email } = flow;
  const [code, setCode] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const botCheck = useBotCheck();
  const sending = useMutation({
    mutationFn: () =>
      botCheck.run((solved) => client.signIn.requestSignInCode({ params, body: { email, botCheck: solved } }), isBotCheckDemanded),
  });
  const signingIn = useMutation({
    mutationFn: () =>
      botCheck.run((solved) => client.signIn.signInWithCode({ params, body: { email, code, botCheck: solved } }), isBotCheckDemanded),
    onSuccess: (step) => {
      remember("method", "code");
      flow.follow(step);
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsMissing(code.trim() === "");
    if (code.trim() !== "" && !signingIn.isPending) signingIn.mutate();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <SigningInAs flow={flow} />
        <Refusal error={signingIn.error ?? sending.error} tried="code" />
        <CodeField
          label={t("signIn.code")}
          description={t("signIn.codeHelp")}
          value={code}
          onChange={setCode}
          error={isMissing ? t("signIn.codeMissing") : undefined}
        />
        <BotCheckNote progress={botCheck.progress} />
        <Button type="submit" fullWidth loading={signingIn.isPending}>
          {t("signIn.codeSubmit")}
        </Button>
        <ResendButton onSend={() => sending.mutate()} isSending={sending.isPending} />
        <Button variant="subtle" onClick={() => flow.go({ at: "method" })}>
          {t("signIn.anotherMethod")}
        </Button>
      </Stack>
    </form>
  );
}
