import { Text } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { defaultSecuritySettings, ratePassword } from "@latchkey/contract";
import type { PasswordRating, PasswordRules } from "@latchkey/contract";
import { PasswordInput } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { PasswordRuleList } from "./password-rule-list.tsx";

interface NewPasswordInputProps extends Pick<
  ComponentProps<typeof PasswordInput>,
  "label" | "value" | "onChange" | "error" | "hasAutoFocus"
> {
  /** Name and e-mail, which must not be inside. */
  identity: readonly string[];
  /** Those of the place; the usual ones until they are known. */
  rules?: PasswordRules | undefined;
}

/** Choosing a password: the rules stand there before any error, and how good it is comes in words. */
export function NewPasswordInput({ identity, value, error, rules = defaultSecuritySettings.passwords, ...input }: NewPasswordInputProps) {
  const { t } = useTranslation();
  const rating = ratePassword(value, identity, rules);
  // A refusal knows more than the meter; the two must not contradict each other.
  const isRefused = error !== undefined && error !== null;
  const isFine = rating === "long_enough" || rating === "strong";

  return (
    <PasswordInput
      {...input}
      value={value}
      error={error}
      autoComplete="new-password"
      isRequired
      meter={
        <>
          <Text size="sm" mih={22} c={isFine ? "var(--mantine-color-success)" : "dimmed"} aria-live="polite">
            {isRefused ? "" : describeRating(t, rating, { length: [...value].length, needed: rules.lengthMin })}
          </Text>
          <PasswordRuleList value={value} identity={identity} rules={rules} />
        </>
      }
    />
  );
}

function describeRating(t: Translate, rating: PasswordRating, { length, needed }: { length: number; needed: number }): string {
  switch (rating) {
    case "empty":
      return "";
    case "too_short":
      return t("signIn.meterShort", { count: length, needed });
    case "contains_identity":
      return t("signIn.meterIdentity");
    case "repetitive":
      return t("signIn.meterRepetitive");
    case "case_missing":
    case "number_missing":
    case "special_missing":
      return t("signIn.meterRules");
    case "long_enough":
      return t("signIn.meterFine");
    case "strong":
      return t("signIn.meterStrong");
  }
}
