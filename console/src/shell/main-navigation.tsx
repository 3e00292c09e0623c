import { Text } from "@mantine/core";
import {
  IconAlertHexagon,
  IconApps,
  IconBuildingCommunity,
  IconChartDots,
  IconClipboardCheck,
  IconCpu,
  IconHelpHexagon,
  IconHistory,
  IconHome,
  IconIdBadge2,
  IconLayoutDashboard,
  IconListCheck,
  IconLock,
  IconMail,
  IconScript,
  IconSettings,
  IconShieldLock,
  IconTags,
  IconUserQuestion,
  IconUserShield,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LinkNavItem } from "./links.tsx";
import { mayOf, maySeeAllAccess, rightsQuery } from "./rights.ts";
import type { MyRights } from "./rights.ts";
import { useMe } from "./session.ts";

/** Asked of what tells about everybody: a part of Access Management is not enough. */
const allAccess = ["all of access_management"] as const;

/** The nouns of a profile, in groups; a group's heading is a label, not a fold, so that everything is one click away. */
const profileSections = [
  { word: undefined, items: [{ to: "/profiles/$profileId", word: "shell.home", icon: IconHome, isExact: true, right: [] }] },
  {
    word: "shell.people",
    items: [
      { to: "/profiles/$profileId/users", word: "shell.users", icon: IconUsers, isExact: false, right: ["run_user"] },
      {
        to: "/profiles/$profileId/device-approvals",
        word: "security.requests",
        icon: IconUserQuestion,
        isExact: false,
        right: ["run_user", "access"],
      },
      { to: "/profiles/$profileId/groups", word: "shell.groups", icon: IconUsersGroup, isExact: false, right: ["access_management"] },
      { to: "/profiles/$profileId/roles", word: "shell.roles", icon: IconIdBadge2, isExact: false, right: ["access_management"] },
    ],
  },
  {
    word: "shell.access",
    items: [
      { to: "/profiles/$profileId/policies", word: "shell.policies", icon: IconShieldLock, isExact: false, right: ["access_management"] },
      {
        to: "/profiles/$profileId/tag-keys",
        word: "shell.tagKeys",
        icon: IconTags,
        isExact: false,
        right: ["access_management", "access"],
      },
      {
        to: "/profiles/$profileId/explain",
        word: "shell.explain",
        icon: IconHelpHexagon,
        isExact: false,
        right: allAccess,
      },
      {
        to: "/profiles/$profileId/findings",
        word: "shell.findings",
        icon: IconAlertHexagon,
        isExact: false,
        right: allAccess,
      },
      {
        to: "/profiles/$profileId/decisions",
        word: "shell.decisions",
        icon: IconListCheck,
        isExact: false,
        right: allAccess,
      },
      {
        to: "/profiles/$profileId/reviews",
        word: "shell.reviews",
        icon: IconClipboardCheck,
        isExact: false,
        right: ["access_management", "access"],
      },
    ],
  },
  {
    word: "shell.resources",
    items: [
      { to: "/profiles/$profileId/dashboards", word: "shell.dashboards", icon: IconLayoutDashboard, isExact: false, right: ["dashboard"] },
      { to: "/profiles/$profileId/devices", word: "shell.devices", icon: IconCpu, isExact: false, right: ["device"] },
      { to: "/profiles/$profileId/analyses", word: "shell.analyses", icon: IconScript, isExact: false, right: ["analysis"] },
      {
        to: "/profiles/$profileId/resource-types",
        word: "shell.resourceTypes",
        icon: IconApps,
        isExact: false,
        right: ["access_management", "access"],
      },
    ],
  },
  {
    word: "shell.profile",
    items: [
      { to: "/profiles/$profileId/mails", word: "shell.mail", icon: IconMail, isExact: false, right: ["run_user", "access"] },
      { to: "/profiles/$profileId/audit", word: "shell.audit", icon: IconHistory, isExact: false, right: ["audit_log", "access"] },
      { to: "/profiles/$profileId/settings", word: "shell.settings", icon: IconSettings, isExact: false, right: ["profile", "access"] },
    ],
  },
] as const;

const deploymentItems = [
  { to: "/profiles", word: "shell.profiles", icon: IconBuildingCommunity, isSuper: false },
  { to: "/administrators", word: "shell.administrators", icon: IconUserShield, isSuper: true },
  { to: "/mails", word: "shell.deploymentMail", icon: IconMail, isSuper: true },
  { to: "/security", word: "security.title", icon: IconLock, isSuper: true },
  { to: "/device-approvals", word: "security.requests", icon: IconUserQuestion, isSuper: true },
  { to: "/audit", word: "shell.deploymentAudit", icon: IconChartDots, isSuper: true },
] as const;

/** Lists that are reached through the first of the requests, and stand under the same word. */
const furtherRequests = /\/(lockouts|deletion-requests)$/;

const itemStyle = { borderRadius: "var(--mantine-radius-md)" };

/** The nouns of the profile that is open; without one, those of the deployment. */
export function MainNavigation() {
  const { profileId } = useParams({ strict: false });

  return profileId === undefined ? <DeploymentItems /> : <ProfileItems profileId={profileId} />;
}

function ProfileItems({ profileId }: { profileId: string }) {
  const { t } = useTranslation();
  const isAmongRequests = furtherRequests.test(useLocation().pathname);
  const { data: rights } = useQuery(rightsQuery(profileId));
  if (rights === undefined) return null;

  const sections = profileSections.map(({ word, items }) => ({ word, items: items.filter(({ right }) => isPermitted(rights, right)) }));

  return sections
    .filter(({ items }) => items.length > 0)
    .map(({ word: heading, items }) => (
      <div key={heading ?? "home"} role="group" aria-label={heading === undefined ? undefined : t(heading)}>
        {heading === undefined ? null : (
          <Text size="xs" fw={600} c="dimmed" px="sm" pt="sm" pb={2} aria-hidden>
            {t(heading)}
          </Text>
        )}
        {items.map(({ to, word, icon: Icon, isExact }) => (
          <LinkNavItem
            key={to}
            active={isAmongRequests && word === "security.requests"}
            to={to}
            params={{ profileId }}
            label={t(word)}
            leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
            activeOptions={{ exact: isExact, includeSearch: false }}
            activeProps={{ active: true }}
            style={itemStyle}
            py={6}
          />
        ))}
      </div>
    ));
}

/** A type, then the actions of which one is needed; everybody may go home. */
function isPermitted(rights: MyRights, [type, ...actions]: readonly string[]): boolean {
  if (type === allAccess[0]) return maySeeAllAccess(rights);
  return type === undefined || mayOf(rights, type, actions);
}

function DeploymentItems() {
  const { t } = useTranslation();
  const isAmongRequests = furtherRequests.test(useLocation().pathname);
  const me = useMe();

  return deploymentItems
    .filter((item) => me.isSuper || !item.isSuper)
    .map(({ to, word, icon: Icon }) => (
      <LinkNavItem
        key={to}
        active={isAmongRequests && word === "security.requests"}
        to={to}
        label={t(word)}
        leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
        activeOptions={{ includeSearch: false }}
        activeProps={{ active: true }}
        style={itemStyle}
      />
    ));
}
