import type { ReactNode } from "react";
import type { ResourceType } from "@latchkey/contract";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";

interface ThingLinkProps {
  type: ResourceType;
  id: string;
  name: ReactNode;
}

/** Leads to the page of a run user, dashboard, device or analysis. */
export function ThingLink({ type, id, name }: ThingLinkProps) {
  const profileId = useProfileId();
  const text = <bdi>{name}</bdi>;

  if (type === "run_user")
    return (
      <LinkAnchor to="/profiles/$profileId/users/$userId" params={{ profileId, userId: id }}>
        {text}
      </LinkAnchor>
    );
  if (type === "dashboard")
    return (
      <LinkAnchor to="/profiles/$profileId/dashboards/$dashboardId" params={{ profileId, dashboardId: id }}>
        {text}
      </LinkAnchor>
    );
  if (type === "device")
    return (
      <LinkAnchor to="/profiles/$profileId/devices/$deviceId" params={{ profileId, deviceId: id }}>
        {text}
      </LinkAnchor>
    );

  return (
    <LinkAnchor to="/profiles/$profileId/analyses/$analysisId" params={{ profileId, analysisId: id }}>
      {text}
    </LinkAnchor>
  );
}
