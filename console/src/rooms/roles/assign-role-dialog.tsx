import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { AssigneeType, Conditions, Role } from "@latchkey/contract";
import { errorsBelow, fieldErrors, ProblemAlert, sayDone } from "../../shell/index.ts";
import { ConditionsEditor, ImpactSection } from "../access/index.ts";
import { ThingPicker } from "../resources/index.ts";
import { AssigneeFields } from "./assignee-fields.tsx";
import { useAssignRole } from "./use-roles.ts";

export interface FixedAssignee {
  type: AssigneeType;
  id: string;
  name: string;
}

interface AssignRoleDialogProps {
  /** The one that is given; absent where it is to be chosen. */
  role?: Role | undefined;
  /** To whom; absent where it is to be chosen. */
  assignee?: FixedAssignee | undefined;
  isOpen: boolean;
  onClose: () => void;
}

export function AssignRoleDialog({ isOpen, ...rest }: AssignRoleDialogProps) {
  const { t } = useTranslation();
  const { role, assignee, onClose } = rest;
  const title = role !== undefined ? t("roles.assignTitle", { role: role.name }) : t("roles.giveRoleTitle", { name: assignee?.name ?? "" });

  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size="lg" closeButtonProps={{ "aria-label": t("common.close") }}>
      {isOpen ? <AssignRoleForm {...rest} /> : null}
    </Modal>
  );
}

/** Which role, to whom, under which circumstances and why. */
function AssignRoleForm({ role, assignee, onClose }: Omit<AssignRoleDialogProps, "isOpen">) {
  const { t } = useTranslation();
  const assign = useAssignRole();
  const [roleId, setRoleId] = useState(role?.id ?? "");
  const [type, setType] = useState<AssigneeType>(assignee?.type ?? "run_user");
  const [assigneeId, setAssigneeId] = useState(assignee?.id ?? "");
  const [conditions, setConditions] = useState<Conditions>({});
  const [reason, setReason] = useState("");
  const { known, others } = fieldErrors(assign.error, ["roleId", "assignee", "reason", "conditions"]);
  const isReady = roleId !== "" && assigneeId !== "" && reason.trim() !== "";

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    assign.mutate(
      { roleId, assignee: { type, id: assigneeId }, conditions, reason: reason.trim() },
      {
        onSuccess: (given) => {
          sayDone(t("roles.assigned", { role: given.roleName, name: given.assignee.name }));
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={assign.error} others={others} />
        {role === undefined ? (
          <ThingPicker type="role" label={t("roles.role")} value={roleId} onChange={setRoleId} error={known["roleId"]} isRequired />
        ) : null}
        {assignee === undefined ? (
          <AssigneeFields
            type={type}
            id={assigneeId}
            onChange={(next) => {
              setType(next.type);
              setAssigneeId(next.id);
            }}
            error={known["assignee"]}
          />
        ) : null}
        <ConditionsEditor value={conditions} onChange={setConditions} errors={errorsBelow(assign.error, "conditions")} />
        <Textarea
          label={t("roles.reason")}
          description={t("roles.reasonHelp")}
          required
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={known["reason"]}
        />
        {roleId === "" || assigneeId === "" ? null : (
          <ImpactSection changes={[{ kind: "assign_role", assignment: { roleId, assignee: { type, id: assigneeId }, conditions } }]} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={!isReady} loading={assign.isPending}>
            {t("roles.give")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
