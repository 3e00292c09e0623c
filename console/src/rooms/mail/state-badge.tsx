import { useTranslation } from "react-i18next";
import type { MailStateName } from "@latchkey/contract";
import { StatusBadge } from "@latchkey/ui";
import type { Tone } from "@latchkey/ui";

const tones: Record<MailStateName, Tone> = {
  queued: "info",
  deferred: "warning",
  sent: "positive",
  failed: "danger",
  suppressed: "neutral",
};

export function StateBadge({ state }: { state: MailStateName }) {
  const { t } = useTranslation();

  return <StatusBadge size="sm" tone={tones[state]} label={t(`mail.states.${state}`)} />;
}
