import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { useMay } from "../../shell/index.ts";
import type { UserTask } from "./user-dialogs.tsx";

interface UserMenuProps {
  user: User;
  onChoose: (task: UserTask) => void;
}

export function UserMenu({ user, onChoose }: UserMenuProps) {
  const { t } = useTranslation();
  const may = useMay();
  if (!may("run_user", "edit", "set_password", "delete", "login_as_user")) return null;

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
        {!user.isAnonymous && may("run_user", "set_password") && (
          <>
            <Menu.Item onClick={() => onChoose("password")}>{t("users.setPassword")}</Menu.Item>
            {user.status !== "suspended" && <Menu.Item onClick={() => onChoose("link")}>{t("users.passwordLink")}</Menu.Item>}
            <Menu.Divider />
          </>
        )}
        {user.status === "active" && !user.isAnonymous && may("run_user", "login_as_user") ? (
          <Menu.Item onClick={() => onChoose("login_as")}>{t("security.loginAs")}</Menu.Item>
        ) : null}
        {may("run_user", "edit") ? <StatusItem user={user} onChoose={onChoose} /> : null}
        {may("run_user", "delete") ? (
          <Menu.Item c="var(--mantine-color-error)" onClick={() => onChoose("delete")}>
            {t("users.delete")}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

function StatusItem({ user, onChoose }: UserMenuProps) {
  const { t } = useTranslation();
  if (user.status === "suspended") return <Menu.Item onClick={() => onChoose("reinstate")}>{t("users.reinstate")}</Menu.Item>;

  return (
    <Menu.Item c="var(--mantine-color-error)" onClick={() => onChoose("suspend")}>
      {t("users.suspend")}
    </Menu.Item>
  );
}
