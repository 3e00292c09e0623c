import { useProfileId } from "../../shell/index.ts";
import { DeletionRequests } from "./deletion-requests.tsx";
import { DeviceApprovals } from "./device-approvals.tsx";
import { Lockouts } from "./lockouts.tsx";
import { RequestsPage } from "./requests-tabs.tsx";

export function DeviceApprovalsPage() {
  const profileId = useProfileId();

  return (
    <RequestsPage profileId={profileId}>
      <DeviceApprovals profileId={profileId} />
    </RequestsPage>
  );
}

export function LockoutsPage() {
  const profileId = useProfileId();

  return (
    <RequestsPage profileId={profileId}>
      <Lockouts profileId={profileId} />
    </RequestsPage>
  );
}

export function DeletionRequestsPage() {
  const profileId = useProfileId();

  return (
    <RequestsPage profileId={profileId}>
      <DeletionRequests profileId={profileId} />
    </RequestsPage>
  );
}

/** Of administrators; super administrators only. */
export function ConsoleDeviceApprovalsPage() {
  return (
    <RequestsPage profileId={null}>
      <DeviceApprovals profileId={null} />
    </RequestsPage>
  );
}

export function ConsoleLockoutsPage() {
  return (
    <RequestsPage profileId={null}>
      <Lockouts profileId={null} />
    </RequestsPage>
  );
}
