import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Administrator } from "@latchkey/contract";
import type { AdministratorTaskKind } from "./administrator-dialogs.tsx";

interface AdministratorMenuProps {
  administrator: Administrator;
  onChoose: (kind: AdministratorTaskKind) => void;
}

export function AdministratorMenu({ administrator, onChoose }: AdministratorMenuProps) {
  const { t } = useTranslation();
  const { name, isSuper, status } = administrator;

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("settings.administratorMenu", { name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChoose("edit")}>{t("settings.administratorEdit")}</Menu.Item>
        <Menu.Item onClick={() => onChoose("link")}>{t("settings.administratorNewLink")}</Menu.Item>
        {isSuper ? (
          <Menu.Item onClick={() => onChoose("demote")}>{t("settings.administratorDemote")}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => onChoose("promote")}>{t("settings.administratorPromote")}</Menu.Item>
        )}
        <Menu.Divider />
        {status === "suspended" ? (
          <Menu.Item onClick={() => onChoose("reinstate")}>{t("settings.administratorReinstate")}</Menu.Item>
        ) : (
          <Menu.Item c="var(--mantine-color-error)" onClick={() => onChoose("suspend")}>
            {t("settings.administratorSuspend")}
          </Menu.Item>
        )}
        <Menu.Item c="var(--mantine-color-error)" onClick={() => onChoose("delete")}>
          {t("settings.administratorDelete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
