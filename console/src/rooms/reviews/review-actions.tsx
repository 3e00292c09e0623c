import { Button, Group, Modal, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCheck, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Review } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert, sayDone, useMay } from "../../shell/index.ts";
import { MomentInput } from "../access/index.ts";
import { ReviewerPickers, toReviewers } from "./reviewer-pickers.tsx";
import { useChangeReview, useCloseReview } from "./use-reviews.ts";

/** Hand on, close and apply, or cancel: only while the review is open. */
export function ReviewActions({ review }: { review: Review }) {
  const { t } = useTranslation();
  const may = useMay();
  const [isChanging, changing] = useDisclosure(false);
  const [ending, setEnding] = useState<"apply" | "cancel" | null>(null);
  if (review.state !== "open" || !may("access_management", "edit")) return null;

  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={changing.open}>
        {t("reviews.change")}
      </Button>
      <Button variant="default" onClick={() => setEnding("cancel")}>
        {t("reviews.cancel")}
      </Button>
      <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setEnding("apply")}>
        {t("reviews.close")}
      </Button>
      <Modal
        opened={isChanging}
        onClose={changing.close}
        title={t("reviews.change")}
        size="lg"
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        {isChanging ? <ChangeForm review={review} onClose={changing.close} /> : null}
      </Modal>
      <EndDialog review={review} ending={ending} onClose={() => setEnding(null)} />
    </>
  );
}

function ChangeForm({ review, onClose }: { review: Review; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeReview(review.id);
  const idsOf = (type: string) => review.reviewers.filter((each) => each.type === type).map(({ id }) => id);
  const [reviewers, setReviewers] = useState({ administrators: idsOf("administrator"), runUsers: idsOf("run_user") });
  const [dueAt, setDueAt] = useState<string | undefined>(review.dueAt);
  const chosen = toReviewers(reviewers);

  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate(
      { reviewers: chosen, ...(dueAt === undefined ? {} : { dueAt }) },
      {
        onSuccess: () => {
          sayDone(t("reviews.changed"));
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={change.error} />
        <ReviewerPickers value={reviewers} onChange={setReviewers} />
        <MomentInput label={t("reviews.due")} description={t("reviews.dueHelp")} value={dueAt} onChange={setDueAt} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={chosen.length === 0 || dueAt === undefined} loading={change.isPending}>
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function EndDialog({ review, ending, onClose }: { review: Review; ending: "apply" | "cancel" | null; onClose: () => void }) {
  const { t } = useTranslation();
  const close = useCloseReview(review.id, (isApplied) => {
    sayDone(isApplied ? t("reviews.closed") : t("reviews.cancelled"));
    onClose();
  });
  const undecided = review.lineCount - review.decidedCount;
  const isApplying = ending === "apply";

  return (
    <ConfirmDialog
      isOpen={ending !== null}
      onClose={onClose}
      onConfirm={() => close.mutate(isApplying)}
      title={isApplying ? t("reviews.closeTitle") : t("reviews.cancelTitle")}
      confirmLabel={isApplying ? t("reviews.closeConfirm") : t("reviews.cancelConfirm")}
      isDangerous
      isBusy={close.isPending}
      error={<ProblemAlert error={close.error} />}
    >
      {isApplying
        ? `${t("reviews.closeText", { count: review.revokedCount })} ${t(
            review.onUndecided === "keep" ? "reviews.closeUndecidedKeep" : "reviews.closeUndecidedRevoke",
            { count: undecided },
          )}`
        : t("reviews.cancelText")}
    </ConfirmDialog>
  );
}
