import { Alert, Button, Group, Modal, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@latchkey/ui";
import { SectionCard } from "../personal/section-card.tsx";
import { ProblemAlert } from "../scope/problem-alert.tsx";
import { RecoveryCodes } from "../second-factor/recovery-codes.tsx";
import { useFactors, useRenewRecoveryCodes } from "./use-factors.ts";

/** How many recovery codes are left, and new ones; only for whoever has a factor that can be lost. */
export function RecoverySection() {
  const { t } = useTranslation();
  const factors = useFactors().data;
  const renewing = useRenewRecoveryCodes();
  const [isAsking, setIsAsking] = useState(false);
  if (factors === undefined || factors.items.length === 0) return null;
  const left = factors.recoveryCodesLeft;

  function close() {
    setIsAsking(false);
    renewing.reset();
  }

  return (
    <SectionCard title={t("account.recoveryTitle")}>
      {left === 0 ? <Alert color="orange">{t("account.recoveryNone")}</Alert> : <Text>{t("account.recoveryLeft", { count: left })}</Text>}
      <Group>
        <Button variant="default" onClick={() => setIsAsking(true)}>
          {t("account.recoveryRenew")}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isAsking && renewing.data === undefined}
        onClose={close}
        onConfirm={() => renewing.mutate()}
        isBusy={renewing.isPending}
        title={t("account.recoveryRenewTitle")}
        confirmLabel={t("account.recoveryRenew")}
        error={<ProblemAlert error={renewing.error} />}
      >
        <Text>{t("account.recoveryRenewText")}</Text>
      </ConfirmDialog>
      {renewing.data === undefined ? null : (
        <Modal
          opened
          onClose={close}
          title={t("signIn.recoveryTitle")}
          closeOnClickOutside={false}
          closeOnEscape={false}
          withCloseButton={false}
        >
          <RecoveryCodes codes={renewing.data.recoveryCodes} onDone={close} />
        </Modal>
      )}
    </SectionCard>
  );
}
