import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../scope/problem-alert.tsx";

interface RenameDialogProps<Variables> {
  title: string;
  name: string;
  mutation: UseMutationResult<unknown, Error, Variables>;
  toVariables: (name: string) => Variables;
  onClose: () => void;
  onDone: () => void;
}

/** Gives something of one's own another name. */
export function RenameDialog<Variables>({ title, name, mutation, toVariables, onClose, onDone }: RenameDialogProps<Variables>) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(name);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (typed.trim() === "") return;
    mutation.mutate(toVariables(typed.trim()), {
      onSuccess: () => {
        onDone();
        onClose();
      },
    });
  }

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
      <form noValidate onSubmit={submit}>
        <Stack>
          <ProblemAlert error={mutation.error} />
          <TextInput
            label={t("common.name")}
            required
            maxLength={60}
            autoComplete="off"
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={mutation.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
