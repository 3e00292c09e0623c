import { ActionIcon, Avatar, Menu, Text } from "@mantine/core";
import { IconLogout, IconUserCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LinkMenuItem } from "./links.tsx";
import { useMe, useSignOut } from "./session.ts";

/** The signed-in administrator: own account, sign out. */
export function MeMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();

  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon radius="xl" aria-label={t("shell.meMenu", { name: me.name })}>
          <Avatar size={30} color="brand" alt="" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} truncate>
            {me.name}
          </Text>
          <Text size="xs" truncate>
            {me.email}
          </Text>
        </Menu.Label>
        <LinkMenuItem to="/account" leftSection={<IconUserCircle size={16} aria-hidden />}>
          {t("shell.account")}
        </LinkMenuItem>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t("common.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
