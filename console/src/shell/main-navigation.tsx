import {
  IconBuildingCommunity,
  IconChartDots,
  IconCpu,
  IconHelpHexagon,
  IconHistory,
  IconHome,
  IconLayoutDashboard,
  IconScript,
  IconSettings,
  IconShieldLock,
  IconUserShield,
  IconUsers,
} from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LinkNavItem } from "./links.tsx";
import { useMe } from "./session.ts";

const profileItems = [
  { to: "/profiles/$profileId", word: "shell.home", icon: IconHome, isExact: true },
  { to: "/profiles/$profileId/users", word: "shell.users", icon: IconUsers, isExact: false },
  { to: "/profiles/$profileId/policies", word: "shell.policies", icon: IconShieldLock, isExact: false },
  { to: "/profiles/$profileId/explain", word: "shell.explain", icon: IconHelpHexagon, isExact: false },
  { to: "/profiles/$profileId/dashboards", word: "shell.dashboards", icon: IconLayoutDashboard, isExact: false },
  { to: "/profiles/$profileId/devices", word: "shell.devices", icon: IconCpu, isExact: false },
  { to: "/profiles/$profileId/analyses", word: "shell.analyses", icon: IconScript, isExact: false },
  { to: "/profiles/$profileId/audit", word: "shell.audit", icon: IconHistory, isExact: false },
  { to: "/profiles/$profileId/settings", word: "shell.settings", icon: IconSettings, isExact: false },
] as const;

const deploymentItems = [
  { to: "/profiles", word: "shell.profiles", icon: IconBuildingCommunity, isSuper: false },
  { to: "/administrators", word: "shell.administrators", icon: IconUserShield, isSuper: true },
  { to: "/audit", word: "shell.deploymentAudit", icon: IconChartDots, isSuper: true },
] as const;

const itemStyle = { borderRadius: "var(--mantine-radius-md)" };

/** The nouns of the profile that is open; without one, those of the deployment. */
export function MainNavigation() {
  const { profileId } = useParams({ strict: false });

  return profileId === undefined ? <DeploymentItems /> : <ProfileItems profileId={profileId} />;
}

function ProfileItems({ profileId }: { profileId: string }) {
  const { t } = useTranslation();

  return profileItems.map(({ to, word, icon: Icon, isExact }) => (
    <LinkNavItem
      key={to}
      to={to}
      params={{ profileId }}
      label={t(word)}
      leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
      activeOptions={{ exact: isExact, includeSearch: false }}
      activeProps={{ active: true }}
      style={itemStyle}
    />
  ));
}

function DeploymentItems() {
  const { t } = useTranslation();
  const me = useMe();

  return deploymentItems
    .filter((item) => me.isSuper || !item.isSuper)
    .map(({ to, word, icon: Icon }) => (
      <LinkNavItem
        key={to}
        to={to}
        label={t(word)}
        leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
        activeOptions={{ includeSearch: false }}
        activeProps={{ active: true }}
        style={itemStyle}
      />
    ));
}
