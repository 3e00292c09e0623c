import { ActionIcon, Menu, Stack, Text } from "@mantine/core";
import { IconDots, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { RegisteredTagKey } from "@latchkey/contract";
import { StatusBadge } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { useMay } from "../../shell/index.ts";
import type { TagKeyTask } from "./tag-key-dialogs.tsx";
import { UseCounts } from "./use-counts.tsx";
import type { KeyUse } from "./use-tag-keys.ts";

interface TagKeyColumnsOptions {
  uses: ReadonlyMap<string, KeyUse> | undefined;
  onTask: (task: TagKeyTask) => void;
}

const valuesShownMax = 4;

export function useTagKeyColumns({ uses, onTask }: TagKeyColumnsOptions): DataTableColumn<RegisteredTagKey>[] {
  const { t } = useTranslation();

  return [
    {
      id: "key",
      header: t("tagKeys.key"),
      sortKey: "key",
      isRowHeader: true,
      width: "30%",
      cell: (row) => (
        <Stack gap={0} miw={140}>
          <bdi>{row.key}</bdi>
          <Text size="sm" fw={400} c="dimmed" lineClamp={3}>
            {row.description}
          </Text>
          {row.managedBy === null ? null : (
            <StatusBadge tone="info" size="sm" icon={IconLock} label={t("tagKeys.managed", { file: row.managedBy })} />
          )}
        </Stack>
      ),
    },
    { id: "values", header: t("tagKeys.values"), cell: (row) => <Values values={row.values} /> },
    { id: "setBy", header: t("tagKeys.setBy"), cell: (row) => <Setters entry={row} /> },
    { id: "uses", header: t("tagKeys.usedBy"), cell: (row) => <UseCounts use={uses?.get(row.key)} isCounted={uses !== undefined} /> },
    {
      id: "actions",
      header: t("common.actions"),
      align: "end",
      cell: (row) => <RowMenu entry={row} onTask={onTask} />,
    },
  ];
}

function Values({ values }: { values: readonly string[] | null }) {
  const { t } = useTranslation();
  if (values === null) return <>{t("tagKeys.anyValue")}</>;
  const rest = values.length - valuesShownMax;

  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      {values.slice(0, valuesShownMax).join(", ")}
      {rest > 0 ? ` ${t("access.preview.andMore", { count: rest })}` : ""}
    </Text>
  );
}

function Setters({ entry }: { entry: RegisteredTagKey }) {
  const { t } = useTranslation();
  const isBySelf = entry.setBy === "users" || entry.isSetBySignUp;

  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">{t(`tagKeys.setters.${entry.setBy}`)}</Text>
      {isBySelf ? (
        <StatusBadge tone="warning" size="sm" label={entry.isSetBySignUp ? t("tagKeys.bySignUp") : t("tagKeys.byThemselves")} />
      ) : null}
    </Stack>
  );
}

function RowMenu({ entry, onTask }: { entry: RegisteredTagKey; onTask: (task: TagKeyTask) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const isLocked = entry.managedBy !== null;
  if (!may("access_management", "edit", "delete")) return null;

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("tagKeys.actionsFor", { key: entry.key })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isLocked ? (
          <Menu.Item onClick={() => onTask({ kind: "hand-over", entry })}>{t("shell.handOver")}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => onTask({ kind: "edit", entry })}>{t("common.edit")}</Menu.Item>
        )}
        <Menu.Item onClick={() => onTask({ kind: "rename", key: entry.key })}>{t("tagKeys.rename")}</Menu.Item>
        {isLocked ? null : (
          <>
            <Menu.Divider />
            <Menu.Item c="var(--mantine-color-error)" onClick={() => onTask({ kind: "unregister", entry })}>
              {t("tagKeys.unregister")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
