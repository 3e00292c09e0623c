import type { ChartOption } from "./chart-canvas.tsx";
import type { ChartLook } from "./use-chart-look.ts";

/** What every chart has in common. */
export function chartBase(look: ChartLook) {
  return {
    color: [...look.colors],
    textStyle: { fontFamily: look.fontFamily, color: look.text },
    // Live figures come every few seconds: a picture that grows anew each time is unrest, and for some people worse.
    animation: false,
    tooltip: {
      // A tooltip made of HTML carries style attributes, which the content security policy refuses.
      renderMode: "richText",
      confine: true,
      backgroundColor: look.surface,
      borderColor: look.line,
      textStyle: { color: look.text, fontSize: 12, fontFamily: look.fontFamily },
    },
    legend: {
      type: "scroll",
      bottom: 0,
      itemWidth: 26,
      itemHeight: 10,
      textStyle: { color: look.text },
      pageTextStyle: { color: look.text },
      pageIconColor: look.text,
      pageIconInactiveColor: look.line,
    },
  } satisfies ChartOption;
}
