import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PasswordLink } from "@latchkey/contract";
import { PasswordLinkView } from "./password-link-view.tsx";
import { ProblemAlert } from "./problem-alert.tsx";

interface PasswordLinkDialogProps {
  name: string;
  makeLink: UseMutationResult<PasswordLink, Error, void>;
  onClose: () => void;
}

/** Makes a fresh link on demand, not by merely opening the dialog: earlier links of the person die with it. */
export function PasswordLinkDialog({ name, makeLink, onClose }: PasswordLinkDialogProps) {
  const { t } = useTranslation();

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("shell.passwordLinkTitle", { name })}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {makeLink.data === undefined ? (
        <Stack>
          <ProblemAlert error={makeLink.error} />
          <Text>{t("shell.passwordLinkQuestion")}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button onClick={() => makeLink.mutate()} loading={makeLink.isPending} data-autofocus>
              {t("shell.passwordLinkMake")}
            </Button>
          </Group>
        </Stack>
      ) : (
        <PasswordLinkView name={name} passwordLink={makeLink.data} onClose={onClose} />
      )}
    </Modal>
  );
}
