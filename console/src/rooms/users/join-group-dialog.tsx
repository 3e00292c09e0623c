import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { api, ProblemAlert, sayDone, useProfileId } from "../../shell/index.ts";
import { ThingPicker } from "../resources/index.ts";

interface JoinGroupDialogProps {
  user: User;
  isOpen: boolean;
  onClose: () => void;
}

export function JoinGroupDialog({ user, isOpen, onClose }: JoinGroupDialogProps) {
  const { t } = useTranslation();

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("users.joinGroupTitle", { name: user.name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {isOpen ? <JoinGroupForm user={user} onClose={onClose} /> : null}
    </Modal>
  );
}

function JoinGroupForm({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const join = useJoinGroup(user.id);
  const [groupId, setGroupId] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    join.mutate(groupId, {
      onSuccess: () => {
        sayDone(t("users.joinedGroup", { name: user.name }));
        onClose();
      },
    });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={join.error} />
        <ThingPicker type="group" label={t("users.group")} value={groupId} onChange={setGroupId} isRequired />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={groupId === ""} loading={join.isPending}>
            {t("common.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useJoinGroup(userId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (groupId: string) => api.groups.changeGroupMembers({ params: { profileId, groupId }, body: { add: [userId] } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "inheritance"] });
      await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "groups"] });
      await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "users"] });
    },
  });
}
