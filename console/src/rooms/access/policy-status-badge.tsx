import { IconEye } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PolicyStatus } from "@latchkey/contract";
import { StatusBadge } from "@latchkey/ui";

const tones = { draft: "neutral", monitor: "info", active: "positive" } as const;

export function PolicyStatusBadge({ status }: { status: PolicyStatus }) {
  const { t } = useTranslation();

  return <StatusBadge tone={tones[status]} label={t(`access.status.${status}`)} {...(status === "monitor" ? { icon: IconEye } : {})} />;
}
