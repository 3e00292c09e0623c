import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Carrier, KeyUse } from "./use-tag-keys.ts";

const carriers: readonly Carrier[] = ["run_user", "dashboard", "device", "analysis"];

/** "120 run users, 4 dashboards"; "…" while counting, never 0. */
export function UseCounts({ use, isCounted }: { use: KeyUse | undefined; isCounted: boolean }) {
  const { t } = useTranslation();
  if (!isCounted) return <>{t("access.preview.counting")}</>;

  const parts = carriers
    .filter((of) => (use?.counts[of] ?? 0) > 0)
    .map((of) => t(`tagKeys.carriers.${of}`, { count: use?.counts[of] ?? 0 }));

  return (
    <Text size="sm" {...(parts.length === 0 ? { c: "dimmed" } : {})}>
      {parts.length === 0 ? t("tagKeys.unused") : parts.join(", ")}
    </Text>
  );
}
