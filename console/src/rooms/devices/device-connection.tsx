import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Device } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert } from "../../shell/index.ts";
import { CurlExample } from "./curl-example.tsx";
import { DeviceTokenDialog } from "./device-token-dialog.tsx";
import { useRenewDeviceToken } from "./use-devices.ts";

/** How the device sends its data, and a new token when the old one is lost or known to others. */
export function DeviceConnection({ device }: { device: Device }) {
  const { t } = useTranslation();
  const [isAsking, asking] = useDisclosure(false);
  const renew = useRenewDeviceToken(device.id);

  return (
    <Stack maw={760}>
      <Text>{t("resources.device.connectionText")}</Text>
      <CurlExample token={`${device.tokenHint}…`} />
      <Group>
        <Text size="sm">
          {t("resources.device.tokenHint")} <Code>{device.tokenHint}</Code>
        </Text>
        <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={asking.open}>
          {t("resources.device.renew")}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={asking.close}
        onConfirm={() => renew.mutate(undefined, { onSuccess: asking.close })}
        title={t("resources.device.renewTitle", { name: device.name })}
        confirmLabel={t("resources.device.renew")}
        isDangerous
        isBusy={renew.isPending}
        error={<ProblemAlert error={renew.error} />}
      >
        {t("resources.device.renewText")}
      </ConfirmDialog>
      <DeviceTokenDialog name={device.name} token={renew.data?.token ?? null} onClose={renew.reset} />
    </Stack>
  );
}
