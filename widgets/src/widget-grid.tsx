import type { Widget } from "@latchkey/contract";
import type { ReactNode } from "react";
import { layOut } from "./lay-out.ts";
import { WidgetCard } from "./widget-card.tsx";
import classes from "./widget-grid.module.css";

interface WidgetGridProps {
  widgets: readonly Widget[];
  widgetActions: ((widget: Widget) => ReactNode) | undefined;
}

/** Twelve columns and rows of 80 px; in a narrow place, one column in reading order. */
export function WidgetGrid({ widgets, widgetActions }: WidgetGridProps) {
  return (
    <div className={classes.container}>
      <div className={classes.grid}>
        {layOut(widgets).map(({ widget, place }) => {
          const style: Record<`--${string}`, number> = {
            "--x": place.x + 1,
            "--y": place.y + 1,
            "--width": place.width,
            "--height": place.height,
          };

          return (
            <div key={widget.id} className={classes.cell} style={style} data-kind={widget.content.type}>
              <WidgetCard widget={widget} actions={widgetActions?.(widget)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
