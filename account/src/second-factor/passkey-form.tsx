import { Button, Stack, Text } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../scope/refusal.tsx";
import type { PromptCalls } from "./factor-calls.ts";
import { askForPasskey } from "./passkeys.ts";

/** Asks for a passkey when the person says so: a prompt that nobody asked for confuses whoever has none. */
export function PasskeyForm({ calls, extra }: { calls: Pick<PromptCalls, "challenge" | "prove">; extra: ReactNode }) {
  const { t } = useTranslation();
  const proving = useMutation({
    mutationFn: async () => {
      const { options } = await calls.challenge();
      await calls.prove({ response: await askForPasskey(options) });
    },
  });
  if (!browserSupportsWebAuthn()) return <Text>{t("signIn.passkeyUnsupported")}</Text>;

  return (
    <Stack>
      <Refusal error={proving.error} tried="passkey" />
      <Text size="sm" c="dimmed">
        {t("signIn.passkeyHelp")}
      </Text>
      {extra}
      <Button
        fullWidth
        data-autofocus
        leftSection={<IconFingerprint size={18} aria-hidden />}
        loading={proving.isPending}
        onClick={() => proving.mutate()}
      >
        {t("signIn.withPasskey")}
      </Button>
    </Stack>
  );
}
