import { Button, Group, Modal, Stack, Text, Title } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Policy, PolicyBody } from "@latchkey/contract";
import { ProblemAlert } from "../../shell/index.ts";
import { ChangeList } from "./change-list.tsx";
import type { Describing } from "./describe-policy.ts";
import { DraftSentence } from "./draft-sentence.tsx";
import { FailingTests } from "./failing-tests.tsx";
import { ImpactView } from "./impact-view.tsx";
import { diffPolicies } from "./merge-policies.ts";
import type { SaveTerms } from "./save-attempt.ts";
import { SaveTermsFields } from "./save-terms-fields.tsx";
import { useDraftTests } from "./use-draft-tests.ts";
import { toChanges, useImpact } from "./use-impact.ts";
import { useSaveTerms } from "./use-save-terms.ts";

interface ReviewDialogProps {
  body: PolicyBody;
  /** Undefined for a new policy. */
  stored: Policy | undefined;
  describing: Describing;
  error: unknown;
  isSaving: boolean;
  onSave: (terms: SaveTerms) => void;
  onClose: () => void;
  title?: string;
  isRevertOffered?: boolean;
}

/** Before a save that changes decisions: what differs, who gains and loses, which tests fail, and why it is done. */
export function ReviewDialog({
  body,
  stored,
  describing,
  error,
  isSaving,
  onSave,
  onClose,
  title,
  isRevertOffered = true,
}: ReviewDialogProps) {
  const { t } = useTranslation();
  const changes = toChanges(body, stored?.id);
  const asked = useImpact(changes, 0);
  const tests = useDraftTests(body.status === "active" ? body : undefined, stored?.id);
  const terms = useSaveTerms({ body, impact: asked.impact, tests, error });
  const isActivating = body.status === "active";

  function submit(event: FormEvent) {
    event.preventDefault();
    // The dialog is drawn elsewhere, but for React it stands within the form of the editor.
    event.stopPropagation();
    if (terms.isComplete && !isSaving) onSave(terms.terms);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={title ?? t("policies.review.title", { name: body.name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <Part title={t("policies.review.changes")}>
            {stored === undefined ? (
              <DraftSentence body={body} describing={describing} />
            ) : (
              <ChangeList changes={diffPolicies(stored, body)} describing={describing} />
            )}
          </Part>
          <Part title={t("policies.review.impact")}>
            <Text size="sm" c="dimmed">
              {t(`policies.review.impactOf.${body.status}`)}
            </Text>
            <ProblemAlert error={asked.error} />
            {asked.error === null ? <ImpactView impact={asked.impact} changes={changes} sentencesMax={20} /> : null}
          </Part>
          {isActivating ? (
            <Part title={t("policies.tests.title")}>
              <FailingTests run={tests} />
            </Part>
          ) : null}
          <SaveTermsFields state={terms} isRevertOffered={isRevertOffered && (body.status === "active" || stored?.status === "active")} />
          <ProblemAlert error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={!terms.isComplete} loading={isSaving} data-autofocus>
              {t(`policies.review.save.${body.status}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" gap={6} aria-label={title}>
      <Title order={3} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}
