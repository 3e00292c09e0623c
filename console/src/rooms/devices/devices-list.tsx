import { Button } from "@mantine/core";
import { IconCpu } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Device, Page } from "@latchkey/contract";
import { EmptyState, TagList, Time, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { BulkBar, useBulkSelection } from "../bulk-tags/index.ts";
import { ThingTable, useTagChoice } from "../resources/index.ts";
import type { DevicesSearch } from "./devices-search.ts";

interface DevicesListProps {
  devices: UseQueryResult<Page<Device>>;
  search: DevicesSearch;
  onCreate: () => void;
}

export function DevicesList({ devices, search, onCreate }: DevicesListProps) {
  const profileId = useProfileId();
  const navigate = useNavigate();
  const columns = useDeviceColumns(useTagChoice(search));

  const filter = { search: search.search, tag: search.tag };
  const selection = useBulkSelection(JSON.stringify(filter));

  return (
    <>
      <BulkBar of="device" selection={selection} filter={filter} total={devices.data?.total} />
      <ThingTable
        selection={selection.tableProps}
        kind="device"
        things={devices}
        search={search}
        columns={columns}
        onOpen={({ id }) => void navigate({ to: "/profiles/$profileId/devices/$deviceId", params: { profileId, deviceId: id } })}
        none={<NoDevice onCreate={onCreate} />}
      />
    </>
  );
}

function NoDevice({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation();

  return (
    <EmptyState
      title={t("resources.device.emptyTitle")}
      text={t("resources.device.emptyText")}
      icon={IconCpu}
      actions={<Button onClick={onCreate}>{t("resources.device.create")}</Button>}
    />
  );
}

function useDeviceColumns(onTag: (filter: string) => void): DataTableColumn<Device>[] {
  const { t } = useTranslation();
  const { locale } = useUi();
  const profileId = useProfileId();

  return [
    {
      id: "name",
      header: t("common.name"),
      sortKey: "name",
      isRowHeader: true,
      cell: (device) => (
        <LinkAnchor to="/profiles/$profileId/devices/$deviceId" params={{ profileId, deviceId: device.id }} fw={600}>
          {device.name}
        </LinkAnchor>
      ),
    },
    {
      id: "tags",
      header: t("common.tags"),
      cell: (device) => (
        <TagList pairs={device.tags} shownMax={4} empty={t("resources.noTags")} onSelect={({ key, value }) => onTag(`${key}=${value}`)} />
      ),
    },
    { id: "records", header: t("resources.device.records"), align: "end", cell: (device) => device.recordCount.toLocaleString(locale) },
    {
      id: "lastInput",
      header: t("resources.device.lastInput"),
      sortKey: "lastInputAt",
      cell: (device) => <Time value={device.lastInputAt} />,
    },
    { id: "created", header: t("common.created"), sortKey: "createdAt", cell: (device) => <Time value={device.createdAt} /> },
  ];
}
