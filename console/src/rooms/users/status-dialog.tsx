import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import type { WordKey } from "@latchkey/words";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { useChangeStatus } from "./use-users.ts";

type Change = "suspend" | "reinstate" | "delete" | "reject";

interface StatusDialogProps {
  change: Change;
  user: User;
  onClose: () => void;
}

const questions: Record<Change, { title: WordKey; text: WordKey; label: WordKey; done: WordKey; isDangerous: boolean }> = {
  suspend: { title: "users.suspendTitle", text: "users.suspendText", label: "users.suspend", done: "users.suspended", isDangerous: true },
  reinstate: {
    title: "users.reinstateTitle",
    text: "users.reinstateText",
    label: "users.reinstate",
    done: "users.reinstated",
    isDangerous: false,
  },
  reject: {
    title: "security.signUpRejectTitle",
    text: "security.signUpRejectText",
    label: "security.signUpReject",
    done: "security.signUpRejected",
    isDangerous: true,
  },
  delete: { title: "users.deleteTitle", text: "users.deleteText", label: "users.delete", done: "users.deleted", isDangerous: true },
};

/** Says what will happen, and when, before it does. */
export function StatusDialog({ change, user, onClose }: StatusDialogProps) {
  const { t } = useTranslation();
  const changeStatus = useChangeStatus(user.id);
  const question = questions[change];
  const { name } = user;
  const text = change === "suspend" && user.isAnonymous ? t("users.suspendAnonymousText") : t(question.text, { name });

  function confirm(reason: string) {
    changeStatus.mutate(
      { change, reason },
      {
        onSuccess: () => {
          sayDone(t(question.done, { name }));
          onClose();
        },
      },
    );
  }

  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={confirm}
      title={t(question.title, { name })}
      confirmLabel={t(question.label)}
      isDangerous={question.isDangerous}
      isBusy={changeStatus.isPending}
      reason={change === "suspend" || change === "reject" ? "optional" : "none"}
      error={<ProblemAlert error={changeStatus.error} />}
    >
      <Text>{text}</Text>
    </ConfirmDialog>
  );
}
