import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { enrolWords, Row, Rows } from "@latchkey/account";
import type { FactorsOfPerson } from "@latchkey/contract";
import { absoluteTime, Time, useUi } from "@latchkey/ui";
import { Part } from "./part.tsx";
import type { Person } from "./person.ts";
import { ResetFactorsDialog } from "./reset-factors-dialog.tsx";
import { Section } from "./section.tsx";
import { usePart } from "./use-person.ts";

export function PersonFactors({ person }: { person: Person }) {
  const { t } = useTranslation();
  const factors = usePart(person, "factors", person.listFactors);
  const [isResetting, setIsResetting] = useState(false);

  return (
    <Section title={t("security.personFactors")}>
      <Part query={factors}>
        {(data) => (
          <>
            <Demand factors={data} />
            {data.items.length === 0 ? <Text>{t("security.personNoFactors")}</Text> : null}
            <Rows>
              {data.items.map((factor) => (
                <Row key={factor.id}>
                  <Text fw={600}>{t(enrolWords[factor.kind].name)}</Text>
                  <Text size="sm" c="dimmed" component="div">
                    {t("account.factorSince")} <Time value={factor.createdAt} /> · {t("account.factorLastUsed")}:{" "}
                    <Time value={factor.lastUsedAt} never={t("account.factorNever")} />
                  </Text>
                </Row>
              ))}
            </Rows>
            {data.items.length > 0 ? <Text size="sm">{t("security.personRecovery", { count: data.recoveryCodesLeft })}</Text> : null}
            {person.mayReset && data.items.length > 0 ? (
              <Group>
                <Button variant="default" c="var(--mantine-color-error)" onClick={() => setIsResetting(true)}>
                  {t("security.personReset")}
                </Button>
              </Group>
            ) : null}
          </>
        )}
      </Part>
      {isResetting ? <ResetFactorsDialog person={person} onClose={() => setIsResetting(false)} /> : null}
    </Section>
  );
}

function Demand({ factors: { demand, dueAt } }: { factors: FactorsOfPerson }) {
  const { t } = useTranslation();
  const { locale, timeZone } = useUi();
  if (demand === "required") return <Text>{t("security.personRequired")}</Text>;
  if (demand !== "due" || dueAt === null) return null;

  return <Text>{t("security.personDue", { date: absoluteTime(new Date(dueAt), locale, timeZone) })}</Text>;
}
