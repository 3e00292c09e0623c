import type { WidgetType } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

/** What each kind of widget is called. */
export function widgetKindWords(t: Translate): Record<WidgetType, string> {
  return {
    value: t("widgets.kindValue"),
    line: t("widgets.kindLine"),
    area: t("widgets.kindArea"),
    bar: t("widgets.kindBar"),
    pie: t("widgets.kindPie"),
    gauge: t("widgets.kindGauge"),
    table: t("widgets.kindTable"),
    note: t("widgets.kindNote"),
    form: t("widgets.kindForm"),
  };
}
