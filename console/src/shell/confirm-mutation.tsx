import type { ReactNode } from "react";
import type { UseMutationResult } from "@tanstack/react-query";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert } from "./problem-alert.tsx";
import { sayDone } from "./toasts.ts";

interface ConfirmMutationProps<Variables> {
  mutation: UseMutationResult<unknown, Error, Variables>;
  variables: Variables;
  /** Said when it is done; the dialog closes then. */
  done: string;
  onClose: () => void;
  title: string;
  confirmLabel: string;
  children: ReactNode;
}

/** Asks before something that cannot be taken back lightly, does it, and stays open with the reason when it fails. */
export function ConfirmMutation<Variables>({ mutation, variables, done, onClose, ...dialog }: ConfirmMutationProps<Variables>) {
  function confirm() {
    mutation.mutate(variables, {
      onSuccess: () => {
        sayDone(done);
        onClose();
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen
      isDangerous
      onClose={onClose}
      onConfirm={confirm}
      isBusy={mutation.isPending}
      error={<ProblemAlert error={mutation.error} />}
      {...dialog}
    />
  );
}
