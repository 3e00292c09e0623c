import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Administrator } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import type { WordKey } from "@latchkey/words";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { useDeleteAdministrator, useUpdateAdministrator } from "./use-administrators.ts";
import type { AdministratorChanges } from "./use-administrators.ts";

export type ConfirmKind = "promote" | "demote" | "suspend" | "reinstate" | "delete";

interface AdministratorConfirmDialogProps {
  kind: ConfirmKind;
  administrator: Administrator;
  onClose: () => void;
}

const questions: Record<ConfirmKind, { title: WordKey; text: WordKey; label: WordKey; isDangerous: boolean }> = {
  promote: {
    title: "settings.administratorPromoteTitle",
    text: "settings.administratorPromoteText",
    label: "settings.administratorPromote",
    isDangerous: true,
  },
  demote: {
    title: "settings.administratorDemoteTitle",
    text: "settings.administratorDemoteText",
    label: "settings.administratorDemote",
    isDangerous: true,
  },
  suspend: {
    title: "settings.administratorSuspendTitle",
    text: "settings.administratorSuspendText",
    label: "settings.administratorSuspend",
    isDangerous: true,
  },
  reinstate: {
    title: "settings.administratorReinstateTitle",
    text: "settings.administratorReinstateText",
    label: "settings.administratorReinstate",
    isDangerous: false,
  },
  delete: {
    title: "settings.administratorDeleteTitle",
    text: "settings.administratorDeleteText",
    label: "settings.administratorDelete",
    isDangerous: true,
  },
};

const changesOf: Record<Exclude<ConfirmKind, "delete">, AdministratorChanges["changes"]> = {
  promote: { isSuper: true },
  demote: { isSuper: false },
  suspend: { status: "suspended" },
  reinstate: { status: "active" },
};

/** Says what will happen before it does; a refusal, such as for the last super administrator, shows inside. */
export function AdministratorConfirmDialog({ kind, administrator, onClose }: AdministratorConfirmDialogProps) {
  const { t } = useTranslation();
  const update = useUpdateAdministrator();
  const remove = useDeleteAdministrator();
  const question = questions[kind];
  const { id: administratorId, name } = administrator;
  const error = update.error ?? remove.error;

  const finish = {
    onSuccess: () => {
      sayDone(t("settings.administratorChanged"));
      onClose();
    },
  };
  const confirm = () =>
    kind === "delete" ? remove.mutate(administratorId, finish) : update.mutate({ administratorId, changes: changesOf[kind] }, finish);

  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={confirm}
      title={t(question.title, { name })}
      confirmLabel={t(question.label)}
      isDangerous={question.isDangerous}
      isBusy={update.isPending || remove.isPending}
      error={<ProblemAlert error={error} />}
    >
      <Text>{t(question.text, { name })}</Text>
    </ConfirmDialog>
  );
}
