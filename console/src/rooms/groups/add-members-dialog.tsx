import { Button, Group as Row, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { AccessChange, Group } from "@latchkey/contract";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { ConsentDialog, ImpactSection, useConsent } from "../access/index.ts";
import { ThingsPicker } from "../resources/index.ts";
import { useChangeMembers } from "./use-groups.ts";

interface AddMembersDialogProps {
  group: Group;
  isOpen: boolean;
  onClose: () => void;
}

export function AddMembersDialog({ group, isOpen, onClose }: AddMembersDialogProps) {
  const { t } = useTranslation();

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("groups.addMembersTo", { name: group.name })}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {isOpen ? <AddMembersForm group={group} onClose={onClose} /> : null}
    </Modal>
  );
}

/** The server takes no more at once. */
const membersMax = 1000;

/** Lives only while the dialog is open, so that each opening starts empty. */
function AddMembersForm({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeMembers(group.id);
  const [ids, setIds] = useState<string[]>([]);
  const changes: AccessChange[] = [{ kind: "change_group_members", groupId: group.id, add: ids, remove: [] }];
  const consent = useConsent(change, ({ added }) => {
    sayDone(t("groups.membersAdded", { count: added }));
    onClose();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    consent.submit({ add: ids });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={consent.error} />
        <ThingsPicker
          type="run_user"
          label={t("groups.people")}
          description={t("groups.peopleHelp")}
          value={ids}
          onChange={setIds}
          valuesMax={membersMax}
          isFocusedFirst
        />
        {ids.length === 0 ? null : <ImpactSection changes={changes} />}
        <ConsentDialog
          {...consent.dialog}
          title={t("groups.addMembersTo", { name: group.name })}
          changes={changes}
          confirmLabel={t("groups.addCount", { count: ids.length })}
        />
        <Row justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={ids.length === 0} loading={change.isPending}>
            {t("groups.addCount", { count: ids.length })}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
