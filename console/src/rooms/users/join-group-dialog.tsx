import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { api, ProblemAlert, sayDone, useProfileId } from "../../shell/index.ts";
import { ConsentDialog, useConsent } from "../access/index.ts";
import type { ConsentTerms } from "../access/index.ts";
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
  const consent = useConsent(join, () => {
    sayDone(t("users.joinedGroup", { name: user.name }));
    onClose();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    consent.submit({ groupId });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={consent.error} />
        <ThingPicker type="group" label={t("users.group")} value={groupId} onChange={setGroupId} isRequired />
        <ConsentDialog
          {...consent.dialog}
          title={t("users.joinGroupTitle", { name: user.name })}
          changes={groupId === "" ? undefined : [{ kind: "change_group_members", groupId, add: [user.id], remove: [] }]}
          confirmLabel={t("common.add")}
        />
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
    mutationFn: ({ groupId, reason, confirmName }: { groupId: string } & ConsentTerms) =>
      api.groups.changeGroupMembers({ params: { profileId, groupId }, body: { add: [userId], reason, confirmName } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "inheritance"] });
      await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "groups"] });
      await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "users"] });
    },
  });
}
