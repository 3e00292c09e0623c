import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@latchkey/contract";
import { sayDone } from "../../shell/index.ts";
import { ConsentDialog, toRetag, useConsent } from "../access/index.ts";
import { NameAndTagsForm } from "../resources/index.ts";
import { useUpdateDashboard } from "./use-dashboards.ts";

interface DashboardDetailsDialogProps {
  dashboard: Dashboard;
  isOpen: boolean;
  onClose: () => void;
}

/** Name, description and tags. */
export function DashboardDetailsDialog({ dashboard, isOpen, onClose }: DashboardDetailsDialogProps) {
  const { t } = useTranslation();
  const update = useUpdateDashboard(dashboard.id);

  const consent = useConsent(update, () => {
    sayDone(t("resources.saved"));
    onClose();
  });

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("resources.editDetails")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <NameAndTagsForm
        of="dashboard"
        start={{ name: dashboard.name, description: dashboard.description, tags: dashboard.tags }}
        hasDescription
        submitLabel={t("common.save")}
        isBusy={update.isPending}
        error={consent.error}
        onSubmit={consent.submit}
        onCancel={onClose}
      />
      <ConsentDialog
        {...consent.dialog}
        title={t("resources.tagsReview", { name: dashboard.name })}
        changes={consent.asked?.tags && toRetag("dashboard", dashboard.id, { before: dashboard.tags, after: consent.asked.tags })}
        confirmLabel={t("common.save")}
      />
    </Modal>
  );
}
