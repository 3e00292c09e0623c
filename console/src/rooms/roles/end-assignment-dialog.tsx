import { useTranslation } from "react-i18next";
import type { Assignment } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { useEndAssignment } from "./use-roles.ts";

interface EndAssignmentDialogProps {
  /** Null while nothing is to be ended. */
  assignment: Assignment | null;
  onClose: () => void;
}

export function EndAssignmentDialog({ assignment, onClose }: EndAssignmentDialogProps) {
  const { t } = useTranslation();
  const end = useEndAssignment();
  const words = { role: assignment?.roleName ?? "", name: assignment?.assignee.name ?? "" };

  function close() {
    end.reset();
    onClose();
  }

  function confirm(reason: string) {
    if (assignment === null) return;
    end.mutate(
      { assignmentId: assignment.id, reason },
      {
        onSuccess: () => {
          sayDone(t("roles.ended", words));
          close();
        },
      },
    );
  }

  return (
    <ConfirmDialog
      isOpen={assignment !== null}
      onClose={close}
      onConfirm={confirm}
      title={t("roles.endTitle", words)}
      confirmLabel={t("roles.endNow")}
      isDangerous
      isBusy={end.isPending}
      reason="required"
      error={<ProblemAlert error={end.error} />}
    >
      {t("roles.endText")}
    </ConfirmDialog>
  );
}
