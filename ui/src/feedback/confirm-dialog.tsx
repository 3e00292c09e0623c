import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { useUi } from "../app/ui-context.ts";

export interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** Gets the reason, empty when none was asked for or given. Close the dialog from outside once it worked. */
  onConfirm: (reason: string) => void;
  title: string;
  /** What will happen, in one or two sentences. */
  children: ReactNode;
  confirmLabel: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  /** For what cannot be undone: the person types this word first. */
  wordToType?: string | undefined;
  reason?: "none" | "optional" | "required";
  /** Shown inside, e.g. an ErrorState after a failed try. */
  error?: ReactNode;
}

/** Asks before something that is hard to take back. The safe answer has the focus. */
export function ConfirmDialog({ isOpen, onClose, title, ...rest }: ConfirmDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ "aria-label": useUi().words.close }}>
      {isOpen ? <ConfirmForm onClose={onClose} {...rest} /> : null}
    </Modal>
  );
}

type ConfirmFormProps = Omit<ConfirmDialogProps, "isOpen" | "title">;

/** Lives only while the dialog is open, so that each opening starts empty. */
function ConfirmForm({
  onClose,
  onConfirm,
  children,
  confirmLabel,
  isDangerous = false,
  isBusy = false,
  wordToType,
  reason = "none",
  error,
}: ConfirmFormProps) {
  const { words } = useUi();
  const [typed, setTyped] = useState("");
  const [reasonText, setReasonText] = useState("");
  const isTyped = wordToType === undefined || typed.trim() === wordToType;
  const isReady = isTyped && (reason !== "required" || reasonText.trim() !== "");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady && !isBusy) onConfirm(reasonText.trim());
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <div>{children}</div>
        {wordToType === undefined ? null : (
          <TextInput
            label={words.confirmByTyping(wordToType)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
          />
        )}
        {reason === "none" ? null : (
          <Textarea
            label={words.reason}
            required={reason === "required"}
            maxLength={500}
            autosize
            minRows={2}
            value={reasonText}
            onChange={(event) => setReasonText(event.currentTarget.value)}
          />
        )}
        {error}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus={wordToType === undefined && reason === "none" ? true : undefined}>
            {words.cancel}
          </Button>
          <Button type="submit" {...(isDangerous ? { color: "red" } : {})} disabled={!isReady} loading={isBusy}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
