import { Button, Group } from "@mantine/core";
import { IconDeviceLaptop } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { describeDevice } from "@latchkey/account";
import type { PendingBrowser } from "@latchkey/contract";
import { DataTable, EmptyState, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { api, LoadFailure, ProblemAlert, sayDone } from "../../shell/index.ts";

interface Decision {
  browserId: string;
  isApproved: boolean;
}

const shownMax = 100;

/** Devices that nobody may sign in with before an administrator said so; null for the console's own. */
export function DeviceApprovals({ profileId }: { profileId: string | null }) {
  const { t } = useTranslation();
  const { pending, decide } = useApprovals(profileId);
  if (pending.isError) return <LoadFailure error={pending.error} onRetry={() => void pending.refetch()} />;

  return (
    <>
      <ProblemAlert error={decide.error} />
      <DataTable
        caption={t("security.devicesCaption")}
        columns={toColumns(t, (decision) =>
          decide.mutate(decision, { onSuccess: () => sayDone(t(decision.isApproved ? "security.approved" : "security.rejected")) }),
        )}
        rows={pending.data?.items ?? []}
        rowId={(row) => row.id}
        rowName={(row) => row.user.name}
        isLoading={pending.isPending}
        empty={<EmptyState title={t("security.devicesEmpty")} text={t("security.devicesEmptyText")} icon={IconDeviceLaptop} />}
      />
    </>
  );
}

function useApprovals(profileId: string | null) {
  const queryClient = useQueryClient();
  const queryKey = profileId === null ? ["deployment", "device-approvals"] : ["profiles", profileId, "device-approvals"];
  const query = { limit: shownMax };
  const pending = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      profileId === null
        ? api.browsers.listPendingAdministratorBrowsers({ query, signal })
        : api.browsers.listPendingBrowsers({ params: { profileId }, query, signal }),
  });
  const decide = useMutation({
    mutationFn: ({ browserId, isApproved }: Decision) => {
      if (profileId === null) {
        const request = { params: { browserId }, body: {} };
        return isApproved ? api.browsers.approveAdministratorBrowser(request) : api.browsers.rejectAdministratorBrowser(request);
      }
      const request = { params: { profileId, browserId }, body: {} };
      return isApproved ? api.browsers.approveBrowser(request) : api.browsers.rejectBrowser(request);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });

  return { pending, decide };
}

function toColumns(t: Translate, onDecide: (decision: Decision) => void): DataTableColumn<PendingBrowser>[] {
  const words = (row: PendingBrowser) => ({ device: describeDevice(t, row), name: row.user.name });

  return [
    { id: "person", header: t("security.person"), isRowHeader: true, cell: (row) => <bdi>{row.user.name}</bdi> },
    { id: "email", header: t("common.email"), cell: (row) => <bdi>{row.user.email}</bdi> },
    { id: "device", header: t("security.device"), cell: (row) => <bdi>{describeDevice(t, row)}</bdi> },
    { id: "from", header: t("security.from"), cell: (row) => row.address },
    { id: "since", header: t("security.since"), cell: (row) => <Time value={row.createdAt} /> },
    {
      id: "actions",
      header: t("common.actions"),
      align: "end",
      cell: (row) => (
        <Group gap="xs" wrap="nowrap" justify="flex-end">
          <Button
            size="xs"
            aria-label={t("security.approveOf", words(row))}
            onClick={() => onDecide({ browserId: row.id, isApproved: true })}
          >
            {t("security.approve")}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t("security.rejectOf", words(row))}
            onClick={() => onDecide({ browserId: row.id, isApproved: false })}
          >
            {t("security.reject")}
          </Button>
        </Group>
      ),
    },
  ];
}
