import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert } from "../scope/problem-alert.tsx";
import { useRemoveFactor } from "./use-factors.ts";

interface RemoveFactorDialogProps {
  factor: { id: string; name: string };
  onClose: () => void;
  onRemoved: () => void;
}

export function RemoveFactorDialog({ factor, onClose, onRemoved }: RemoveFactorDialogProps) {
  const { t } = useTranslation();
  const removing = useRemoveFactor();

  function remove() {
    removing.mutate(factor.id, {
      onSuccess: () => {
        onRemoved();
        onClose();
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen
      isDangerous
      onClose={onClose}
      onConfirm={remove}
      isBusy={removing.isPending}
      title={t("account.factorRemoveTitle", { name: factor.name })}
      confirmLabel={t("account.factorRemove")}
      error={<ProblemAlert error={removing.error} />}
    >
      <Text>{t("account.factorRemoveText")}</Text>
    </ConfirmDialog>
  );
}
