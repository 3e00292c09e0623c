import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeletedObject } from "@latchkey/contract";
import { DataTable, EmptyState, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LoadFailure, useMay } from "../../shell/index.ts";
import { RestoreDeletedDialog } from "./restore-deleted-dialog.tsx";
import { useDeletedPolicies } from "./use-policy-history.ts";

/** Policies that are gone, last deleted first; each can be brought back with its id. */
export function DeletedPolicies({ search }: { search: string | undefined }) {
  const { t } = useTranslation();
  const [restoring, setRestoring] = useState<DeletedObject>();
  const deleted = useDeletedPolicies(search);
  const columns = useDeletedColumns(setRestoring);

  if (deleted.isError) return <LoadFailure error={deleted.error} onRetry={() => void deleted.refetch()} />;

  return (
    <>
      <DataTable
        caption={t("policies.deleted.title")}
        columns={columns}
        rows={deleted.data?.items ?? []}
        rowId={(policy) => policy.id}
        rowName={(policy) => policy.name}
        isLoading={deleted.isPending}
        isStale={deleted.isPlaceholderData}
        empty={<EmptyState title={t("policies.deleted.emptyTitle")} text={t("policies.deleted.emptyText")} />}
      />
      {restoring === undefined ? null : <RestoreDeletedDialog deleted={restoring} onClose={() => setRestoring(undefined)} />}
    </>
  );
}

function useDeletedColumns(onRestore: (policy: DeletedObject) => void): DataTableColumn<DeletedObject>[] {
  const { t } = useTranslation();
  const may = useMay();

  return [
    { id: "name", header: t("common.name"), isRowHeader: true, cell: ({ name }) => name },
    {
      id: "deleted",
      header: t("policies.deleted.when"),
      cell: ({ deletedAt, deletedBy }) => (
        <>
          <Time value={deletedAt} />
          <Text size="xs" c="dimmed">
            {t("access.list.changedBy", { name: deletedBy })}
          </Text>
        </>
      ),
    },
    {
      id: "reason",
      header: t("policies.versions.reason"),
      width: "40%",
      cell: ({ reason }) => (
        <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>
          {reason ?? "–"}
        </Text>
      ),
    },
    {
      id: "actions",
      header: t("policies.versions.actions"),
      cell: (policy) =>
        may("access_management", "edit") ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t("policies.deleted.restoreLabel", { name: policy.name })}
            onClick={() => onRestore(policy)}
          >
            {t("policies.versions.restore")}
          </Button>
        ) : null,
    },
  ];
}
