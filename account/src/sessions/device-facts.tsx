import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Browser } from "@latchkey/contract";
import { absoluteTime, StatusBadge, Time, useUi } from "@latchkey/ui";
import { describeDevice, describePlace } from "./describe-device.ts";

/** One known device in words; the same for its owner and for administrators. */
export function DeviceFacts({ device }: { device: Browser }) {
  const { t } = useTranslation();
  const { locale, timeZone } = useUi();

  return (
    <>
      <Group gap="xs">
        <Text fw={600}>
          <bdi>{describeDevice(t, device)}</bdi>
        </Text>
        {device.isCurrent ? <StatusBadge tone="positive" size="sm" label={t("account.deviceCurrent")} /> : null}
        {device.status === "pending" ? <StatusBadge tone="warning" size="sm" label={t("account.devicePending")} /> : null}
        {device.status === "rejected" ? <StatusBadge tone="danger" size="sm" label={t("account.deviceRejected")} /> : null}
        {device.trustedUntil === null ? null : (
          <StatusBadge
            tone="info"
            size="sm"
            label={t("account.deviceTrusted", { date: absoluteTime(new Date(device.trustedUntil), locale, timeZone) })}
          />
        )}
      </Group>
      <Text size="sm" c="dimmed" component="div">
        {describePlace(t, device, locale)} · {t("account.deviceSeen")} <Time value={device.lastSeenAt} />
      </Text>
    </>
  );
}
