import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sayDone, useProfileId } from "../../shell/index.ts";
import { NameAndTagsForm } from "../resources/index.ts";
import { AnalysisTokenDialog } from "./analysis-token-dialog.tsx";
import { useCreateAnalysis } from "./use-analyses.ts";

interface CreateAnalysisDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Details first; then the token, once, and on to the analysis's page. */
export function CreateAnalysisDialog({ isOpen, onClose }: CreateAnalysisDialogProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const create = useCreateAnalysis();
  const created = create.data;

  function close() {
    create.reset();
    onClose();
  }

  if (created !== undefined) {
    return (
      <AnalysisTokenDialog
        name={created.name}
        token={created.token}
        onClose={() => {
          close();
          void navigate({ to: "/profiles/$profileId/analyses/$analysisId", params: { profileId, analysisId: created.id } });
        }}
      />
    );
  }

  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t("resources.analysis.createTitle")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <NameAndTagsForm
        of="analysis"
        start={{ name: "", description: "", tags: [] }}
        hasDescription
        submitLabel={t("common.create")}
        isBusy={create.isPending}
        error={create.error}
        onSubmit={(body) => create.mutate(body, { onSuccess: () => sayDone(t("resources.analysis.created")) })}
        onCancel={close}
      />
    </Modal>
  );
}
