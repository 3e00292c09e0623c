import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { describeDevice, DeviceFacts, Row, Rows, SessionFacts } from "@latchkey/account";
import { ConfirmMutation, ProblemAlert } from "../../shell/index.ts";
import { Part } from "./part.tsx";
import { PersonFactors } from "./person-factors.tsx";
import { PersonRestrictions } from "./person-restrictions.tsx";
import type { Person } from "./person.ts";
import { Section } from "./section.tsx";
import { useChange, usePart } from "./use-person.ts";

/** How one person signs in: factors, sessions, devices, rules of their own. */
export function PersonSecurity({ person }: { person: Person }) {
  return (
    <Stack maw={760}>
      <PersonFactors person={person} />
      <PersonSessions person={person} />
      <PersonDevices person={person} />
      {person.restrictions === null ? null : <PersonRestrictions person={person} calls={person.restrictions} />}
    </Stack>
  );
}

function PersonSessions({ person }: { person: Person }) {
  const { t } = useTranslation();
  const [isEndingAll, setIsEndingAll] = useState(false);
  const sessions = usePart(person, "sessions", person.listSessions);
  const ending = useChange(person, person.endSession);
  const endingAll = useChange(person, () => person.endSessions());

  return (
    <Section title={t("security.personSessions")}>
      <ProblemAlert error={ending.error} />
      <Part query={sessions}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{t("security.personNoSessions")}</Text>
          ) : (
            <>
              <Rows>
                {items.map((session) => (
                  <Row
                    key={session.id}
                    actions={
                      person.mayEdit ? (
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={t("security.personEndOf", { device: describeDevice(t, session.device) })}
                          loading={ending.isPending && ending.variables === session.id}
                          onClick={() => ending.mutate(session.id)}
                        >
                          {t("security.personEnd")}
                        </Button>
                      ) : undefined
                    }
                  >
                    <SessionFacts session={session} />
                  </Row>
                ))}
              </Rows>
              {person.mayEdit ? (
                <Group>
                  <Button variant="default" onClick={() => setIsEndingAll(true)}>
                    {t("security.personEndAll")}
                  </Button>
                </Group>
              ) : null}
            </>
          )
        }
      </Part>
      {isEndingAll ? (
        <ConfirmMutation
          mutation={endingAll}
          variables={undefined}
          done={t("security.personEnded")}
          onClose={() => setIsEndingAll(false)}
          title={t("security.personEndAll")}
          confirmLabel={t("security.personEndAll")}
        >
          <Text>{t("security.personEndAllText", { name: person.name })}</Text>
        </ConfirmMutation>
      ) : null}
    </Section>
  );
}

function PersonDevices({ person }: { person: Person }) {
  const { t } = useTranslation();
  const devices = usePart(person, "devices", person.listDevices);
  const forgetting = useChange(person, person.forgetDevice);
  const trusting = useChange(person, person.trustDevice);
  const distrusting = useChange(person, person.distrustDevice);

  return (
    <Section title={t("security.personDevices")}>
      <ProblemAlert error={forgetting.error ?? trusting.error ?? distrusting.error} />
      <Part query={devices}>
        {({ items }) => (
          <>
            {items.length === 0 ? <Text>{t("security.personNoDevices")}</Text> : null}
            <Rows>
              {items.map((device) => (
                <Row
                  key={device.id}
                  actions={
                    person.mayEdit ? (
                      <>
                        <Button
                          size="xs"
                          variant="default"
                          onClick={() => (device.trustedUntil === null ? trusting : distrusting).mutate(device.id)}
                        >
                          {device.trustedUntil === null ? t("security.personTrust") : t("security.personDistrust")}
                        </Button>
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={t("security.personForgetOf", { device: describeDevice(t, device) })}
                          onClick={() => forgetting.mutate(device.id)}
                        >
                          {t("security.personForget")}
                        </Button>
                      </>
                    ) : undefined
                  }
                >
                  <DeviceFacts device={device} />
                </Row>
              ))}
            </Rows>
          </>
        )}
      </Part>
    </Section>
  );
}
