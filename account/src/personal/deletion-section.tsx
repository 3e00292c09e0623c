import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OwnDeletion } from "@latchkey/contract";
import { absoluteTime, ConfirmDialog, useUi } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { useAccount } from "../scope/account-scope.tsx";
import { ProblemAlert } from "../scope/problem-alert.tsx";
import { DoneNote } from "./done-note.tsx";
import { Loaded } from "./loaded.tsx";
import { SectionCard } from "./section-card.tsx";

/** Leaving for good: what happens is said before, and can be taken back while there is time. */
export function DeletionSection() {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const deletion = useQuery({
    queryKey: ["account", place, "deletion"],
    queryFn: ({ signal }) => client.accounts.getOwnDeletion({ params: { place }, signal }),
  });

  return (
    <SectionCard title={t("account.deletionTitle")} text={t("account.deletionText")}>
      <Loaded query={deletion}>{(data) => <DeletionContent deletion={data} />}</Loaded>
    </SectionCard>
  );
}

function DeletionContent({ deletion }: { deletion: OwnDeletion }) {
  const { t } = useTranslation();
  const { locale, timeZone } = useUi();
  const { client, place, name } = useAccount();
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState("");
  const keep = useKeep();
  const asking = useMutation({
    mutationFn: () => client.accounts.requestDeletion({ params: { place }, body: reason.trim() === "" ? {} : { reason: reason.trim() } }),
    onSuccess: (answer) => {
      keep(answer);
      setIsAsking(false);
    },
  });
  const cancelling = useMutation({ mutationFn: () => client.accounts.cancelDeletion({ params: { place } }), onSuccess: keep });
  const say = (moment: string) => absoluteTime(new Date(moment), locale, timeZone);

  if (deletion.requestedAt !== null) {
    return (
      <Alert color="orange">
        <Stack gap="xs" align="flex-start">
          <Text>{t("account.deletionRequested", { date: say(deletion.requestedAt) })}</Text>
          {deletion.dueAt === null ? null : <Text>{t("account.deletionDue", { date: say(deletion.dueAt) })}</Text>}
          <ProblemAlert error={cancelling.error} />
          <Button variant="default" loading={cancelling.isPending} onClick={() => cancelling.mutate()}>
            {t("account.deletionCancel")}
          </Button>
        </Stack>
      </Alert>
    );
  }
  if (!deletion.isOffered) return <Text>{t("account.deletionOff")}</Text>;

  return (
    <>
      <Group>
        <Button variant="default" c="var(--mantine-color-error)" onClick={() => setIsAsking(true)}>
          {t("account.deletionStart")}
        </Button>
        <DoneNote text={cancelling.isSuccess ? t("account.deletionCancelled") : null} />
      </Group>
      <ConfirmDialog
        isOpen={isAsking}
        isDangerous
        onClose={() => setIsAsking(false)}
        onConfirm={() => asking.mutate()}
        isBusy={asking.isPending}
        title={t("account.deletionConfirmTitle")}
        confirmLabel={t("account.deletionStart")}
        error={<ProblemAlert error={asking.error} />}
      >
        <Stack>
          <Text>{t("account.deletionText")}</Text>
          <Text>{describeOutcome(t, deletion, name)}</Text>
          <Textarea
            label={`${t("account.deletionReason")} (${t("common.optional")})`}
            maxLength={1000}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Stack>
      </ConfirmDialog>
    </>
  );
}

function describeOutcome(t: Translate, { deletesByItself, graceDays }: OwnDeletion, name: string): string {
  if (!deletesByItself) return t("account.deletionMailOwner", { name });

  return graceDays === 0 ? t("account.deletionDeleteNow") : t("account.deletionGrace", { count: graceDays });
}

function useKeep() {
  const queryClient = useQueryClient();
  const { place } = useAccount();

  return (answer: OwnDeletion) => queryClient.setQueryData(["account", place, "deletion"], answer);
}
