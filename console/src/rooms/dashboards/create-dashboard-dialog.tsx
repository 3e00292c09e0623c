import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sayDone, useProfileId } from "../../shell/index.ts";
import { NameAndTagsForm } from "../resources/index.ts";
import { useCreateDashboard } from "./use-dashboards.ts";

interface CreateDashboardDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Details first; then straight on to building it. */
export function CreateDashboardDialog({ isOpen, onClose }: CreateDashboardDialogProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const create = useCreateDashboard();

  function close() {
    create.reset();
    onClose();
  }

  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t("resources.dashboard.createTitle")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <NameAndTagsForm
        of="dashboard"
        start={{ name: "", description: "", tags: [] }}
        hasDescription
        submitLabel={t("common.create")}
        isBusy={create.isPending}
        error={create.error}
        onSubmit={(body) =>
          create.mutate(body, {
            onSuccess: ({ id }) => {
              sayDone(t("resources.dashboard.created"));
              void navigate({
                to: "/profiles/$profileId/dashboards/$dashboardId",
                params: { profileId, dashboardId: id },
                search: { mode: "edit" },
              });
            },
          })
        }
        onCancel={close}
      />
    </Modal>
  );
}
