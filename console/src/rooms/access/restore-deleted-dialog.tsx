import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { DeletedObject, PolicyVersionBody } from "@latchkey/contract";
import { sayDone, useProfileId } from "../../shell/index.ts";
import { ReviewDialog } from "./review-dialog.tsx";
import { useDescribing } from "./use-describing.ts";
import { usePolicyVersion, useRestorePolicy } from "./use-policy-history.ts";

interface RestoreDeletedDialogProps {
  deleted: DeletedObject;
  onClose: () => void;
}

/** Brings a deleted policy back as it last was, after a look at what that would do today. */
export function RestoreDeletedDialog({ deleted, onClose }: RestoreDeletedDialogProps) {
  // The deletion is a version of its own; what the policy last said is the one before.
  const read = usePolicyVersion(deleted.id, deleted.version - 1);

  return read.data === undefined ? null : <Restore deleted={deleted} body={read.data.body} onClose={onClose} />;
}

function Restore({ deleted, body, onClose }: RestoreDeletedDialogProps & { body: PolicyVersionBody }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const { tests: _tests, managedBy: _managedBy, ...rules } = body;
  const describing = useDescribing([rules]);
  const restore = useRestorePolicy();

  return (
    <ReviewDialog
      title={t("policies.deleted.restoreTitle", { name: deleted.name })}
      body={rules}
      stored={undefined}
      describing={describing}
      error={restore.error}
      isSaving={restore.isPending}
      isRevertOffered={false}
      onClose={onClose}
      onSave={(terms) =>
        restore.mutate(
          { policyId: deleted.id, version: deleted.version - 1, current: deleted.version, terms },
          {
            onSuccess: () => {
              sayDone(t("policies.deleted.restored", { name: deleted.name }));
              void navigate({ to: "/profiles/$profileId/policies/$policyId", params: { profileId, policyId: deleted.id } });
            },
          },
        )
      }
    />
  );
}
