import { passwordLengthMin, ratePassword, type PasswordRating } from "@latchkey/contract";
import { Group, Progress, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PasswordInput } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";

interface NewPasswordInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Name and e-mail of the person, which the password must not be made of. */
  identity: readonly string[];
  error?: ReactNode;
  hasAutoFocus?: boolean;
}

const looks: Record<PasswordRating, { percent: number; color: string }> = {
  empty: { percent: 0, color: "gray" },
  too_short: { percent: 25, color: "orange" },
  contains_identity: { percent: 30, color: "orange" },
  repetitive: { percent: 30, color: "orange" },
  long_enough: { percent: 70, color: "brand" },
  strong: { percent: 100, color: "green" },
};

/** A password being chosen: the rule stands there before any error, and a judgement in words while typing. */
export function NewPasswordInput({ identity, value, error, ...input }: NewPasswordInputProps) {
  const { t } = useTranslation();
  const judgement = ratePassword(value, identity);
  const look = looks[judgement];

  // A refusal by the server outweighs the first judgement: both at once would contradict each other.
  const isRefused = error !== undefined && error !== null;
  const meter = isRefused ? null : (
    <Group gap="xs" mt={6} wrap="nowrap" mih={20}>
      <Progress value={look.percent} color={look.color} w={80} size="sm" aria-hidden />
      <Text size="xs" c="dimmed" role="status">
        {judgementWords(t, judgement, value)}
      </Text>
    </Group>
  );

  return (
    <PasswordInput
      {...input}
      value={value}
      error={error}
      autoComplete="new-password"
      description={t("shell.passwordRule", { count: passwordLengthMin })}
      isRequired
      meter={meter}
    />
  );
}

function judgementWords(t: Translate, judgement: PasswordRating, value: string): string {
  switch (judgement) {
    case "empty":
      return "";
    case "too_short":
      return t("shell.passwordTooShort", { count: [...value].length, needed: passwordLengthMin });
    case "contains_identity":
      return t("shell.passwordContainsYou");
    case "repetitive":
      return t("shell.passwordRepetitive");
    case "long_enough":
      return t("shell.passwordLongEnough");
    case "strong":
      return t("shell.passwordStrong");
  }
}
