import { TextInput } from "@mantine/core";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";

export type EmailFault = "emailMissing" | "emailInvalid";

interface EmailFieldProps {
  ref?: Ref<HTMLInputElement>;
  /** "E-mail" where none is given. */
  label?: string;
  /** `username` where it says who signs in, `email` where it is any address; browsers then suggest the right ones. */
  autoComplete: "username webauthn" | "username" | "email";
  value: string;
  onChange: (email: string) => void;
  fault: EmailFault | null;
}

/** One address: nothing in the browser changes what was typed, and a fault says how to mend it. */
export function EmailField({ ref, label, autoComplete, value, onChange, fault }: EmailFieldProps) {
  const { t } = useTranslation();

  return (
    <TextInput
      ref={ref}
      label={label ?? t("common.email")}
      type="email"
      name={autoComplete === "email" ? "email" : "username"}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={254}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={fault === null ? undefined : t(`signIn.${fault}`)}
    />
  );
}
