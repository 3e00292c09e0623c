import { useSearch } from "@tanstack/react-router";
import type { Policy } from "@latchkey/contract";
import { api, useMay, useProfileId } from "../../shell/index.ts";
import { RestoreDialog } from "./restore-dialog.tsx";
import { policyVersionsKey } from "./use-policy-history.ts";
import { VersionComparison } from "./version-comparison.tsx";
import { VersionsView } from "./versions-view.tsx";

/** Every save of the policy. */
export function VersionsTab({ policy }: { policy: Policy }) {
  const search = useSearch({ from: "/signed-in/profiles/$profileId/policies/$policyId" });
  const profileId = useProfileId();
  const may = useMay();

  return (
    <VersionsView
      queryKey={policyVersionsKey(profileId, policy.id)}
      load={({ query, signal }) => api.policyVersions.listPolicyVersions({ params: { profileId, policyId: policy.id }, query, signal })}
      current={policy.version}
      chosen={search}
      isLocked={policy.managedBy !== null || !may("access_management", "edit")}
      renderComparison={(from, to) => <VersionComparison policyId={policy.id} from={from} to={to} />}
      renderRestore={(version, onClose) => <RestoreDialog policy={policy} version={version} onClose={onClose} />}
    />
  );
}
