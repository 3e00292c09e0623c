import { useTranslation } from "react-i18next";
import type { Assignment } from "@latchkey/contract";
import { sayDone } from "../../shell/index.ts";
import { ConsentDialog } from "../access/index.ts";
import type { ConsentTerms } from "../access/index.ts";
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

  function confirm(terms: ConsentTerms) {
    if (assignment === null) return;
    end.mutate(
      // What a file gave ends here only when that is said.
      { assignmentId: assignment.id, ...terms, ...(assignment.managedBy === null ? {} : { managedBy: null }) },
      {
        onSuccess: () => {
          sayDone(t("roles.ended", words));
          close();
        },
      },
    );
  }

  return (
    <ConsentDialog
      isOpen={assignment !== null}
      onClose={close}
      onConfirm={confirm}
      changes={assignment === null ? undefined : [{ kind: "end_assignment", assignmentId: assignment.id }]}
      title={t("roles.endTitle", words)}
      confirmLabel={t("roles.endNow")}
      isDangerous
      isReasonAlwaysNeeded
      isBusy={end.isPending}
      error={end.error}
    >
      {t("roles.endText")}{" "}
      {assignment === null || assignment.managedBy === null ? null : t("roles.endManagedText", { file: assignment.managedBy })}
    </ConsentDialog>
  );
}
