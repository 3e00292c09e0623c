import { Text } from "@mantine/core";
import type { AuditEntry } from "@latchkey/contract";
import { LinkAnchor } from "../../shell/index.ts";

interface AuditObjectProps {
  object: AuditEntry["object"];
  profileId: string | null;
}

/** What an entry is about, by the name it had then; a link where the console has a page for it. */
export function AuditObject({ object, profileId }: AuditObjectProps) {
  if (object === null) return <Text component="span">–</Text>;

  const name = <bdi>{object.name === "" ? object.type : object.name}</bdi>;
  const { id } = object;
  if (profileId === null || id === null) return name;

  switch (object.type) {
    case "run_user":
    case "user":
    case "anonymous_user":
      return (
        <LinkAnchor to="/profiles/$profileId/users/$userId" params={{ profileId, userId: id }}>
          {name}
        </LinkAnchor>
      );
    case "policy":
      return (
        <LinkAnchor to="/profiles/$profileId/policies/$policyId" params={{ profileId, policyId: id }}>
          {name}
        </LinkAnchor>
      );
    case "dashboard":
      return (
        <LinkAnchor to="/profiles/$profileId/dashboards/$dashboardId" params={{ profileId, dashboardId: id }}>
          {name}
        </LinkAnchor>
      );
    case "device":
      return (
        <LinkAnchor to="/profiles/$profileId/devices/$deviceId" params={{ profileId, deviceId: id }}>
          {name}
        </LinkAnchor>
      );
    case "analysis":
      return (
        <LinkAnchor to="/profiles/$profileId/analyses/$analysisId" params={{ profileId, analysisId: id }}>
          {name}
        </LinkAnchor>
      );
    default:
      return name;
  }
}
