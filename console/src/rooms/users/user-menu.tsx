import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import type { UserTask } from "./user-dialogs.tsx";

interface UserMenuProps {
  user: User;
  onChoose: (task: UserTask) => void;
}

export function UserMenu({ user, onChoose }: UserMenuProps) {
  const { t } = useTranslation();

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={t("users.actionsFor", { name: user.name })}
        >
          {t("common.actions")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!user.isAnonymous && (
          <>
            <Menu.Item onClick={() => onChoose("password")}>{t("users.setPassword")}</Menu.Item>
            {user.status !== "suspended" && <Menu.Item onClick={() => onChoose("link")}>{t("users.passwordLink")}</Menu.Item>}
            <Menu.Divider />
          </>
        )}
        {user.status === "suspended" ? (
          <Menu.Item onClick={() => onChoose("reinstate")}>{t("users.reinstate")}</Menu.Item>
        ) : (
          <Menu.Item c="var(--mantine-color-error)" onClick={() => onChoose("suspend")}>
            {t("users.suspend")}
          </Menu.Item>
        )}
        <Menu.Item c="var(--mantine-color-error)" onClick={() => onChoose("delete")}>
          {t("users.delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
