import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Group } from "@latchkey/contract";
import { sayDone, useMay, useProfileId } from "../../shell/index.ts";
import { ConsentDialog } from "../access/index.ts";
import type { ConsentTerms } from "../access/index.ts";
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

  function confirm(terms: ConsentTerms) {
    remove.mutate(
      { groupId: group.id, ...terms },
      {
        onSuccess: () => {
          sayDone(t("groups.deleted"));
          void navigate({ to: "/profiles/$profileId/groups", params: { profileId }, ignoreBlocker: true });
        },
      },
    );
  }

  return (
    <ConsentDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      changes={[{ kind: "delete_group", groupId: group.id }]}
      title={t("groups.deleteTitle", { name: group.name })}
      confirmLabel={t("groups.delete")}
      isDangerous
      isBusy={remove.isPending}
      error={remove.error}
    >
      {t("groups.deleteText", { count: group.memberCount })}
    </ConsentDialog>
  );
}
