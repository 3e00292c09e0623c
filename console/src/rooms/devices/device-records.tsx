import { Code, Group, Stack, TextInput, MultiSelect, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DataRecord, Device } from "@latchkey/contract";
import { DataTable, EmptyState, Pager, Time, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { formatCount, LoadFailure, useCursorPaging, useSearchPatch } from "../../shell/index.ts";
import type { DeviceSearch } from "./devices-search.ts";
import { fromLocalTime, toLocalTime } from "./local-time.ts";
import { useRecords } from "./use-devices.ts";
import { useRecordValue } from "./use-record-value.ts";

interface DeviceRecordsProps {
  device: Device;
  search: DeviceSearch;
  variables: readonly string[];
}

/** The stored records, newest first. */
export function DeviceRecords({ device, search, variables }: DeviceRecordsProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const ask = useSearchPatch<DeviceSearch>();
  const records = useRecords(device.id, search);
  const columns = useRecordColumns();
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: records.data?.nextCursor });
  const total = records.data?.total;

  return (
    <Stack gap="sm">
      <Title order={2}>{t("resources.device.recordsTitle")}</Title>
      <Group align="flex-end" gap="sm">
        <MultiSelect
          label={t("resources.device.variable")}
          placeholder={search.variable === undefined ? t("resources.device.allVariables") : ""}
          data={[...new Set([...variables, ...(search.variable ?? [])])]}
          value={search.variable ?? []}
          onChange={(variable) => ask({ variable })}
          searchable
          miw={220}
        />
        <TimeInput label={t("resources.device.from")} value={search.from} onChange={(from) => ask({ from })} />
        <TimeInput label={t("resources.device.to")} value={search.to} onChange={(to) => ask({ to })} />
      </Group>
      {records.isError ? (
        <LoadFailure error={records.error} onRetry={() => void records.refetch()} />
      ) : (
        <>
          <DataTable
            caption={t("resources.device.recordsTitle")}
            columns={columns}
            rows={records.data?.items ?? []}
            rowId={(record) => record.id}
            rowName={(record) => `${record.variable} ${record.time}`}
            isLoading={records.isPending}
            isStale={records.isPlaceholderData}
            empty={<EmptyState title={t("resources.device.recordsEmpty")} order={3} />}
          />
          <Pager
            {...paging}
            summary={
              total === undefined ? null : t("resources.device.recordCount", { count: total.count, formatted: formatCount(total, locale) })
            }
          />
        </>
      )}
    </Stack>
  );
}

interface TimeInputProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function TimeInput({ label, value, onChange }: TimeInputProps) {
  const { t } = useTranslation();

  return (
    <TextInput
      type="datetime-local"
      label={label}
      title={t("resources.device.rangeHelp")}
      value={value === undefined ? "" : toLocalTime(value)}
      onChange={(event) => onChange(fromLocalTime(event.currentTarget.value))}
    />
  );
}

function useRecordColumns(): DataTableColumn<DataRecord>[] {
  const { t } = useTranslation();
  const show = useRecordValue();

  return [
    { id: "time", header: t("resources.device.time"), isRowHeader: true, cell: (record) => <Time value={record.time} show="absolute" /> },
    { id: "variable", header: t("resources.device.variable"), cell: (record) => <bdi>{record.variable}</bdi> },
    { id: "value", header: t("resources.device.value"), align: "end", cell: (record) => show(record.value) },
    { id: "unit", header: t("resources.device.unit"), cell: (record) => record.unit },
    {
      id: "metadata",
      header: t("resources.device.metadata"),
      cell: (record) => (record.metadata === null ? null : <Code>{JSON.stringify(record.metadata)}</Code>),
    },
  ];
}
