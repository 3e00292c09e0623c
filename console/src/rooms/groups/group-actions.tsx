import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Group } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert, sayDone, useMay, useProfileId } from "../../shell/index.ts";
import { CreateGroupDialog } from "./create-group-dialog.tsx";
import { useDeleteGroup } from "./use-groups.ts";

/** A group below this one, and delete. */
export function GroupActions({ group }: { group: Group }) {
  const { t } = useTranslation();
  const may = useMay();
  const [isCreating, creation] = useDisclosure(false);
  const [isDeleting, deletion] = useDisclosure(false);

  return (
    <>
      {may("access_management", "create") ? (
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
          {t("groups.createBelow")}
        </Button>
      ) : null}
      {may("access_management", "delete") ? (
        <Button
          variant="default"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={deletion.open}
          disabled={group.managedBy !== null}
        >
          {t("common.delete")}
        </Button>
      ) : null}
      <CreateGroupDialog isOpen={isCreating} onClose={creation.close} parentId={group.id} />
      <DeleteGroupDialog group={group} isOpen={isDeleting} onClose={deletion.close} />
    </>
  );
}

function DeleteGroupDialog({ group, isOpen, onClose }: { group: Group; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const remove = useDeleteGroup();

  function confirm() {
    remove.mutate(group.id, {
      onSuccess: () => {
        sayDone(t("groups.deleted"));
        void navigate({ to: "/profiles/$profileId/groups", params: { profileId }, ignoreBlocker: true });
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      title={t("groups.deleteTitle", { name: group.name })}
      confirmLabel={t("groups.delete")}
      isDangerous
      isBusy={remove.isPending}
      error={<ProblemAlert error={remove.error} />}
    >
      {t("groups.deleteText", { count: group.memberCount })}
    </ConfirmDialog>
  );
}
