import type { ReactElement, ReactNode } from "react";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";

interface ThingLinkProps {
  /** A subject type, a resource type, `role`, `group` or `policy`. */
  type: string;
  id: string;
  name: ReactNode;
  /** Opens this tab of the page; pages without it open as usual. */
  tab?: PageTab | undefined;
}

type PageTab = "tags" | "members" | "holders";

interface LinkParts {
  tab: PageTab | undefined;
  profileId: string;
  id: string;
  children: ReactNode;
}

const hypotheticalId = "0".repeat(24);

const links: Readonly<Record<string, (parts: LinkParts) => ReactElement>> = {
  run_user: ({ profileId, id, tab, children }) => (
    <LinkAnchor to="/profiles/$profileId/users/$userId" params={{ profileId, userId: id }} search={tab === "tags" ? { tab } : {}}>
      {children}
    </LinkAnchor>
  ),
  dashboard: ({ profileId, id, children }) => (
    <LinkAnchor to="/profiles/$profileId/dashboards/$dashboardId" params={{ profileId, dashboardId: id }}>
      {children}
    </LinkAnchor>
  ),
  device: ({ profileId, id, children }) => (
    <LinkAnchor to="/profiles/$profileId/devices/$deviceId" params={{ profileId, deviceId: id }}>
      {children}
    </LinkAnchor>
  ),
  analysis: ({ profileId, id, children }) => (
    <LinkAnchor to="/profiles/$profileId/analyses/$analysisId" params={{ profileId, analysisId: id }}>
      {children}
    </LinkAnchor>
  ),
  group: ({ profileId, id, tab, children }) => (
    <LinkAnchor to="/profiles/$profileId/groups/$groupId" params={{ profileId, groupId: id }} search={tab === "members" ? { tab } : {}}>
      {children}
    </LinkAnchor>
  ),
  role: ({ profileId, id, tab, children }) => (
    <LinkAnchor to="/profiles/$profileId/roles/$roleId" params={{ profileId, roleId: id }} search={tab === "holders" ? { tab } : {}}>
      {children}
    </LinkAnchor>
  ),
  access_management: PolicyLink,
  policy: PolicyLink,
};

/** Leads to the page of what is named; what has no page of its own is plain text. */
export function ThingLink({ type, id, name, tab }: ThingLinkProps) {
  const profileId = useProfileId();
  const text = <bdi>{name}</bdi>;
  // The simulator gives this id to whatever does not exist.
  if (id === hypotheticalId) return text;
  const Link = Object.hasOwn(links, type) ? links[type] : undefined;

  return Link === undefined ? (
    text
  ) : (
    <Link profileId={profileId} id={id} tab={tab}>
      {text}
    </Link>
  );
}

function PolicyLink({ profileId, id, children }: LinkParts) {
  return (
    <LinkAnchor to="/profiles/$profileId/policies/$policyId" params={{ profileId, policyId: id }}>
      {children}
    </LinkAnchor>
  );
}
