import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ComponentType, ReactNode, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBotCheck } from "../bot-check/use-bot-check.ts";
import { BotCheckNote } from "../bot-check/bot-check-note.tsx";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import type { FrameProps } from "../sign-in/sign-in.tsx";
import { signInOptionsQuery } from "../sign-in/sign-in-options.ts";
import { ResetByCode } from "./reset-by-code.tsx";

interface ForgotPasswordProps {
  Frame: ComponentType<FrameProps>;
  /** Link to the sign-in page. */
  renderSignInLink: (label: string) => ReactNode;
}

/** Asks for a code and a link by mail; the code is typed in this same tab. Says the same for every address. */
export function ForgotPassword({ Frame, renderSignInLink }: ForgotPasswordProps) {
  const { t } = useTranslation();
  const account = useAccount();
  const options = useQuery(signInOptionsQuery(account)).data;
  const [stage, setStage] = useState<"address" | "code" | "done">("address");
  const [email, setEmail] = useState("");
  const back = renderSignInLink(t("signIn.toSignIn"));

  if (options?.canSelfReset === false) {
    return <Frame title={t("signIn.forgotTitle")} description={t("signIn.forgotClosed", { name: account.name })} footer={back} />;
  }
  if (stage === "done") return <Frame title={t("signIn.forgotDoneTitle")} description={t("signIn.forgotDone")} footer={back} />;

  if (stage === "code") {
    return (
      <Frame title={t("signIn.forgotTitle")} description={t("signIn.forgotSent")} footer={back}>
        <ResetByCode email={email} options={options} onDone={() => setStage("done")} onOtherAddress={() => setStage("address")} />
      </Frame>
    );
  }

  return (
    <Frame title={t("signIn.forgotTitle")} description={t("signIn.forgotText")} footer={back}>
      <AddressForm
        email={email}
        onChange={setEmail}
        isBotCheckDemanded={options?.isBotCheckDemanded ?? false}
        onSent={() => setStage("code")}
      />
    </Frame>
  );
}

interface AddressFormProps {
  email: string;
  onChange: (email: string) => void;
  isBotCheckDemanded: boolean;
  onSent: () => void;
}

function AddressForm({ email, onChange, isBotCheckDemanded, onSent }: AddressFormProps) {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const field = useRef<HTMLInputElement>(null);
  const [isWrong, setIsWrong] = useState(false);
  const botCheck = useBotCheck();
  const sending = useMutation({
    mutationFn: () =>
      botCheck.run(
        (solved) => client.signIn.requestPasswordReset({ params: { place }, body: { email: email.trim(), botCheck: solved } }),
        isBotCheckDemanded,
      ),
    onSuccess: onSent,
  });
  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const isRight = /^\S+@\S+\.\S+$/.test(email.trim());
    setIsWrong(!isRight);
    if (isRight) sending.mutate();
    else field.current?.focus();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Refusal error={sending.error} tried="code" />
        <TextInput
          ref={field}
          label={t("common.email")}
          type="email"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={254}
          value={email}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={isWrong ? t("signIn.emailInvalid") : undefined}
        />
        <BotCheckNote progress={botCheck.progress} />
        <Button type="submit" fullWidth loading={sending.isPending}>
          {t("signIn.forgotSubmit")}
        </Button>
      </Stack>
    </form>
  );
}
