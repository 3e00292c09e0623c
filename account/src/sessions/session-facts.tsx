import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Session } from "@latchkey/contract";
import { StatusBadge, Time, useUi } from "@latchkey/ui";
import { describeDevice, describePlace, methodWords } from "./describe-device.ts";
import { describeEnd } from "./describe-end.ts";

/** One session in words: on what, from where, since when, how, until when; the same for its owner and for administrators. */
export function SessionFacts({ session }: { session: Session }) {
  const { t } = useTranslation();
  const { locale, timeZone } = useUi();
  const how = session.hasSecondFactor
    ? `${t(methodWords[session.method])}, ${t("account.sessionSecondFactor")}`
    : t(methodWords[session.method]);

  return (
    <>
      <Group gap="xs">
        <Text fw={600}>
          <bdi>{describeDevice(t, session.device)}</bdi>
        </Text>
        {session.isCurrent ? <StatusBadge tone="positive" size="sm" label={t("account.sessionCurrent")} /> : null}
        {session.actingName === null ? null : (
          <StatusBadge tone="warning" size="sm" label={t("account.sessionActing", { name: session.actingName })} />
        )}
      </Group>
      <Text size="sm">
        {describePlace(t, session, locale)} · {how}
      </Text>
      <Text size="sm" c="dimmed" component="div">
        {t("account.sessionStarted")} <Time value={session.createdAt} /> · {t("account.sessionSeen")}: <Time value={session.lastSeenAt} />
      </Text>
      <Text size="sm" c="dimmed">
        {describeEnd(t, session, { locale, timeZone })}
      </Text>
    </>
  );
}
