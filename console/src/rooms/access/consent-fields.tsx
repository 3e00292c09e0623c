import { Button, Group, Stack } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { AccessChange } from "@latchkey/contract";
import { ProblemAlert, useMaySeeAllAccess } from "../../shell/index.ts";
import { isAskingBack } from "./save-attempt.ts";
import { ImpactView } from "./impact-view.tsx";
import { SaveTermsFields } from "./save-terms-fields.tsx";
import type { ConsentTerms } from "./use-consent.ts";
import { useImpact } from "./use-impact.ts";
import { useSaveTerms } from "./use-save-terms.ts";

export interface ConsentFieldsProps {
  /** What the change is, for the impact; nothing is shown while it is not known. */
  changes: AccessChange[] | undefined;
  confirmLabel: string;
  isDisabled?: boolean;
  isDangerous?: boolean;
  /** Whether or not anybody loses by it. */
  isReasonAlwaysNeeded?: boolean;
  isRevertOffered?: boolean;
  error: unknown;
  isBusy: boolean;
  onConfirm: (terms: ConsentTerms) => void;
  onClose: () => void;
}

/** Who gains and loses, why it is done, the name where it reaches far, and the two buttons. */
export function ConsentFields({
  changes,
  confirmLabel,
  isDisabled = false,
  isDangerous = false,
  isReasonAlwaysNeeded = false,
  isRevertOffered = false,
  error,
  isBusy,
  onConfirm,
  onClose,
}: ConsentFieldsProps) {
  const { t } = useTranslation();
  const maySee = useMaySeeAllAccess();
  const asked = useImpact(maySee ? changes : undefined, 0);
  const terms = useSaveTerms({ impact: asked.impact, tests: undefined, error, isReasonAlwaysNeeded });

  function submit(event: FormEvent) {
    event.preventDefault();
    // A dialog is drawn elsewhere, but for React it may stand within a form.
    event.stopPropagation();
    const { overrides: _none, ...said } = terms.terms;
    if (terms.isComplete && !isBusy && !isDisabled) onConfirm(said);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {changes !== undefined && maySee && asked.error === null ? (
          <ImpactView impact={asked.impact} changes={changes} sentencesMax={5} />
        ) : null}
        <SaveTermsFields state={terms} isRevertOffered={isRevertOffered} />
        {/* What is asked for is asked for by the fields. */}
        <ProblemAlert error={isAskingBack(error) ? null : (error ?? asked.error)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("common.cancel")}
          </Button>
          <Button type="submit" {...(isDangerous ? { color: "red" } : {})} disabled={isDisabled || !terms.isComplete} loading={isBusy}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
