import { Button, Stack, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { stopAskingForPasskey } from "../second-factor/passkeys.ts";
import { useSilentPasskey } from "./use-silent-passkey.ts";
import type { SignInFlow } from "./use-sign-in.ts";

interface IdentifierFormProps {
  flow: SignInFlow;
  hasPasskeys: boolean;
}

/** Who, before how. Browsers offer passkeys among their suggestions for this field. */
export function IdentifierForm({ flow, hasPasskeys }: IdentifierFormProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<"emailMissing" | "emailInvalid" | null>(null);
  useSilentPasskey(flow.follow, hasPasskeys);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // A password manager may fill the field without telling the page.
    const typed = (field.current?.value ?? flow.email).trim();
    const found = findFault(typed);
    setFault(found);
    if (found !== null) {
      field.current?.focus();
      return;
    }
    flow.setEmail(typed);
    stopAskingForPasskey();
    flow.go({ at: "method" });
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput
          ref={field}
          label={t("common.email")}
          type="email"
          name="username"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={254}
          value={flow.email}
          onChange={(event) => flow.setEmail(event.currentTarget.value)}
          error={fault === null ? undefined : t(`signIn.${fault}`)}
        />
        <Button type="submit" fullWidth>
          {t("signIn.next")}
        </Button>
      </Stack>
    </form>
  );
}

function findFault(email: string): "emailMissing" | "emailInvalid" | null {
  if (email === "") return "emailMissing";

  return /^\S+@\S+\.\S+$/.test(email) ? null : "emailInvalid";
}
