import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { defaultSecuritySettings } from "@latchkey/contract";
import type { PasswordRules } from "@latchkey/contract";
import { describeWeakness } from "../passwords/describe-weakness.ts";
import { NewPasswordInput } from "../passwords/new-password-input.tsx";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import type { SignInFlow } from "./use-sign-in.ts";

interface NewPasswordStepProps {
  flow: SignInFlow;
  ticket: string;
  rules: PasswordRules | undefined;
}

/** The old password was temporary or has expired: a new one, and then in. */
export function NewPasswordStep({ flow, ticket, rules = defaultSecuritySettings.passwords }: NewPasswordStepProps) {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const [password, setPassword] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const choosing = useMutation({
    mutationFn: () => client.signIn.signInWithNewPassword({ params: { place }, body: { ticket, newPassword: password } }),
    onSuccess: flow.follow,
  });
  const weakness = describeWeakness(t, choosing.error, rules.lengthMin);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsMissing(password === "");
    if (password !== "") choosing.mutate();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {weakness === undefined ? <Refusal error={choosing.error} /> : null}
        <input type="email" name="username" autoComplete="username" value={flow.email} readOnly hidden />
        <NewPasswordInput
          label={t("common.newPassword")}
          value={password}
          onChange={(value) => {
            setPassword(value);
            if (choosing.isError) choosing.reset();
          }}
          rules={rules}
          identity={[flow.email]}
          error={isMissing && password === "" ? t("signIn.passwordMissing") : weakness}
          hasAutoFocus
        />
        <Button type="submit" fullWidth loading={choosing.isPending}>
          {t("signIn.newPasswordSubmit")}
        </Button>
      </Stack>
    </form>
  );
}
