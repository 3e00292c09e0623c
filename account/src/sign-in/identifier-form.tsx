import { Button, Stack } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { EmailField } from "../fields/email-field.tsx";
import type { EmailFault } from "../fields/email-field.tsx";
import { findEmailFault } from "../fields/find-email-fault.ts";
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
  const [fault, setFault] = useState<EmailFault | null>(null);
  useSilentPasskey(flow.follow, hasPasskeys);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // A password manager may fill the field without telling the page.
    const typed = (field.current?.value ?? flow.email).trim();
    const found = findEmailFault(typed);
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
        <EmailField ref={field} autoComplete="username webauthn" value={flow.email} onChange={flow.setEmail} fault={fault} />
        <Button type="submit" fullWidth>
          {t("signIn.next")}
        </Button>
      </Stack>
    </form>
  );
}
