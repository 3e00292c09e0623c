import { Button, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ComponentType, ReactNode, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBotCheck } from "../bot-check/use-bot-check.ts";
import { BotCheckNote } from "../bot-check/bot-check-note.tsx";
import { EmailField } from "../fields/email-field.tsx";
import type { EmailFault } from "../fields/email-field.tsx";
import { findEmailFault } from "../fields/find-email-fault.ts";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import { keepTypedAddress, readTypedAddress } from "../scope/typed-address.ts";
import type { FrameProps } from "../frame/frame-props.ts";
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
  const [email, setEmail] = useState(readTypedAddress);
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
        onSent={() => {
          setEmail(email.trim());
          keepTypedAddress(email.trim());
          setStage("code");
        }}
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
  const [fault, setFault] = useState<EmailFault | null>(null);
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
    const found = findEmailFault(email);
    setFault(found);
    if (found === null) sending.mutate();
    else field.current?.focus();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Refusal error={sending.error} tried="code" />
        <EmailField ref={field} autoComplete="username" value={email} onChange={onChange} fault={fault} />
        <BotCheckNote progress={botCheck.progress} />
        <Button type="submit" fullWidth loading={sending.isPending}>
          {t("signIn.forgotSubmit")}
        </Button>
      </Stack>
    </form>
  );
}
