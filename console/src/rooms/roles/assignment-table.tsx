import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assignment } from "@latchkey/contract";
import { DataTable, EmptyState, Pager } from "@latchkey/ui";
import { LoadFailure, useCursorPaging } from "../../shell/index.ts";
import { EndAssignmentDialog } from "./end-assignment-dialog.tsx";
import { useAssignmentColumns } from "./use-assignment-columns.tsx";
import { useAssignments } from "./use-roles.ts";
import type { AssignmentsQuery } from "./use-roles.ts";

interface AssignmentTableProps {
  query: AssignmentsQuery;
  /** On a role's page its holders, on a holder's page their roles. */
  shows: "assignee" | "role";
}

export function AssignmentTable({ query, shows }: AssignmentTableProps) {
  const { t } = useTranslation();
  const assignments = useAssignments(query);
  const [ending, setEnding] = useState<Assignment | null>(null);
  const columns = useAssignmentColumns({ shows, onEnd: setEnding });
  const paging = useCursorPaging({ cursor: query.cursor, nextCursor: assignments.data?.nextCursor });
  if (assignments.isError) return <LoadFailure error={assignments.error} onRetry={() => void assignments.refetch()} />;

  const rows = assignments.data?.items ?? [];
  if (assignments.data !== undefined && rows.length === 0 && query.cursor === undefined)
    return (
      <EmptyState
        title={shows === "assignee" ? t("roles.noHolders") : t("roles.noRoles")}
        text={shows === "assignee" ? t("roles.noHoldersText") : t("roles.noRolesText")}
        order={3}
      />
    );

  return (
    <>
      <DataTable
        caption={shows === "assignee" ? t("roles.holders") : t("roles.title")}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => (shows === "assignee" ? row.assignee.name : row.roleName)}
        isLoading={assignments.isPending}
        isStale={assignments.isPlaceholderData}
      />
      <Pager
        {...paging}
        summary={assignments.data === undefined ? null : t("roles.assignmentCount", { count: assignments.data.total.count })}
      />
      <EndAssignmentDialog assignment={ending} onClose={() => setEnding(null)} />
    </>
  );
}
