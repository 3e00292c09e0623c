import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Analysis } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert } from "../../shell/index.ts";
import { AnalysisTokenDialog } from "./analysis-token-dialog.tsx";
import { useRenewAnalysisToken } from "./use-analyses.ts";

/** A new token when the old one is lost or known to others. */
export function RenewAnalysisToken({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation();
  const [isAsking, asking] = useDisclosure(false);
  const renew = useRenewAnalysisToken(analysis.id);

  return (
    <>
      <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={asking.open}>
        {t("resources.analysis.renew")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={asking.close}
        onConfirm={() => renew.mutate(undefined, { onSuccess: asking.close })}
        title={t("resources.analysis.renewTitle", { name: analysis.name })}
        confirmLabel={t("resources.analysis.renew")}
        isDangerous
        isBusy={renew.isPending}
        error={<ProblemAlert error={renew.error} />}
      >
        {t("resources.analysis.renewText")}
      </ConfirmDialog>
      <AnalysisTokenDialog name={analysis.name} token={renew.data?.token ?? null} onClose={renew.reset} />
    </>
  );
}
