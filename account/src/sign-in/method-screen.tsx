import { Button, Divider, Stack, Text } from "@mantine/core";
import { IconFingerprint, IconMail, IconPassword } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SignInOptions } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { useBotCheck } from "../bot-check/use-bot-check.ts";
import { BotCheckNote } from "../bot-check/bot-check-note.tsx";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import { recall, remember } from "../scope/remembered.ts";
import { askForPasskey } from "../second-factor/passkeys.ts";
import { PasswordForm } from "./password-form.tsx";
import { SigningInAs } from "./signing-in-as.tsx";
import { StayNote } from "./stay-note.tsx";
import type { SignInFlow } from "./use-sign-in.ts";

type Method = SignInOptions["methods"][number];

interface MethodScreenProps {
  flow: SignInFlow;
  options: UseQueryResult<SignInOptions>;
  renderForgotLink: (label: string) => ReactNode;
}

/** The second screen: the same for everybody, whether there is such an account or not. */
export function MethodScreen({ flow, options, renderForgotLink }: MethodScreenProps) {
  const { t } = useTranslation();
  if (options.isError && options.data === undefined) {
    return (
      <Stack>
        <Refusal error={options.error} />
        <Button variant="default" loading={options.isFetching} onClick={() => void options.refetch()}>
          {t("common.retry")}
        </Button>
      </Stack>
    );
  }
  if (options.data === undefined) return <LoadingState kind="form" count={2} />;

  return <Methods flow={flow} options={options.data} renderForgotLink={renderForgotLink} />;
}

function Methods({ flow, options, renderForgotLink }: Omit<MethodScreenProps, "options"> & { options: SignInOptions }) {
  const { t } = useTranslation();
  const ways = useWays(flow, options);
  const [last] = useState(() => options.methods.find((method) => method === recall("method")));
  const [chosen, setChosen] = useState<Method | undefined>(last ?? options.methods[0]);
  const others = options.methods.filter((method) => method !== chosen);

  function take(method: Method) {
    if (method === "password") setChosen(method);
    else ways[method].mutate();
  }

  return (
    <Stack>
      <SigningInAs flow={flow} />
      <Refusal error={ways.passkey.error ?? ways.code.error} tried={ways.passkey.isError ? "passkey" : "code"} />
      <BotCheckNote progress={ways.botCheckProgress} />
      {chosen === "password" ? (
        <PasswordForm flow={flow} options={options} renderForgotLink={renderForgotLink} />
      ) : (
        chosen !== undefined && (
          <WayButton method={chosen} ways={ways} onTake={take} isFirst note={chosen === last ? t("signIn.lastUsed") : null} />
        )
      )}
      {others.length === 0 ? null : <Divider label={t("signIn.or")} />}
      {others.map((method) => (
        <WayButton key={method} method={method} ways={ways} onTake={take} note={null} />
      ))}
      <StayNote options={options} />
    </Stack>
  );
}

/** The two ways that need nothing typed here. */
function useWays(flow: SignInFlow, options: SignInOptions) {
  const { client, place } = useAccount();
  const params = { place };
  const botCheck = useBotCheck();
  const code = useMutation({
    mutationFn: () =>
      botCheck.run(
        (solved) => client.signIn.requestSignInCode({ params, body: { email: flow.email, botCheck: solved } }),
        options.isBotCheckDemanded,
      ),
    onSuccess: () => flow.go({ at: "mailed_code" }),
  });
  const passkey = useMutation({
    mutationFn: async () => {
      const { ticket, options: wanted } = await client.signIn.startPasskeySignIn({ params });
      const response = await askForPasskey(wanted);

      return client.signIn.signInWithPasskey({ params, body: { ticket, response } });
    },
    onSuccess: (step) => {
      remember("method", "passkey");
      flow.follow(step);
    },
  });

  return { code, passkey, botCheckProgress: botCheck.progress };
}

interface WayButtonProps {
  method: Method;
  ways: ReturnType<typeof useWays>;
  onTake: (method: Method) => void;
  isFirst?: boolean;
  note: string | null;
}

const looks = {
  password: { icon: IconPassword, word: "signIn.withPassword" },
  code: { icon: IconMail, word: "signIn.withCode" },
  passkey: { icon: IconFingerprint, word: "signIn.withPasskey" },
} as const;

function WayButton({ method, ways, onTake, isFirst = false, note }: WayButtonProps) {
  const { t } = useTranslation();
  const { icon: Icon, word } = looks[method];
  const isBusy = method !== "password" && ways[method].isPending;

  return (
    <div>
      <Button
        fullWidth
        variant={isFirst ? "filled" : "default"}
        leftSection={<Icon size={18} aria-hidden />}
        loading={isBusy}
        onClick={() => onTake(method)}
        data-autofocus={isFirst || undefined}
      >
        {t(word)}
      </Button>
      {note === null ? null : (
        <Text size="xs" c="dimmed" ta="center" mt={4}>
          {note}
        </Text>
      )}
    </div>
  );
}
