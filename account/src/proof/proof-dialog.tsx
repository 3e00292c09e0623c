import { Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { LoadingState } from "@latchkey/ui";
import { FactorPrompt } from "../second-factor/factor-prompt.tsx";
import { useAccount } from "../scope/account-scope.tsx";
import { ProblemAlert } from "../scope/problem-alert.tsx";
import type { ProofDesk } from "./proof-desk.ts";

/** Above every other dialog: it is opened by what those do. */
const aboveDialogs = 400;

/** Asks to prove again who somebody is, whenever a call of the app was refused for want of it. Once per app. */
export function ProofDialog({ desk }: { desk: ProofDesk }) {
  const { t } = useTranslation();
  const isOpen = useSyncExternalStore(desk.subscribe, desk.isAsking);
  useEscape(desk);

  return (
    <Modal
      opened={isOpen}
      onClose={() => desk.settle(false)}
      title={t("account.proofTitle")}
      zIndex={aboveDialogs}
      closeOnEscape={false}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {isOpen ? <ProofForm desk={desk} /> : null}
    </Modal>
  );
}

function ProofForm({ desk }: { desk: ProofDesk }) {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const params = { place };
  const { data, error } = useQuery({
    queryKey: ["proof", place],
    queryFn: ({ signal }) => client.proofs.getProof({ params, signal }),
    gcTime: 0,
  });
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <LoadingState kind="form" count={1} />;

  return (
    <Stack>
      <Text>{t("account.proofText")}</Text>
      <FactorPrompt
        methods={data.methods}
        calls={{
          send: (kind) => client.proofs.sendProofCode({ params, body: { kind } }),
          challenge: () => client.proofs.startProof({ params }),
          prove: async (proof) => {
            await client.proofs.proveAgain({ params, body: proof });
            desk.settle(true);
          },
        }}
      />
    </Stack>
  );
}

/**
 * Escape closes this dialog alone. Every dialog listens at the window, and the one below would go with it; this listener is
 * older than theirs, which are renewed whenever they are drawn, and hears of the key first.
 */
function useEscape(desk: ProofDesk): void {
  useEffect(() => {
    function close(event: KeyboardEvent) {
      if (event.key !== "Escape" || !desk.isAsking()) return;
      event.stopImmediatePropagation();
      desk.settle(false);
    }
    globalThis.addEventListener("keydown", close, { capture: true });

    return () => globalThis.removeEventListener("keydown", close, { capture: true });
  }, [desk]);
}
