import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, ProblemAlert, sayDone, useMe, useProfileId } from "../../shell/index.ts";
import { MomentInput } from "../access/index.ts";
import { ReviewerPickers, toReviewers } from "./reviewer-pickers.tsx";
import { ScopeFields, toScope } from "./scope-fields.tsx";
import type { ScopeChoice } from "./scope-fields.tsx";
import { UndecidedChoice } from "./undecided-choice.tsx";
import { useCreateReview } from "./use-reviews.ts";

interface CreateReviewDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

export function CreateReviewDialog({ isOpen, onClose }: CreateReviewDialogProps) {
  const { t } = useTranslation();

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("reviews.createTitle")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {isOpen ? <CreateReviewForm onClose={onClose} /> : null}
    </Modal>
  );
}

const dueMilliseconds = 14 * 86_400_000;

/** What is looked at, by whom, until when, and what happens to what nobody has decided. */
function CreateReviewForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const me = useMe();
  const create = useCreateReview();
  const [name, setName] = useState("");
  const [reviewers, setReviewers] = useState({
    administrators: me.kind === "administrator" ? [me.id] : [],
    runUsers: me.kind === "run_user" ? [me.id] : [],
  });
  const [dueAt, setDueAt] = useState<string | undefined>(() => new Date(Date.now() + dueMilliseconds).toISOString());
  const [onUndecided, setOnUndecided] = useState<"keep" | "revoke">("keep");
  const [scope, setScope] = useState<ScopeChoice>({ policies: true, assignments: true, policyIds: [], roleIds: [] });
  const { known, others } = fieldErrors(create.error, ["name", "reviewers", "dueAt", "scope"]);
  const chosen = toReviewers(reviewers);
  const isReady = name.trim() !== "" && chosen.length > 0 && dueAt !== undefined && (scope.policies || scope.assignments);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady || dueAt === undefined) return;
    create.mutate(
      {
        name: name.trim(),
        reviewers: chosen,
        dueAt,
        onUndecided,
        scope: toScope(scope),
      },
      {
        onSuccess: (review) => {
          sayDone(t("reviews.created", { count: review.lineCount }));
          onClose();
          void navigate({ to: "/profiles/$profileId/reviews/$reviewId", params: { profileId, reviewId: review.id } });
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} others={others} />
        <TextInput
          label={t("common.name")}
          placeholder={t("reviews.namePlaceholder")}
          required
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={known["name"]}
        />
        <ReviewerPickers value={reviewers} onChange={setReviewers} error={known["reviewers"]} />
        <MomentInput label={t("reviews.due")} description={t("reviews.dueHelp")} value={dueAt} onChange={setDueAt} error={known["dueAt"]} />
        <ScopeFields value={scope} onChange={setScope} />
        <UndecidedChoice value={onUndecided} onChange={setOnUndecided} />
        <Text size="sm" c="dimmed">
          {t("reviews.mailHelp")}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={!isReady} loading={create.isPending}>
            {t("reviews.start")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
