import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ConfirmMutation } from "./confirm-mutation.tsx";
import { useMay } from "./rights.ts";

interface HandOverProps {
  name: string;
  /** Saves it as it is, no longer kept in a file. */
  mutation: UseMutationResult<unknown, Error, void>;
}

/** From a file to the console: from then on it is changed here. */
export function HandOver({ name, mutation }: HandOverProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [isAsking, asking] = useDisclosure(false);
  if (!may("access_management", "edit")) return null;

  return (
    <>
      <Button variant="default" size="compact-sm" mt="xs" onClick={asking.open}>
        {t("shell.handOver")}
      </Button>
      {isAsking ? <HandOverDialog name={name} mutation={mutation} onClose={asking.close} /> : null}
    </>
  );
}

interface HandOverDialogProps extends HandOverProps {
  onClose: () => void;
}

export function HandOverDialog({ name, mutation, onClose }: HandOverDialogProps) {
  const { t } = useTranslation();

  return (
    <ConfirmMutation
      mutation={mutation}
      variables={undefined}
      done={t("shell.handedOver", { name })}
      onClose={onClose}
      title={t("shell.handOverTitle", { name })}
      confirmLabel={t("shell.handOver")}
    >
      {t("shell.handOverText")}
    </ConfirmMutation>
  );
}
