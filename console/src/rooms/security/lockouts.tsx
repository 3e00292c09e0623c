import { Button } from "@mantine/core";
import { IconLockOpen } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Lockout } from "@latchkey/contract";
import { DataTable, EmptyState, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { api, LoadFailure, ProblemAlert, sayDone } from "../../shell/index.ts";

/** Who has to wait after too many failed tries; null for the console. */
export function Lockouts({ profileId }: { profileId: string | null }) {
  const { t } = useTranslation();
  const { lockouts, lift } = useLockouts(profileId);
  if (lockouts.isError) return <LoadFailure error={lockouts.error} onRetry={() => void lockouts.refetch()} />;

  return (
    <>
      <ProblemAlert error={lift.error} />
      <DataTable
        caption={t("security.lockoutsCaption")}
        columns={toColumns(t, ({ id, name }) => lift.mutate(id, { onSuccess: () => sayDone(t("security.lifted", { name })) }))}
        rows={lockouts.data?.items ?? []}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        isLoading={lockouts.isPending}
        empty={<EmptyState title={t("security.lockoutsEmpty")} text={t("security.lockoutsEmptyText")} icon={IconLockOpen} />}
      />
    </>
  );
}

function useLockouts(profileId: string | null) {
  const queryClient = useQueryClient();
  const queryKey = profileId === null ? ["deployment", "lockouts"] : ["profiles", profileId, "lockouts"];
  const lockouts = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      profileId === null ? api.lockouts.listConsoleLockouts({ signal }) : api.lockouts.listLockouts({ params: { profileId }, signal }),
  });
  const lift = useMutation({
    mutationFn: (lockoutId: string) =>
      profileId === null
        ? api.lockouts.liftConsoleLockout({ params: { lockoutId } })
        : api.lockouts.liftLockout({ params: { profileId, lockoutId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });

  return { lockouts, lift };
}

function toColumns(t: Translate, onLift: (lockout: Lockout) => void): DataTableColumn<Lockout>[] {
  return [
    { id: "who", header: t("security.who"), isRowHeader: true, cell: (row) => <bdi>{row.name}</bdi> },
    { id: "kind", header: t("common.details"), cell: (row) => (row.kind === "address" ? t("security.ofNetwork") : t("security.ofPerson")) },
    { id: "failures", header: t("security.failures"), align: "end", cell: (row) => row.failures },
    { id: "until", header: t("security.until"), cell: (row) => <Time value={row.lockedUntil} show="absolute" /> },
    {
      id: "actions",
      header: t("common.actions"),
      align: "end",
      cell: (row) => (
        <Button size="xs" variant="default" aria-label={t("security.liftOf", { name: row.name })} onClick={() => onLift(row)}>
          {t("security.lift")}
        </Button>
      ),
    },
  ];
}
