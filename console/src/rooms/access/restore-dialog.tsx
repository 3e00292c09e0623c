import { useTranslation } from "react-i18next";
import type { Policy, PolicyVersionBody } from "@latchkey/contract";
import { sayDone } from "../../shell/index.ts";
import { ReviewDialog } from "./review-dialog.tsx";
import { useDescribing } from "./use-describing.ts";
import { usePolicyVersion, useRestorePolicy } from "./use-policy-history.ts";

interface RestoreDialogProps {
  policy: Policy;
  version: number;
  onClose: () => void;
}

/** An old version becomes a new one, after a look at what that would do today. */
export function RestoreDialog({ policy, version, onClose }: RestoreDialogProps) {
  const read = usePolicyVersion(policy.id, version);

  return read.data === undefined ? null : <Restore policy={policy} version={version} body={read.data.body} onClose={onClose} />;
}

function Restore({ policy, version, body, onClose }: RestoreDialogProps & { body: PolicyVersionBody }) {
  const { t } = useTranslation();
  const { tests: _tests, managedBy: _managedBy, ...rules } = body;
  const describing = useDescribing([rules, policy]);
  const restore = useRestorePolicy();

  return (
    <ReviewDialog
      title={t("policies.versions.restoreTitle", { version })}
      body={rules}
      stored={policy}
      describing={describing}
      error={restore.error}
      isSaving={restore.isPending}
      isRevertOffered={false}
      onClose={onClose}
      onSave={(terms) =>
        restore.mutate(
          { policyId: policy.id, version, current: policy.version, terms },
          {
            onSuccess: () => {
              sayDone(t("policies.versions.restored", { version }));
              onClose();
            },
          },
        )
      }
    />
  );
}
