import { Button, Stack, Text, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../scope/refusal.tsx";
import type { EnrolCalls } from "./factor-calls.ts";
import { makePasskey } from "./passkeys.ts";

/** Creates a passkey on this device, or on the phone or key that the browser offers. */
export function EnrolPasskey({ calls }: { calls: EnrolCalls }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const making = useMutation({
    mutationFn: async () => {
      const enrolment = await calls.start({ kind: "passkey" });
      if (enrolment.kind !== "passkey") return;

      const response = await makePasskey(enrolment.options);
      await calls.confirm(enrolment.factorId, name.trim() === "" ? { response } : { response, name: name.trim() });
    },
  });
  if (!browserSupportsWebAuthn()) return <Text>{t("signIn.passkeyUnsupported")}</Text>;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    making.mutate();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Refusal error={making.error} tried="passkey" />
        <Text size="sm" c="dimmed">
          {t("signIn.passkeyHelp")}
        </Text>
        <TextInput
          label={t("signIn.passkeyName")}
          description={t("signIn.passkeyNameHelp")}
          maxLength={60}
          autoComplete="off"
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth leftSection={<IconFingerprint size={18} aria-hidden />} loading={making.isPending}>
          {t("signIn.passkeyCreate")}
        </Button>
      </Stack>
    </form>
  );
}
