import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { randomId } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@latchkey/contract";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { moveRow, tabsMax, toTabs } from "./tab-rows.ts";
import type { TabRow } from "./tab-rows.ts";
import { useUpdateDashboard } from "./use-dashboards.ts";

interface TabsDialogProps {
  dashboard: Dashboard;
  onClose: () => void;
}

/** Add, rename, order and remove the tabs of a dashboard. */
export function TabsDialog({ dashboard, onClose }: TabsDialogProps) {
  const { t } = useTranslation();
  const [rows, setRows] = useState<TabRow[]>(() => dashboard.tabs.map(({ id, name }) => ({ rowId: id, id, name })));
  const update = useUpdateDashboard(dashboard.id);

  function submit(event: FormEvent) {
    event.preventDefault();
    update.mutate(
      { tabs: toTabs(rows) },
      {
        onSuccess: () => {
          sayDone(t("resources.tabs.saved"));
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title={t("resources.tabs.title")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <ProblemAlert error={update.error} />
          <Text size="sm" c="dimmed">
            {rows.length === 0 ? t("resources.tabs.none") : t("resources.tabs.help")}
          </Text>
          {rows.map((row, index) => (
            <TabRowFields
              key={row.rowId}
              row={row}
              number={index + 1}
              isLast={index === rows.length - 1}
              onRename={(name) => setRows(rows.map((each) => (each.rowId === row.rowId ? { ...each, name } : each)))}
              onMove={(by) => setRows(moveRow(rows, index, by))}
              onRemove={() => setRows(rows.filter((each) => each.rowId !== row.rowId))}
            />
          ))}
          <div>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={rows.length >= tabsMax}
              onClick={() => setRows([...rows, { rowId: randomId(), id: undefined, name: "" }])}
            >
              {t("resources.tabs.add")}
            </Button>
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={update.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface TabRowFieldsProps {
  row: TabRow;
  number: number;
  isLast: boolean;
  onRename: (name: string) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function TabRowFields({ row, number, isLast, onRename, onMove, onRemove }: TabRowFieldsProps) {
  const { t } = useTranslation();
  const name = row.name.trim() === "" ? String(number) : row.name;

  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <TextInput
        label={t("resources.tabs.name", { number })}
        flex={1}
        maxLength={60}
        value={row.name}
        onChange={(event) => onRename(event.currentTarget.value)}
      />
      <ActionIcon aria-label={t("resources.tabs.moveUp", { name })} disabled={number === 1} onClick={() => onMove(-1)}>
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={t("resources.tabs.moveDown", { name })} disabled={isLast} onClick={() => onMove(1)}>
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={t("resources.tabs.remove", { name })} onClick={onRemove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
