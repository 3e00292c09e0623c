import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { isAskingBack } from "./save-attempt.ts";
import type { SaveTerms } from "./save-attempt.ts";

/** What a change says besides itself. */
export type ConsentTerms = Omit<SaveTerms, "overrides">;

/**
 * Sends a change and, where the server asks for a reason or a name, asks for them and sends it again. `review` asks at once,
 * for what is worth a look before it is sent at all.
 */
export function useConsent<Answer, Input extends object>(
  save: UseMutationResult<Answer, Error, Input & ConsentTerms, unknown>,
  onSaved: (answer: Answer) => void,
) {
  const [asked, setAsked] = useState<Input | null>(null);

  function send(input: Input, terms: ConsentTerms) {
    save.mutate(
      { ...input, ...terms },
      {
        onSuccess: (answer) => {
          setAsked(null);
          onSaved(answer);
        },
        // What the dialog can answer is asked there; anything else is for the form.
        onError: (error) => setAsked(isAskingBack(error) ? input : null),
      },
    );
  }

  function close() {
    setAsked(null);
    save.reset();
  }

  return {
    asked,
    submit: (input: Input) => send(input, {}),
    review: (input: Input) => setAsked(input),
    /** For the form: what the dialog does not show. */
    error: asked === null && !isAskingBack(save.error) ? save.error : null,
    dialog: {
      isOpen: asked !== null,
      error: save.error,
      isBusy: save.isPending,
      onConfirm: (terms: ConsentTerms) => {
        if (asked !== null) send(asked, terms);
      },
      onClose: close,
    },
  };
}
