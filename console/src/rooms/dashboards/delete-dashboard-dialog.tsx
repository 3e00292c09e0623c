import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert, sayDone, useProfileId } from "../../shell/index.ts";
import { useDeleteDashboard } from "./use-dashboards.ts";

interface DeleteDashboardDialogProps {
  dashboard: Dashboard;
  isOpen: boolean;
  onClose: () => void;
}

export function DeleteDashboardDialog({ dashboard, isOpen, onClose }: DeleteDashboardDialogProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const remove = useDeleteDashboard(dashboard.id);

  function confirm() {
    remove.mutate(undefined, {
      onSuccess: () => {
        sayDone(t("resources.dashboard.deleted"));
        void navigate({ to: "/profiles/$profileId/dashboards", params: { profileId } });
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      title={t("resources.dashboard.deleteTitle", { name: dashboard.name })}
      confirmLabel={t("resources.dashboard.delete")}
      isDangerous
      isBusy={remove.isPending}
      error={<ProblemAlert error={remove.error} />}
    >
      {t("resources.dashboard.deleteText")}
    </ConfirmDialog>
  );
}
