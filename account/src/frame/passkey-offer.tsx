import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AddFactorDialog } from "../factors/add-factor-dialog.tsx";
import { factorsQuery } from "../factors/use-factors.ts";
import { useAccount } from "../scope/account-scope.tsx";
import { recall, remember } from "../scope/remembered.ts";

const snoozeMilliseconds = 30 * 86_400_000;

/** Offers a passkey once to whoever signs in with a password; "not now" is kept for a month on this device. */
export function PasskeyOffer() {
  const { t } = useTranslation();
  const account = useAccount();
  const memory = `passkey-offer.${account.place}`;
  const [isSnoozed, setIsSnoozed] = useState(() => Number(recall(memory) ?? 0) + snoozeMilliseconds > Date.now());
  const [isAdding, setIsAdding] = useState(false);
  const isAsked = !isSnoozed && recall("method") === "password" && browserSupportsWebAuthn();
  const { data } = useQuery({ ...factorsQuery(account), staleTime: 300_000, enabled: isAsked });

  function snooze() {
    remember(memory, String(Date.now()));
    setIsSnoozed(true);
  }

  if (!isAsked || data === undefined || !data.methods.includes("passkey") || data.items.some((item) => item.kind === "passkey"))
    return null;

  return (
    <Alert color="blue" mb="md" icon={<IconFingerprint aria-hidden />} title={t("account.passkeyOffer")}>
      <Stack gap="xs">
        <Text size="sm">{t("account.passkeyOfferText")}</Text>
        <Group gap="xs">
          <Button size="xs" onClick={() => setIsAdding(true)}>
            {t("account.passkeyAdd")}
          </Button>
          <Button size="xs" variant="default" onClick={snooze}>
            {t("account.passkeyLater")}
          </Button>
        </Group>
      </Stack>
      {isAdding ? (
        <AddFactorDialog title={t("account.passkeyAdd")} kinds={["passkey"]} onClose={() => setIsAdding(false)} onAdded={snooze} />
      ) : null}
    </Alert>
  );
}
