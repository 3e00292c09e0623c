import type { Widget } from "@latchkey/contract";
import { widgetKindWords } from "@latchkey/widgets";
import type { Translate } from "@latchkey/words";

/** A widget's title, or what kind it is. */
export function widgetName(t: Translate, widget: Widget): string {
  return widget.title === "" ? widgetKindWords(t)[widget.content.type] : widget.title;
}
