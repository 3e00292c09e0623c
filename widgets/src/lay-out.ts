import type { GridPlace, Widget } from "@latchkey/contract";

export interface PlacedWidget {
  widget: Widget;
  place: GridPlace;
}

const columnCount = 12;

/**
 * Widgets in reading order, each with a place of its own. Places come from people and programs and may overlap or reach
 * past the edge: the later one then moves in or down, so that nothing is ever hidden.
 */
export function layOut(widgets: readonly Widget[]): PlacedWidget[] {
  const inOrder = widgets.toSorted((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
  const placed: PlacedWidget[] = [];

  for (const widget of inOrder) {
    const width = Math.min(widget.place.width, columnCount);
    const place = { ...widget.place, width, x: Math.min(widget.place.x, columnCount - width) };
    let blocker = placed.find((other) => isOverlapping(other.place, place));
    while (blocker !== undefined) {
      place.y = blocker.place.y + blocker.place.height;
      blocker = placed.find((other) => isOverlapping(other.place, place));
    }
    placed.push({ widget, place });
  }

  // The rows above the first widget of a tab are another tab's: they would only be an empty space here.
  const top = Math.min(...placed.map((each) => each.place.y));
  return placed
    .map((each) => ({ ...each, place: { ...each.place, y: each.place.y - top } }))
    .toSorted((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
}

function isOverlapping(a: GridPlace, b: GridPlace): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Widgets of a tab. Those of no tab, or of one that is gone, stand on the first. */
export function widgetsOfTab(widgets: readonly Widget[], tabIds: readonly string[], tabId: string | null): Widget[] {
  if (tabId === null) return [...widgets];

  return widgets.filter((widget) => {
    const home = widget.tabId !== null && tabIds.includes(widget.tabId) ? widget.tabId : tabIds[0];

    return home === tabId;
  });
}
