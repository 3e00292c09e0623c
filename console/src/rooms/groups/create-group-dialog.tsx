import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sayDone, useProfileId } from "../../shell/index.ts";
import { GroupForm } from "./group-form.tsx";
import { useCreateGroup } from "./use-groups.ts";

interface CreateGroupDialogProps {
  isOpen: boolean;
  onClose: () => void;
  parentId?: string | null;
}

/** Details first, then the group's page, where people are added. */
export function CreateGroupDialog({ isOpen, onClose, parentId = null }: CreateGroupDialogProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const create = useCreateGroup();

  function close() {
    create.reset();
    onClose();
  }

  return (
    <Modal opened={isOpen} onClose={close} title={t("groups.createTitle")} size="lg" closeButtonProps={{ "aria-label": t("common.close") }}>
      <GroupForm
        start={{ name: "", description: "", parentId, rule: null, tags: [] }}
        submitLabel={t("common.create")}
        isBusy={create.isPending}
        error={create.error}
        onSubmit={(body) =>
          create.mutate(body, {
            onSuccess: (group) => {
              sayDone(t("groups.created"));
              close();
              void navigate({ to: "/profiles/$profileId/groups/$groupId", params: { profileId, groupId: group.id } });
            },
          })
        }
        onCancel={close}
      />
    </Modal>
  );
}
