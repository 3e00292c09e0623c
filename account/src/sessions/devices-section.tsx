import { ActionIcon, Menu, Text } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Browser } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { RenameDialog } from "../factors/rename-dialog.tsx";
import { DoneNote } from "../personal/done-note.tsx";
import { Loaded } from "../personal/loaded.tsx";
import { Row, Rows } from "../personal/rows.tsx";
import { SectionCard } from "../personal/section-card.tsx";
import { ProblemAlert } from "../scope/problem-alert.tsx";
import { describeDevice } from "./describe-device.ts";
import { DeviceFacts } from "./device-facts.tsx";
import { useChangeDevice, useDevices, useRenameDevice } from "./use-sessions.ts";

interface Task {
  kind: "trust" | "rename" | "forget";
  device: Browser;
}

export function DevicesSection() {
  const { t } = useTranslation();
  const devices = useDevices();

  return (
    <SectionCard title={t("account.devicesTitle")} text={t("account.devicesText")}>
      <Loaded query={devices}>{({ items }) => <DevicesContent devices={items} />}</Loaded>
    </SectionCard>
  );
}

function DevicesContent({ devices }: { devices: readonly Browser[] }) {
  const { t } = useTranslation();
  const [task, setTask] = useState<Task | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const changing = useChangeDevice();

  return (
    <>
      {devices.length === 0 ? <Text>{t("account.devicesNone")}</Text> : null}
      <ProblemAlert error={task === null ? changing.error : null} />
      <Rows>
        {devices.map((device) => (
          <Row
            key={device.id}
            actions={
              <DeviceMenu
                device={device}
                onTask={(kind) => setTask({ kind, device })}
                onDistrust={() =>
                  changing.mutate({ browserId: device.id, change: "distrust" }, { onSuccess: () => setDone(t("account.saved")) })
                }
              />
            }
          >
            <DeviceFacts device={device} />
          </Row>
        ))}
      </Rows>
      <DoneNote text={done} />
      {task === null ? null : <TaskDialog task={task} onClose={() => setTask(null)} onDone={() => setDone(t("account.saved"))} />}
    </>
  );
}

interface DeviceMenuProps {
  device: Browser;
  onTask: (kind: Task["kind"]) => void;
  onDistrust: () => void;
}

function DeviceMenu({ device, onTask, onDistrust }: DeviceMenuProps) {
  const { t } = useTranslation();

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("account.deviceActions", { name: describeDevice(t, device) })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {device.trustedUntil === null ? (
          <Menu.Item onClick={() => onTask("trust")}>{t("account.deviceTrust")}</Menu.Item>
        ) : (
          <Menu.Item onClick={onDistrust}>{t("account.deviceDistrust")}</Menu.Item>
        )}
        <Menu.Item onClick={() => onTask("rename")}>{t("account.deviceRename")}</Menu.Item>
        <Menu.Item c="var(--mantine-color-error)" onClick={() => onTask("forget")}>
          {t("account.deviceForget")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface TaskDialogProps {
  task: Task;
  onClose: () => void;
  onDone: () => void;
}

function TaskDialog({ task: { kind, device }, onClose, onDone }: TaskDialogProps) {
  const { t } = useTranslation();
  const changing = useChangeDevice();
  const renaming = useRenameDevice();
  const name = describeDevice(t, device);

  if (kind === "rename") {
    return (
      <RenameDialog
        title={t("account.deviceName")}
        name={name}
        mutation={renaming}
        toVariables={(typed) => ({ browserId: device.id, name: typed })}
        onClose={onClose}
        onDone={onDone}
      />
    );
  }

  const isTrust = kind === "trust";
  const finish = () => {
    onDone();
    onClose();
  };

  return (
    <ConfirmDialog
      isOpen
      isDangerous={!isTrust}
      onClose={onClose}
      onConfirm={() => changing.mutate({ browserId: device.id, change: kind }, { onSuccess: finish })}
      isBusy={changing.isPending}
      title={isTrust ? t("account.deviceTrustTitle", { name }) : t("account.deviceForgetTitle", { name })}
      confirmLabel={isTrust ? t("account.deviceTrust") : t("account.deviceForget")}
      error={<ProblemAlert error={changing.error} />}
    >
      <Text>{isTrust ? t("account.deviceTrustText") : t("account.deviceForgetText")}</Text>
    </ConfirmDialog>
  );
}
