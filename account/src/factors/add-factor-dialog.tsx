import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SecondFactorMethod } from "@latchkey/contract";
import { useAccount } from "../scope/account-scope.tsx";
import { EnrolFactor } from "../second-factor/enrol-factor.tsx";
import { RecoveryCodes } from "../second-factor/recovery-codes.tsx";
import { useRefreshAccount } from "./use-factors.ts";

interface AddFactorDialogProps {
  title: string;
  kinds: readonly SecondFactorMethod[];
  onClose: () => void;
  onAdded: () => void;
}

/** Sets up a factor, then shows the recovery codes where the account got its first ones. */
export function AddFactorDialog({ title, kinds, onClose, onAdded }: AddFactorDialogProps) {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const refresh = useRefreshAccount();
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  function finish() {
    onAdded();
    onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={codes === null ? title : t("signIn.recoveryTitle")}
      // Codes that are shown once are not lost by a click beside the dialog.
      closeOnClickOutside={codes === null}
      closeOnEscape={codes === null}
      withCloseButton={codes === null}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {codes === null ? (
        <EnrolFactor
          kinds={kinds}
          calls={{
            start: (body) => client.factors.startFactor({ params: { place }, body }),
            confirm: async (factorId, body) => {
              const { recoveryCodes } = await client.factors.confirmFactor({ params: { place, factorId }, body });
              await refresh();
              if (recoveryCodes === null) finish();
              else setCodes(recoveryCodes);
            },
          }}
        />
      ) : (
        <RecoveryCodes codes={codes} onDone={finish} />
      )}
    </Modal>
  );
}
