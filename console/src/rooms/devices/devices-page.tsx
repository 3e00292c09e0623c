import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SearchInput } from "@latchkey/ui";
import { LoadFailure, Page, useMay, useSearchPatch } from "../../shell/index.ts";
import { TagFilter } from "../resources/index.ts";
import { CreateDeviceDialog } from "./create-device-dialog.tsx";
import { DevicesList } from "./devices-list.tsx";
import type { DevicesSearch } from "./devices-search.ts";
import { useDevices } from "./use-devices.ts";

export function DevicesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/devices" });
  const ask = useSearchPatch<DevicesSearch>();
  const devices = useDevices(search);
  const may = useMay();
  const [isCreating, creation] = useDisclosure(false);

  return (
    <Page
      title={t("resources.device.title")}
      description={t("resources.device.text")}
      actions={
        may("device", "create") ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
            {t("resources.device.create")}
          </Button>
        ) : undefined
      }
    >
      <Group mb="sm" gap="sm">
        <SearchInput
          label={t("resources.device.search")}
          value={search.search ?? ""}
          onChange={(text) => ask({ search: text }, { isTyping: true })}
        />
        <TagFilter of="device" value={search.tag ?? []} onChange={(tag) => ask({ tag })} />
      </Group>
      {devices.isError ? (
        <LoadFailure error={devices.error} onRetry={() => void devices.refetch()} />
      ) : (
        <DevicesList devices={devices} search={search} onCreate={creation.open} />
      )}
      <CreateDeviceDialog isOpen={isCreating} onClose={creation.close} />
    </Page>
  );
}
