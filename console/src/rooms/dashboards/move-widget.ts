import type { GridPlace } from "@latchkey/contract";
import type { PlacedWidget } from "@latchkey/widgets";

export const columnCount = 12;
const heightMax = 20;
const rowMax = 500;

export type Places = Record<string, GridPlace>;

/** A place that fits into the grid, whatever was asked for. */
export function clampPlace(place: GridPlace): GridPlace {
  const width = clamp(place.width, 1, columnCount);

  return {
    width,
    height: clamp(place.height, 1, heightMax),
    x: clamp(place.x, 0, columnCount - width),
    y: clamp(place.y, 0, rowMax),
  };
}

/**
 * The places to store when one widget gets another place. `placed` is how the widgets stand on the screen, which is what
 * people move: stored places may overlap. The widget takes the wanted place and others give way downwards; when it moves
 * down onto others, those trade places with it, as it would push them along for ever otherwise.
 */
export function moveWidget(placed: readonly PlacedWidget[], widgetId: string, wanted: GridPlace): Places {
  const before = new Map(placed.map(({ widget, place }) => [widget.id, place]));
  const old = before.get(widgetId);
  if (old === undefined) return {};

  const after = new Map(before);
  after.set(widgetId, clampPlace(wanted));
  if (wanted.y > old.y) tradePlaces(after, widgetId, old);
  giveWay(after, widgetId);

  return changedPlaces(placed, after);
}

/** The places to store when every widget moves up as far as it can. */
export function closeGaps(placed: readonly PlacedWidget[]): Places {
  const after = new Map<string, GridPlace>();
  const inOrder = [...placed].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);

  for (const { widget, place } of inOrder) {
    const above = [...after.values()].filter((other) => other.x < place.x + place.width && place.x < other.x + other.width);
    after.set(widget.id, { ...place, y: Math.max(0, ...above.map((other) => other.y + other.height)) });
  }

  return changedPlaces(placed, after);
}

function tradePlaces(places: Map<string, GridPlace>, widgetId: string, old: GridPlace): void {
  const place = places.get(widgetId);
  if (place === undefined) return;
  const met = [...places].filter(([id, other]) => id !== widgetId && isOverlapping(other, place) && other.y >= old.y + old.height);
  if (met.length === 0) return;

  const top = Math.min(...met.map(([, other]) => other.y));
  const bottom = Math.max(...met.map(([, other]) => other.y + other.height));
  for (const [id, other] of met) places.set(id, { ...other, y: other.y - (top - old.y) });
  places.set(widgetId, { ...place, y: old.y + (bottom - top) });
}

/** Every other widget moves down as far as it must, in reading order. */
function giveWay(places: Map<string, GridPlace>, widgetId: string): void {
  const fixed = places.get(widgetId);
  const settled = fixed === undefined ? [] : [fixed];
  const others = [...places].filter(([id]) => id !== widgetId).sort(([, a], [, b]) => a.y - b.y || a.x - b.x);

  for (const [id, place] of others) {
    const free = { ...place };
    let blocker = settled.find((each) => isOverlapping(each, free));
    while (blocker !== undefined) {
      free.y = blocker.y + blocker.height;
      blocker = settled.find((each) => isOverlapping(each, free));
    }
    settled.push(free);
    places.set(id, free);
  }
}

/** Against what is stored, so that a save also straightens what only the screen had straightened. */
function changedPlaces(placed: readonly PlacedWidget[], places: Map<string, GridPlace>): Places {
  const changed: Places = {};
  for (const { widget } of placed) {
    const place = places.get(widget.id);
    if (place !== undefined && !isSame(place, widget.place)) changed[widget.id] = place;
  }

  return changed;
}

function isSame(a: GridPlace, b: GridPlace): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

export function isOverlapping(a: GridPlace, b: GridPlace): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, Math.round(value)));
}
