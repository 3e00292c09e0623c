import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SignInOptions } from "@latchkey/contract";
import { PasswordInput } from "@latchkey/ui";
import { BotCheckNote } from "../bot-check/bot-check-note.tsx";
import { useBotCheck } from "../bot-check/use-bot-check.ts";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import { remember } from "../scope/remembered.ts";
import type { SignInFlow } from "./use-sign-in.ts";

interface PasswordFormProps {
  flow: SignInFlow;
  options: SignInOptions;
  renderForgotLink: (label: string) => ReactNode;
}

export function PasswordForm({ flow, options, renderForgotLink }: PasswordFormProps) {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const [password, setPassword] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const botCheck = useBotCheck();
  const signingIn = useMutation({
    mutationFn: () =>
      botCheck.run(
        (solved) => client.signIn.signInWithPassword({ params: { place }, body: { email: flow.email, password, botCheck: solved } }),
        options.isBotCheckDemanded,
      ),
    onSuccess: (step) => {
      remember("method", "password");
      flow.follow(step);
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsMissing(password === "");
    if (password !== "" && !signingIn.isPending) signingIn.mutate();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Refusal error={signingIn.error} mayUseCode={options.methods.includes("code")} />
        <input type="email" name="username" autoComplete="username" value={flow.email} readOnly hidden />
        <PasswordInput
          label={t("common.password")}
          name="password"
          autoComplete="current-password"
          isRequired
          hasAutoFocus
          value={password}
          onChange={setPassword}
          error={isMissing ? t("signIn.passwordMissing") : undefined}
        />
        {options.canSelfReset ? <div>{renderForgotLink(t("signIn.forgot"))}</div> : null}
        <BotCheckNote progress={botCheck.progress} />
        <Button type="submit" fullWidth loading={signingIn.isPending}>
          {t("common.signIn")}
        </Button>
      </Stack>
    </form>
  );
}
