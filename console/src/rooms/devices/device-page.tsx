import { Tabs } from "@mantine/core";
import { useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Device } from "@latchkey/contract";
import { LoadingState, TagList } from "@latchkey/ui";
import { LinkAnchor, Page, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { ActivityList } from "../audit/index.ts";
import { PageFailure } from "../resources/index.ts";
import { DeviceActions } from "./device-actions.tsx";
import { DeviceConnection } from "./device-connection.tsx";
import { DeviceData } from "./device-data.tsx";
import type { DeviceSearch, DeviceTab } from "./devices-search.ts";
import { useDevice } from "./use-devices.ts";

export function DevicePage() {
  const { deviceId } = useParams({ from: "/signed-in/profiles/$profileId/devices/$deviceId" });
  const device = useDevice(deviceId);

  if (device.data !== undefined) return <LoadedDevice key={deviceId} device={device.data} />;
  if (device.isError) return <PageFailure error={device.error} onRetry={() => void device.refetch()} />;

  return <LoadingState kind="block" />;
}

function LoadedDevice({ device }: { device: Device }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/devices/$deviceId" });
  const ask = useSearchPatch<DeviceSearch>();
  const tab = search.tab ?? "data";

  return (
    <Page
      title={device.name}
      trail={
        <LinkAnchor to="/profiles/$profileId/devices" params={{ profileId }} size="sm">
          {t("resources.device.title")}
        </LinkAnchor>
      }
      description={<TagList pairs={device.tags} empty={t("resources.noTags")} />}
      actions={<DeviceActions device={device} />}
    >
      <Tabs value={tab} onChange={(value) => ask({ tab: value as DeviceTab })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="data">{t("resources.device.tabData")}</Tabs.Tab>
          <Tabs.Tab value="connection">{t("resources.device.tabConnection")}</Tabs.Tab>
          <Tabs.Tab value="activity">{t("resources.tabActivity")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="data">
          <DeviceData device={device} search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="connection">
          <DeviceConnection device={device} />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          <ActivityList caption={t("resources.tabActivity")} objectId={device.id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
