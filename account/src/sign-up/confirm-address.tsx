import { Button, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ComponentType, ReactNode, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import type { SignInStep } from "@latchkey/contract";
import { describeWeakness } from "../passwords/describe-weakness.ts";
import { NewPasswordInput } from "../passwords/new-password-input.tsx";
import { hasCode } from "../scope/describe-error.ts";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import type { FrameProps } from "../frame/frame-props.ts";
import { signInOptionsQuery } from "../sign-in/sign-in-options.ts";

interface ConfirmAddressProps {
  Frame: ComponentType<FrameProps>;
  /** Null where the address holds no token. */
  confirm: ((password: string | undefined) => Promise<SignInStep>) | null;
  onStep: (step: SignInStep) => void;
  renderSignInLink: (label: string) => ReactNode;
}

/**
 * Where the link of the mail after signing up leads. Only the button uses it up. In another browser than the one that
 * registered, a password is chosen anew: whoever typed the first one has not shown that the address is theirs.
 */
export function ConfirmAddress({ Frame, confirm, onStep, renderSignInLink }: ConfirmAddressProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const confirming = useMutation({
    mutationFn: async (chosen: string | undefined) => {
      if (confirm !== null) onStep(await confirm(chosen));
    },
  });
  const { error } = confirming;
  const rules = useQuery(signInOptionsQuery(useAccount())).data?.passwordRules;
  const weakness = describeWeakness(t, error, rules?.lengthMin ?? 0);
  const needsPassword = password !== "" || weakness !== undefined || hasCode(error, "signup.password_needed");
  const isDead = confirm === null || (error instanceof ProblemError && error.code === "credentials.link_not_valid");

  if (isDead) {
    return (
      <Frame title={t("signIn.linkDeadTitle")} description={t("signIn.forgotInvalid")} footer={renderSignInLink(t("signIn.toSignIn"))} />
    );
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    confirming.mutate(needsPassword ? password : undefined);
  }

  return (
    <Frame title={t("signIn.confirmTitle")} description={needsPassword ? t("signIn.confirmPassword") : t("signIn.confirmText")}>
      <form noValidate onSubmit={submit}>
        <Stack>
          {weakness === undefined && !hasCode(error, "signup.password_needed") ? <Refusal error={error} tried="code" /> : null}
          {needsPassword ? (
            <NewPasswordInput
              label={t("common.newPassword")}
              value={password}
              onChange={setPassword}
              rules={rules}
              identity={[]}
              error={weakness}
              hasAutoFocus
            />
          ) : null}
          <Button type="submit" fullWidth loading={confirming.isPending}>
            {t("signIn.verifySubmit")}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}
