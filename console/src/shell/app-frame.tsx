import { AppShell, Burger, Group, ScrollArea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ColorSchemeToggle, SkipLink } from "@latchkey/ui";
import classes from "./app-frame.module.css";
import { Brand } from "./brand.tsx";
import { FrameNotices } from "./frame-notices.tsx";
import { LinkAnchor } from "./links.tsx";
import { MainNavigation } from "./main-navigation.tsx";
import { MeMenu } from "./me-menu.tsx";
import { ProfileSwitch } from "./profile-switch.tsx";

const contentId = "content";

/** The frame of every signed-in page: top bar, side bar (a drawer on phones), content. */
export function AppFrame() {
  const { t } = useTranslation();
  const [isOpen, drawer] = useDisclosure(false);
  const { pathname } = useLocation();
  const close = drawer.close;

  useEffect(close, [pathname, close]);

  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 232, breakpoint: "sm", collapsed: { mobile: !isOpen } }} padding="md">
      <SkipLink targetId={contentId} />
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={drawer.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isOpen ? t("shell.closeNavigation") : t("shell.openNavigation")}
              aria-expanded={isOpen}
            />
            <LinkAnchor to="/" underline="never" c="inherit" aria-label={t("shell.brandLink")}>
              <Brand />
            </LinkAnchor>
          </Group>
          <Group gap={4} wrap="nowrap">
            <ColorSchemeToggle />
            <MeMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" className={classes.navbar} data-closed={!isOpen || undefined} aria-label={t("shell.mainNavigation")}>
        <AppShell.Section pb="xs">
          <ProfileSwitch />
        </AppShell.Section>
        <AppShell.Section grow component={ScrollArea}>
          <MainNavigation />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id={contentId} tabIndex={-1}>
        <FrameNotices />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
