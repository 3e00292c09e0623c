import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { defaultSecuritySettings } from "@latchkey/contract";
import type { SignInOptions } from "@latchkey/contract";
import { useBotCheck } from "../bot-check/use-bot-check.ts";
import { BotCheckNote } from "../bot-check/bot-check-note.tsx";
import { describeWeakness } from "../passwords/describe-weakness.ts";
import { NewPasswordInput } from "../passwords/new-password-input.tsx";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import { CodeField } from "../second-factor/code-field.tsx";
import { ResendButton } from "../second-factor/resend-button.tsx";

interface ResetByCodeProps {
  email: string;
  options: SignInOptions | undefined;
  onDone: () => void;
  onOtherAddress: () => void;
}

/** The code of the mail and the new password, together: a code that is right is not used up by a password that is not. */
export function ResetByCode({ email, options, onDone, onOtherAddress }: ResetByCodeProps) {
  const { t } = useTranslation();
  const rules = options?.passwordRules ?? defaultSecuritySettings.passwords;
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState({ code: false, password: false });
  const { sending, resetting, progress } = useReset({ email, isBotCheckDemanded: options?.isBotCheckDemanded ?? false, onDone });
  const weakness = describeWeakness(t, resetting.error, rules.lengthMin);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const found = { code: code.trim() === "", password: password === "" };
    setMissing(found);
    if (!found.code && !found.password) resetting.mutate({ code, password });
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Group justify="space-between" gap="xs">
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {t("signIn.forgotWhere")} <bdi>{email}</bdi>
          </Text>
          <Anchor component="button" type="button" size="sm" underline="always" onClick={onOtherAddress}>
            {t("signIn.otherAddress")}
          </Anchor>
        </Group>
        {weakness === undefined ? <Refusal error={resetting.error ?? sending.error} tried="code" /> : null}
        <CodeField
          label={t("signIn.forgotCode")}
          value={code}
          onChange={setCode}
          error={missing.code ? t("signIn.codeMissing") : undefined}
        />
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <NewPasswordInput
          label={t("common.newPassword")}
          value={password}
          onChange={setPassword}
          rules={rules}
          identity={[email]}
          error={missing.password ? t("signIn.passwordMissing") : weakness}
        />
        <BotCheckNote progress={progress} />
        <Button type="submit" fullWidth loading={resetting.isPending}>
          {t("signIn.forgotTitle")}
        </Button>
        <ResendButton onSend={() => sending.mutate()} isSending={sending.isPending} />
      </Stack>
    </form>
  );
}

interface Reset {
  email: string;
  isBotCheckDemanded: boolean;
  onDone: () => void;
}

function useReset({ email, isBotCheckDemanded, onDone }: Reset) {
  const { client, place } = useAccount();
  const params = { place };
  const botCheck = useBotCheck();
  const sending = useMutation({
    mutationFn: () =>
      botCheck.run((solved) => client.signIn.requestPasswordReset({ params, body: { email, botCheck: solved } }), isBotCheckDemanded),
  });
  const resetting = useMutation({
    mutationFn: ({ code, password }: { code: string; password: string }) =>
      botCheck.run(
        (solved) => client.signIn.resetPassword({ params, body: { email, code, password, botCheck: solved } }),
        isBotCheckDemanded,
      ),
    onSuccess: onDone,
  });

  return { sending, resetting, progress: botCheck.progress };
}
