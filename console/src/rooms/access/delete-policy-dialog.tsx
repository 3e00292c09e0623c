import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Policy } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert, sayDone, useProfileId } from "../../shell/index.ts";
import { useDeletePolicy } from "./use-policies.ts";

interface DeletePolicyDialogProps {
  policy: Policy;
  isOpen: boolean;
  onClose: () => void;
}

export function DeletePolicyDialog({ policy, isOpen, onClose }: DeletePolicyDialogProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const remove = useDeletePolicy();

  function confirm() {
    remove.mutate(policy.id, {
      onSuccess: () => {
        sayDone(t("access.editor.deleted"));
        void navigate({ to: "/profiles/$profileId/policies", params: { profileId }, ignoreBlocker: true });
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      title={t("access.delete.title", { name: policy.name })}
      confirmLabel={t("access.delete.confirm")}
      isDangerous
      isBusy={remove.isPending}
      error={<ProblemAlert error={remove.error} />}
    >
      {t("access.delete.text")}
    </ConfirmDialog>
  );
}
