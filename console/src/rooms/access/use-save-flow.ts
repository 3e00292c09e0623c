import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Policy } from "@latchkey/contract";
import { isConflict } from "../../shell/index.ts";
import { gapErrors, isAskingBack, isReviewed, problemErrors } from "./save-attempt.ts";
import type { SaveTerms } from "./save-attempt.ts";
import { toPolicyBody } from "./policy-form.ts";
import { useReadStoredPolicy, useSavePolicy } from "./use-policies.ts";
import type { PolicyFormState } from "./use-policy-form.ts";

/** Where a save stands: nothing asked, under review, or somebody else was faster. */
export type SaveStage = { kind: "idle" } | { kind: "review" } | { kind: "conflict"; theirs: Policy };

interface SaveFlowInput {
  state: PolicyFormState;
  /** What was read when editing began, or laid beneath after a conflict; undefined for a new policy. */
  stored: Policy | undefined;
  onSaved: (policy: Policy) => void;
}

/** Saving step by step: fill the gaps, review what changes a decision, send, and on a conflict show what changed meanwhile. */
export function useSaveFlow({ state, stored, onSaved }: SaveFlowInput) {
  const { t } = useTranslation();
  const [stage, setStage] = useState<SaveStage>({ kind: "idle" });
  const [error, setError] = useState<unknown>(null);
  const save = useSavePolicy();
  const readStored = useReadStoredPolicy();

  function submit() {
    const gaps = gapErrors(t, state.form);
    setError(null);
    state.setErrors(gaps);
    if (Object.keys(gaps).length > 0) return;

    if (isReviewed(toPolicyBody(state.form), stored)) setStage({ kind: "review" });
    else send({});
  }

  function send(terms: SaveTerms) {
    setError(null);
    const body = { ...toPolicyBody(state.form), ...terms };
    save.mutate({ body, stored }, { onSuccess: finish, onError: (reason) => void refuse(reason) });
  }

  function finish(policy: Policy) {
    setStage({ kind: "idle" });
    onSaved(policy);
  }

  async function refuse(reason: unknown) {
    setError(reason);
    // What the review can answer is asked there; anything else is for the form.
    if (isAskingBack(reason)) {
      setStage({ kind: "review" });
      return;
    }

    setStage({ kind: "idle" });
    state.setErrors(problemErrors(reason));
    if (!isConflict(reason) || stored === undefined) return;

    try {
      const theirs = await readStored(stored.id);
      setError(null);
      setStage({ kind: "conflict", theirs });
    } catch (readError) {
      setError(readError);
    }
  }

  function close() {
    setStage({ kind: "idle" });
    setError(null);
  }

  return { stage, error, isSaving: save.isPending, submit, send, close };
}
