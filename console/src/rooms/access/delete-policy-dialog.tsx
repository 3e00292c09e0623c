import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { AccessChange, Policy } from "@latchkey/contract";
import { ProblemAlert, sayDone, useProfileId } from "../../shell/index.ts";
import { ImpactView } from "./impact-view.tsx";
import { SaveTermsFields } from "./save-terms-fields.tsx";
import { useImpact } from "./use-impact.ts";
import { useDeletePolicy } from "./use-policies.ts";
import { useSaveTerms } from "./use-save-terms.ts";

interface DeletePolicyDialogProps {
  policy: Policy;
  onClose: () => void;
}

/** Asks before a policy goes, with who gains and loses by it. */
export function DeletePolicyDialog({ policy, onClose }: DeletePolicyDialogProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const remove = useDeletePolicy();
  const changes: AccessChange[] = [{ kind: "delete_policy", policyId: policy.id }];
  const isInForce = policy.status === "active";
  const { impact, error } = useImpact(isInForce ? changes : undefined, 0);
  const terms = useSaveTerms({ body: policy, impact, tests: undefined, error: remove.error, isDeletion: true });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!terms.isComplete || remove.isPending) return;
    remove.mutate(
      { policyId: policy.id, terms: terms.terms },
      {
        onSuccess: () => {
          sayDone(t("access.editor.deleted"));
          void navigate({ to: "/profiles/$profileId/policies", params: { profileId }, ignoreBlocker: true });
        },
      },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("access.delete.title", { name: policy.name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>{isInForce ? t("policies.delete.inForce") : t("policies.delete.notInForce")}</Text>
          {isInForce && error === null ? <ImpactView impact={impact} changes={changes} sentencesMax={5} /> : null}
          <SaveTermsFields state={terms} isRevertOffered={false} />
          <ProblemAlert error={remove.error ?? error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t("common.cancel")}
            </Button>
            <Button type="submit" color="red" disabled={!terms.isComplete} loading={remove.isPending}>
              {t("access.delete.confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
