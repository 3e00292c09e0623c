import type { GridPlace, WidgetType } from "@latchkey/contract";
import type { PlacedWidget } from "@latchkey/widgets";
import { columnCount, isOverlapping } from "./move-widget.ts";

const sizes: Record<WidgetType, { width: number; height: number }> = {
  value: { width: 3, height: 2 },
  gauge: { width: 3, height: 3 },
  line: { width: 6, height: 4 },
  area: { width: 6, height: 4 },
  bar: { width: 6, height: 4 },
  pie: { width: 4, height: 4 },
  table: { width: 6, height: 4 },
  note: { width: 3, height: 2 },
  form: { width: 4, height: 4 },
};

/** The first gap, in reading order, that is large enough for a new widget of this type. */
export function findFreePlace(placed: readonly PlacedWidget[], type: WidgetType): GridPlace {
  const size = sizes[type];
  const bottom = Math.max(0, ...placed.map(({ place }) => place.y + place.height));

  for (let y = 0; y < bottom; y += 1) {
    for (let x = 0; x + size.width <= columnCount; x += 1) {
      const place = { x, y, ...size };
      if (!placed.some((other) => isOverlapping(other.place, place))) return place;
    }
  }

  return { x: 0, y: bottom, ...size };
}
