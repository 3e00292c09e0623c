import type { GridPlace, WidgetContent, WidgetSource } from "@latchkey/contract";

export const widgetsMax = 100;

/** The sources a widget reads, in order; none for a note or a form. */
export function sourcesOf(content: WidgetContent): WidgetSource[] {
  if ("sources" in content) return content.sources;
  return "source" in content ? [content.source] : [];
}

/** The devices a widget reads from or writes to. */
export function devicesOf(content: WidgetContent): string[] {
  if (content.type === "form") return [content.deviceId];
  return sourcesOf(content).map((source) => source.deviceId);
}

const columnCount = 12;
const rowsMax = 500;

/** The first free place for a new widget, row by row and left to right: beside the others where there is room, else below. */
export function firstFreePlace(places: readonly GridPlace[], content: WidgetContent): GridPlace {
  const isSmall = content.type === "value" || content.type === "gauge";
  const size = isSmall ? { width: 3, height: 2 } : { width: 6, height: 4 };
  const bottom = Math.max(0, ...places.map((place) => place.y + place.height));

  for (let y = 0; y < bottom; y += 1) {
    for (let x = 0; x + size.width <= columnCount; x += 1) {
      const place = { x, y, ...size };
      if (!places.some((other) => isOverlapping(other, place))) return place;
    }
  }
  return { x: 0, y: Math.min(bottom, rowsMax), ...size };
}

function isOverlapping(a: GridPlace, b: GridPlace): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
