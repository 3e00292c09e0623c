import { Button, Group, SimpleGrid, Stack, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Device } from "@latchkey/contract";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { LoadFailure } from "../../shell/index.ts";
import type { DeviceSearch } from "./devices-search.ts";
import { DeviceRecords } from "./device-records.tsx";
import { SendRecordDialog } from "./send-record-dialog.tsx";
import { useVariables } from "./use-devices.ts";
import { VariableCard } from "./variable-card.tsx";

/** The newest value of each variable, and the records behind them. */
export function DeviceData({ device, search }: { device: Device; search: DeviceSearch }) {
  const { t } = useTranslation();
  const [isSending, sending] = useDisclosure(false);
  const variables = useVariables(device.id);

  return (
    <Stack gap="lg">
      <section aria-labelledby="variables">
        <Group justify="space-between" mb="xs">
          <Title order={2} id="variables">
            {t("resources.device.variables")}
          </Title>
          <Button variant="default" leftSection={<IconSend size={16} aria-hidden />} onClick={sending.open}>
            {t("resources.device.send")}
          </Button>
        </Group>
        {variables.isError ? <LoadFailure error={variables.error} onRetry={() => void variables.refetch()} /> : null}
        {variables.isPending ? <LoadingState kind="block" height={90} /> : null}
        {variables.data?.items.length === 0 ? <EmptyState title={t("resources.device.variablesEmpty")} order={3} /> : null}
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 3, lg: 4 }}>
          {variables.data?.items.map((each) => (
            <VariableCard key={each.variable} variable={each} />
          ))}
        </SimpleGrid>
      </section>
      {variables.data === undefined || variables.data.items.length === 0 ? null : (
        <DeviceRecords device={device} search={search} variables={variables.data.items.map((each) => each.variable)} />
      )}
      <SendRecordDialog device={device} isOpen={isSending} onClose={sending.close} variables={variables.data?.items ?? []} />
    </Stack>
  );
}
