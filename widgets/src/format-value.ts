import { formatFigure } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";

export interface ValueFormat {
  t: Translate;
  locale: string;
  decimals?: number | undefined;
  unit: string | null;
}

/** A record's value for people: a figure with its unit, a switch as a word, a text as it is. */
export function formatValue(value: number | string | boolean, { t, locale, decimals, unit }: ValueFormat): string {
  if (typeof value === "boolean") return value ? t("widgets.on") : t("widgets.off");
  if (typeof value === "string") return value;

  return formatFigure(value, { locale, decimals, unit, digits: decimals === undefined ? "upTo" : "fixed" });
}
