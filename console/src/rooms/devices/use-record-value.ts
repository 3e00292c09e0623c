import { useTranslation } from "react-i18next";
import type { DataRecord } from "@latchkey/contract";
import { useUi } from "@latchkey/ui";

const digitsMax = 6;

/** How a record's value is written: figures by the reader's habits, switches as words. */
export function useRecordValue(): (value: DataRecord["value"]) => string {
  const { t } = useTranslation();
  const { locale } = useUi();

  return (value) => {
    if (typeof value === "number") return value.toLocaleString(locale, { maximumFractionDigits: digitsMax });
    if (typeof value === "boolean") return value ? t("resources.device.on") : t("resources.device.off");

    return value;
  };
}
