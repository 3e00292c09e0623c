import { Button, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ComponentType, ReactNode, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { defaultSecuritySettings } from "@latchkey/contract";
import { describeWeakness } from "../passwords/describe-weakness.ts";
import { NewPasswordInput } from "../passwords/new-password-input.tsx";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import type { FrameProps } from "../frame/frame-props.ts";
import { signInOptionsQuery } from "../sign-in/sign-in-options.ts";

interface ChoosePasswordProps {
  Frame: ComponentType<FrameProps>;
  /** Uses the link up; null where the address holds no token. Opening the page uses nothing up. */
  redeem: ((password: string) => Promise<unknown>) | null;
  renderSignInLink: (label: string) => ReactNode;
  /** What to do about a link that leads nowhere any more. */
  renderForgotLink: (label: string) => ReactNode;
}

/** Where a link in a mail, or one that an administrator passed on, leads. One field: what was typed can be shown. */
export function ChoosePassword({ Frame, redeem, renderSignInLink, renderForgotLink }: ChoosePasswordProps) {
  const { t } = useTranslation();
  const account = useAccount();
  const rules = useQuery(signInOptionsQuery(account)).data?.passwordRules ?? defaultSecuritySettings.passwords;
  const [password, setPassword] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const choosing = useMutation({ mutationFn: async () => redeem?.(password) });
  const weakness = describeWeakness(t, choosing.error, rules.lengthMin);
  const isDead = redeem === null || isDeadLink(choosing.error);

  if (choosing.isSuccess) {
    return (
      <Frame title={t("signIn.forgotDoneTitle")} description={t("signIn.forgotDone")} footer={renderSignInLink(t("signIn.toSignIn"))} />
    );
  }
  if (isDead) {
    return (
      <Frame title={t("signIn.linkDeadTitle")} description={t("signIn.forgotInvalid")} footer={renderSignInLink(t("signIn.toSignIn"))}>
        <div>{renderForgotLink(t("signIn.forgot"))}</div>
      </Frame>
    );
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsMissing(password === "");
    if (password !== "") choosing.mutate();
  }

  return (
    <Frame title={t("signIn.chooseTitle")} description={t("signIn.chooseText")}>
      <form noValidate onSubmit={submit}>
        <Stack>
          {weakness === undefined ? <Refusal error={choosing.error} /> : null}
          <NewPasswordInput
            label={t("common.newPassword")}
            value={password}
            onChange={setPassword}
            rules={rules}
            identity={[]}
            error={isMissing && password === "" ? t("signIn.passwordMissing") : weakness}
            hasAutoFocus
          />
          <Button type="submit" fullWidth loading={choosing.isPending}>
            {t("signIn.chooseSubmit")}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}

function isDeadLink(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;

  return error.status === 404 || error.status === 410 || error.code.endsWith("_not_valid") || error.code === "sign_in.failed";
}
