import { useTranslation } from "react-i18next";
import { OwnRules } from "./own-rules.tsx";
import type { RulesCalls } from "./own-rules.tsx";
import { Part } from "./part.tsx";
import type { Person } from "./person.ts";
import { Section } from "./section.tsx";
import { usePart } from "./use-person.ts";

interface PersonRestrictionsProps {
  person: Person;
  calls: RulesCalls;
}

/** Rules about from where and when, for this person alone. */
export function PersonRestrictions({ person, calls }: PersonRestrictionsProps) {
  const { t } = useTranslation();
  const own = usePart(person, "restrictions", calls.get);

  return (
    <Section title={t("security.restrictions")} text={t("security.hasOwnHelp")}>
      <Part query={own}>
        {(data) => <OwnRules key={data.version} own={data} holder={person} calls={calls} label={t("security.hasOwn")} />}
      </Part>
    </Section>
  );
}
