import { ActionIcon, Menu, Text } from "@mantine/core";
import { IconLogout, IconSettings, IconUserCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LanguageItems } from "@latchkey/account";
import { notify } from "@latchkey/ui";
import { useMayManage, useOpenConsole } from "./console-session.ts";
import { describeError } from "./describe-error.ts";
import { LinkMenuItem } from "./links.tsx";
import { useSlug } from "./portal-info.ts";
import { useKeepLanguage, useMe, useSignOut } from "./session.ts";
import { initials, Sign } from "./sign.tsx";

/** Who is signed in, their account, and the way out. */
export function MeMenu() {
  const { t } = useTranslation();
  const slug = useSlug();
  const me = useMe();
  const signOut = useSignOut();
  const mayManage = useMayManage();
  const keepLanguage = useKeepLanguage();
  const openConsole = useOpenConsole();

  function manage() {
    openConsole.mutate(undefined, { onError: (error) => notify.error(describeError(t, error).message) });
  }

  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon radius="xl" aria-label={t("portal.meMenu", { name: me.name })}>
          <Sign letters={initials(me.name)} isRound />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} truncate>
            {me.name}
          </Text>
          <Text size="xs" truncate>
            <bdi>{me.email}</bdi>
          </Text>
        </Menu.Label>
        <LinkMenuItem to="/$slug/account" params={{ slug }} leftSection={<IconUserCircle size={16} aria-hidden />}>
          {t("portal.account")}
        </LinkMenuItem>
        {mayManage ? (
          <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} onClick={manage}>
            {t("portal.manage")}
          </Menu.Item>
        ) : null}
        <Menu.Divider />
        <Menu.Label>{t("common.language")}</Menu.Label>
        <LanguageItems onChosen={keepLanguage} />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t("common.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
