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

/** A place for a new widget: full half width, below everything else. */
export function placeBelow(places: readonly GridPlace[], content: WidgetContent): GridPlace {
  const bottom = Math.max(0, ...places.map((place) => place.y + place.height));
  const isSmall = content.type === "value" || content.type === "gauge";
  return { x: 0, y: Math.min(bottom, 500), width: isSmall ? 3 : 6, height: isSmall ? 2 : 4 };
}
