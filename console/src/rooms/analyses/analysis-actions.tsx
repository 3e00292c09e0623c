import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Analysis } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert, sayDone, useProfileId } from "../../shell/index.ts";
import { ConsentDialog, toRetag, useConsent } from "../access/index.ts";
import { NameAndTagsForm } from "../resources/index.ts";
import { ThingRestrictions } from "../security/index.ts";
import { useDeleteAnalysis, useUpdateAnalysis } from "./use-analyses.ts";

/** Edit and delete. */
export function AnalysisActions({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation();
  const [isEditing, editing] = useDisclosure(false);
  const [isDeleting, deletion] = useDisclosure(false);
  const update = useUpdateAnalysis(analysis.id);

  const consent = useConsent(update, () => {
    sayDone(t("resources.saved"));
    editing.close();
  });

  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={editing.open}>
        {t("resources.editDetails")}
      </Button>
      <ThingRestrictions of="analysis" id={analysis.id} name={analysis.name} />
      <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={deletion.open}>
        {t("common.delete")}
      </Button>
      <Modal
        opened={isEditing}
        onClose={editing.close}
        title={t("resources.editDetails")}
        size="lg"
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <NameAndTagsForm
          of="analysis"
          start={{ name: analysis.name, description: analysis.description, tags: analysis.tags }}
          hasDescription
          submitLabel={t("common.save")}
          isBusy={update.isPending}
          error={consent.error}
          onSubmit={consent.submit}
          onCancel={editing.close}
        />
      </Modal>
      <ConsentDialog
        {...consent.dialog}
        title={t("resources.tagsReview", { name: analysis.name })}
        changes={consent.asked?.tags && toRetag("analysis", analysis.id, { before: analysis.tags, after: consent.asked.tags })}
        confirmLabel={t("common.save")}
      />
      <DeleteAnalysisDialog analysis={analysis} isOpen={isDeleting} onClose={deletion.close} />
    </>
  );
}

function DeleteAnalysisDialog({ analysis, isOpen, onClose }: { analysis: Analysis; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const remove = useDeleteAnalysis(analysis.id);

  function confirm() {
    remove.mutate(undefined, {
      onSuccess: () => {
        sayDone(t("resources.analysis.deleted"));
        void navigate({ to: "/profiles/$profileId/analyses", params: { profileId } });
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      title={t("resources.analysis.deleteTitle", { name: analysis.name })}
      confirmLabel={t("resources.analysis.delete")}
      isDangerous
      isBusy={remove.isPending}
      error={<ProblemAlert error={remove.error} />}
    >
      {t("resources.analysis.deleteText")}
    </ConfirmDialog>
  );
}
