import { List, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconPoint } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { findBrokenPasswordRule } from "@latchkey/contract";
import type { BrokenPasswordRule, PasswordRules } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

interface PasswordRuleListProps {
  value: string;
  identity: readonly string[];
  rules: PasswordRules;
}

interface Line {
  words: string;
  /** Null for what only the server can tell. */
  isMet: boolean | null;
}

/** The rules of the place, and which of them what was typed meets so far. */
export function PasswordRuleList({ value, identity, rules }: PasswordRuleListProps) {
  const { t } = useTranslation();

  return (
    <List
      listStyleType="none"
      size="sm"
      c="dimmed"
      mt={2}
      styles={{ itemWrapper: { alignItems: "flex-start" }, itemIcon: { marginTop: 3 } }}
    >
      {toLines(t, { value, identity, rules }).map(({ words, isMet }) => (
        <List.Item
          key={words}
          icon={
            isMet === true ? <IconCheck size={14} color="var(--mantine-color-success)" aria-hidden /> : <IconPoint size={14} aria-hidden />
          }
        >
          {words}
          {isMet === null || value === "" ? null : <VisuallyHidden>: {isMet ? t("signIn.ruleMet") : t("signIn.ruleOpen")}</VisuallyHidden>}
        </List.Item>
      ))}
    </List>
  );
}

function toLines(t: Translate, { value, identity, rules }: PasswordRuleListProps): Line[] {
  const meets = (one: Partial<PasswordRules>, broken: BrokenPasswordRule) =>
    value !== "" && findBrokenPasswordRule(value, identity, { ...nothingAsked, ...one }) !== broken;
  const lines: (Line | false)[] = [
    { words: t("signIn.ruleLength", { count: rules.lengthMin }), isMet: meets({ lengthMin: rules.lengthMin }, "too_short") },
    rules.upperAndLowerCase && { words: t("signIn.ruleCase"), isMet: meets({ upperAndLowerCase: true }, "case_missing") },
    rules.lettersAndNumbers && { words: t("signIn.ruleLettersNumbers"), isMet: meets({ lettersAndNumbers: true }, "number_missing") },
    rules.specialCharacters && { words: t("signIn.ruleSpecial"), isMet: meets({ specialCharacters: true }, "special_missing") },
    rules.refuseIdentity && {
      words: t("signIn.ruleIdentity"),
      isMet: meets({ refuseIdentity: true, lengthMin: rules.lengthMin }, "contains_identity"),
    },
    rules.refuseCommon && { words: t("signIn.ruleCommon"), isMet: null },
    rules.historyCount > 0 && { words: t("signIn.ruleHistory", { count: rules.historyCount }), isMet: null },
  ];

  return lines.filter((line) => line !== false);
}

const nothingAsked: PasswordRules = {
  lengthMin: 1,
  upperAndLowerCase: false,
  lettersAndNumbers: false,
  specialCharacters: false,
  refuseCommon: false,
  refuseIdentity: false,
  historyCount: 0,
  ageDaysMax: null,
};
