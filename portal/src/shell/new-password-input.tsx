import { Text } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { PasswordInput } from "@latchkey/ui";
import { passwordLengthMin, ratePassword, type PasswordRating } from "@latchkey/contract";

interface NewPasswordInputProps extends Pick<
  ComponentProps<typeof PasswordInput>,
  "label" | "value" | "onChange" | "error" | "hasAutoFocus"
> {
  /** Name and e-mail, which must not be inside. */
  identity: readonly string[];
}

const colors: Record<PasswordRating, string> = {
  empty: "dimmed",
  too_short: "dimmed",
  contains_identity: "var(--mantine-color-error)",
  repetitive: "var(--mantine-color-error)",
  long_enough: "var(--mantine-color-success)",
  strong: "var(--mantine-color-success)",
};

/** Choosing a password: the rule stands there before any error, and how good it is comes in words. */
export function NewPasswordInput({ identity, value, error, ...input }: NewPasswordInputProps) {
  const { t } = useTranslation();
  const rating = ratePassword(value, identity);
  // A refusal knows more than the meter; the two must not contradict each other.
  const hasError = error !== undefined && error !== null;
  const words: Record<PasswordRating, string> = {
    empty: "",
    too_short: t("portal.passwordTooShort", { count: [...value].length, needed: passwordLengthMin }),
    contains_identity: t("portal.passwordContainsYou"),
    repetitive: t("portal.passwordRepetitive"),
    long_enough: t("portal.passwordLongEnough"),
    strong: t("portal.passwordStrong"),
  };

  return (
    <PasswordInput
      {...input}
      value={value}
      error={error}
      autoComplete="new-password"
      description={t("portal.passwordRule", { count: passwordLengthMin })}
      isRequired
      meter={
        <Text size="sm" c={colors[rating]} aria-live="polite">
          {hasError ? "" : words[rating]}
        </Text>
      }
    />
  );
}
