import { expect, test } from "vitest";
import type { GridPlace } from "@latchkey/contract";
import type { PlacedWidget } from "@latchkey/widgets";
import { findFreePlace } from "./find-free-place.ts";
import { clampPlace, closeGaps, moveWidget } from "./move-widget.ts";

const top: GridPlace = { x: 0, y: 0, width: 6, height: 2 };
const right: GridPlace = { x: 6, y: 0, width: 6, height: 2 };
const below: GridPlace = { x: 0, y: 2, width: 6, height: 3 };

function widgets(places: Record<string, GridPlace>): PlacedWidget[] {
  return Object.entries(places).map(([id, place]) => ({
    widget: { id, title: id, tabId: null, place, content: { type: "note", text: "x" } },
    place,
  }));
}

test("moving into free space moves nothing else", () => {
  expect(moveWidget(widgets({ top, below }), "top", { ...top, x: 6 })).toEqual({ top: { ...top, x: 6 } });
});

test("moving down onto a widget trades places with it", () => {
  expect(moveWidget(widgets({ top, below }), "top", { ...top, y: 1 })).toEqual({
    top: { ...top, y: 3 },
    below: { ...below, y: 0 },
  });
});

test("moving up onto a widget pushes that one below", () => {
  expect(moveWidget(widgets({ top, below }), "below", { ...below, y: 1 })).toEqual({
    below: { ...below, y: 1 },
    top: { ...top, y: 4 },
  });
});

test("growing pushes what stands beside it down", () => {
  expect(moveWidget(widgets({ top, right }), "top", { ...top, width: 8 })).toEqual({
    top: { ...top, width: 8 },
    right: { ...right, y: 2 },
  });
});

test("what is stored on top of each other is stored apart by the next move", () => {
  const [first, second] = widgets({ first: top, second: top });
  const onScreen = [first, { ...second, place: { ...top, y: 2 } }] as PlacedWidget[];

  expect(moveWidget(onScreen, "first", { ...top, x: 6 })).toEqual({ first: { ...top, x: 6 }, second: { ...top, y: 2 } });
});

test("no place leaves the grid", () => {
  expect(clampPlace({ x: 11, y: -1, width: 6, height: 99 })).toEqual({ x: 6, y: 0, width: 6, height: 20 });
  expect(clampPlace({ x: 0, y: 0, width: 0, height: 0 })).toEqual({ x: 0, y: 0, width: 1, height: 1 });
});

test("an unknown widget changes nothing", () => {
  expect(moveWidget(widgets({ top }), "gone", top)).toEqual({});
});

test("a new widget fills the first gap that is wide and high enough", () => {
  const placed = widgets({ top: { ...top, height: 4 }, low: { x: 0, y: 4, width: 12, height: 2 } });

  expect(findFreePlace(placed, "line")).toEqual({ x: 6, y: 0, width: 6, height: 4 });
  expect(findFreePlace([...placed, ...widgets({ right: { ...right, height: 4 } })], "value")).toEqual({ x: 0, y: 6, width: 3, height: 2 });
  expect(findFreePlace([], "gauge")).toMatchObject({ x: 0, y: 0 });
});

test("closing gaps moves widgets up, never through one another", () => {
  const placed = widgets({ top, low: { ...below, y: 9 }, wide: { x: 0, y: 20, width: 12, height: 1 } });

  expect(closeGaps(placed)).toEqual({ low: below, wide: { x: 0, y: 5, width: 12, height: 1 } });
  expect(closeGaps(widgets({ top, right, below }))).toEqual({});
});
