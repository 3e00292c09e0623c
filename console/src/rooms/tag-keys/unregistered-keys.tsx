import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DataTable, LoadingState, StatusBadge } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { useMay } from "../../shell/index.ts";
import type { TagKeyTask } from "./tag-key-dialogs.tsx";
import { UseCounts } from "./use-counts.tsx";
import type { KeyUse } from "./use-tag-keys.ts";

interface UnregisteredKeysProps {
  uses: ReadonlyMap<string, KeyUse> | undefined;
  search: string;
  onTask: (task: TagKeyTask) => void;
}

/** Keys that something carries and nobody has described yet. */
export function UnregisteredKeys({ uses, search, onTask }: UnregisteredKeysProps) {
  const { t } = useTranslation();
  const columns = useUnregisteredColumns(onTask);
  if (uses === undefined) return <LoadingState />;
  const wanted = search.toLowerCase();
  const rows = [...uses.values()]
    .filter((use) => !use.isRegistered && use.key.toLowerCase().includes(wanted))
    .sort((one, other) => one.key.localeCompare(other.key));
  if (rows.length === 0) return <Text c="dimmed">{t("tagKeys.allRegistered")}</Text>;

  return (
    <DataTable caption={t("tagKeys.unregistered")} columns={columns} rows={rows} rowId={(row) => row.key} rowName={(row) => row.key} />
  );
}

function useUnregisteredColumns(onTask: UnregisteredKeysProps["onTask"]): DataTableColumn<KeyUse>[] {
  const { t } = useTranslation();
  const may = useMay();

  return [
    {
      id: "key",
      header: t("tagKeys.key"),
      isRowHeader: true,
      cell: (row) => (
        <Group gap="xs">
          <bdi>{row.key}</bdi>
          {row.isSetByUsers ? <StatusBadge tone="warning" size="sm" label={t("tagKeys.bySignUp")} /> : null}
        </Group>
      ),
    },
    { id: "uses", header: t("tagKeys.usedBy"), cell: (row) => <UseCounts use={row} isCounted /> },
    {
      id: "actions",
      header: t("common.actions"),
      align: "end",
      cell: (row) =>
        !may("access_management", "create") ? null : (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("tagKeys.registerOne", { key: row.key })}
              onClick={() => onTask({ kind: "register", key: row.key })}
            >
              {t("tagKeys.describe")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("tagKeys.renameOne", { key: row.key })}
              onClick={() => onTask({ kind: "rename", key: row.key })}
            >
              {t("tagKeys.rename")}
            </Button>
          </Group>
        ),
    },
  ];
}
