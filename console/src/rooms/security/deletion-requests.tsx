import { Button, Group, Text } from "@mantine/core";
import { IconUserX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeletionRequest } from "@latchkey/contract";
import { ConfirmDialog, DataTable, EmptyState, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { api, LoadFailure, ProblemAlert, sayDone } from "../../shell/index.ts";

interface Question {
  request: DeletionRequest;
  decision: "delete" | "refuse";
}

const shownMax = 100;

/** Who has asked for the deletion of their account. */
export function DeletionRequests({ profileId }: { profileId: string }) {
  const { t } = useTranslation();
  const [question, setQuestion] = useState<Question | null>(null);
  const requests = useQuery({
    queryKey: ["profiles", profileId, "deletion-requests"],
    queryFn: ({ signal }) => api.accounts.listDeletionRequests({ params: { profileId }, query: { limit: shownMax }, signal }),
  });
  if (requests.isError) return <LoadFailure error={requests.error} onRetry={() => void requests.refetch()} />;

  return (
    <>
      <DataTable
        caption={t("security.deletionsCaption")}
        columns={toColumns(t, setQuestion)}
        rows={requests.data?.items ?? []}
        rowId={(row) => row.id}
        rowName={(row) => row.user.name}
        isLoading={requests.isPending}
        empty={<EmptyState title={t("security.deletionsEmpty")} text={t("security.deletionsEmptyText")} icon={IconUserX} />}
      />
      {question === null ? null : <DecisionDialog profileId={profileId} question={question} onClose={() => setQuestion(null)} />}
    </>
  );
}

interface DecisionDialogProps {
  profileId: string;
  question: Question;
  onClose: () => void;
}

function DecisionDialog({ profileId, question: { request, decision }, onClose }: DecisionDialogProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { name } = request.user;
  const isDeletion = decision === "delete";
  const decide = useMutation({
    mutationFn: (reason: string) =>
      api.accounts.decideDeletion({
        params: { profileId, requestId: request.id },
        body: reason === "" ? { decision } : { decision, reason },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["profiles", profileId] });
      sayDone(t("security.deletionDecided"));
      onClose();
    },
  });

  return (
    <ConfirmDialog
      isOpen
      isDangerous={isDeletion}
      onClose={onClose}
      onConfirm={(reason) => decide.mutate(reason)}
      isBusy={decide.isPending}
      reason={isDeletion ? "optional" : "required"}
      title={isDeletion ? t("security.deletionDeleteTitle", { name }) : t("security.deletionRefuseTitle", { name })}
      confirmLabel={isDeletion ? t("security.deletionDeleteNow") : t("security.deletionRefuse")}
      error={<ProblemAlert error={decide.error} />}
    >
      <Text>{isDeletion ? t("security.deletionDeleteText") : t("security.deletionRefuseText")}</Text>
    </ConfirmDialog>
  );
}

function toColumns(t: Translate, onAsk: (question: Question) => void): DataTableColumn<DeletionRequest>[] {
  return [
    { id: "person", header: t("security.person"), isRowHeader: true, cell: (row) => <bdi>{row.user.name}</bdi> },
    { id: "email", header: t("common.email"), cell: (row) => <bdi>{row.user.email}</bdi> },
    { id: "since", header: t("security.since"), cell: (row) => <Time value={row.requestedAt} /> },
    { id: "reason", header: t("security.deletionReason"), cell: (row) => row.reason ?? "" },
    { id: "due", header: t("security.deletionDue"), cell: (row) => describeDue(t, row) },
    {
      id: "actions",
      header: t("common.actions"),
      align: "end",
      cell: (request) => (
        <Group gap="xs" wrap="nowrap" justify="flex-end">
          <Button size="xs" color="red" onClick={() => onAsk({ request, decision: "delete" })}>
            {t("security.deletionDeleteNow")}
          </Button>
          <Button size="xs" variant="default" onClick={() => onAsk({ request, decision: "refuse" })}>
            {t("security.deletionRefuse")}
          </Button>
        </Group>
      ),
    },
  ];
}

function describeDue(t: Translate, { dueAt, isHandedOver }: DeletionRequest) {
  if (dueAt !== null) return <Time value={dueAt} />;

  return isHandedOver ? t("security.deletionHandedOver") : t("security.deletionDecides");
}
