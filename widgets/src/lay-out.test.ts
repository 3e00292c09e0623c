import type { GridPlace, Widget } from "@latchkey/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOut, widgetsOfTab } from "./lay-out.ts";

function aWidget(id: string, place: GridPlace, tabId: string | null = null): Widget {
  return { id, title: id, tabId, place, content: { type: "note", text: id } };
}

const aPlace = fc.record({
  x: fc.integer({ min: 0, max: 11 }),
  y: fc.integer({ min: 0, max: 30 }),
  width: fc.integer({ min: 1, max: 12 }),
  height: fc.integer({ min: 1, max: 6 }),
});

describe("the grid", () => {
  it("leaves places alone that are in order", () => {
    const places = [
      { x: 0, y: 0, width: 6, height: 2 },
      { x: 6, y: 0, width: 6, height: 4 },
      { x: 0, y: 2, width: 6, height: 2 },
    ];

    expect(layOut(places.map((place, index) => aWidget(`${index}`, place))).map((each) => each.place)).toEqual(places);
  });

  it("is read by rows, then from the start of each", () => {
    const widgets = [
      aWidget("c", { x: 0, y: 2, width: 12, height: 1 }),
      aWidget("b", { x: 6, y: 0, width: 6, height: 2 }),
      aWidget("a", { x: 0, y: 0, width: 6, height: 2 }),
    ];

    expect(layOut(widgets).map(({ widget }) => widget.id)).toEqual(["a", "b", "c"]);
  });

  it("never hides a widget behind another, nor beyond the edge", () => {
    fc.assert(
      fc.property(fc.array(aPlace, { maxLength: 25 }), (places) => {
        const placed = layOut(places.map((place, index) => aWidget(`${index}`, place)));
        const cells = placed.flatMap(({ place }) =>
          Array.from(
            { length: place.width * place.height },
            (_, cell) => `${place.x + (cell % place.width)} ${place.y + Math.floor(cell / place.width)}`,
          ),
        );

        expect(placed).toHaveLength(places.length);
        expect(new Set(cells).size).toBe(cells.length);
        expect(placed.every(({ place }) => place.x >= 0 && place.x + place.width <= 12)).toBe(true);
      }),
    );
  });
});

describe("tabs", () => {
  const widgets = [
    aWidget("home", { x: 0, y: 0, width: 1, height: 1 }, "t1"),
    aWidget("other", { x: 0, y: 0, width: 1, height: 1 }, "t2"),
    aWidget("lost", { x: 0, y: 0, width: 1, height: 1 }, "gone"),
    aWidget("none", { x: 0, y: 0, width: 1, height: 1 }),
  ];

  it("show their own widgets; those of no tab stand on the first", () => {
    expect(widgetsOfTab(widgets, ["t1", "t2"], "t1").map((each) => each.id)).toEqual(["home", "lost", "none"]);
    expect(widgetsOfTab(widgets, ["t1", "t2"], "t2").map((each) => each.id)).toEqual(["other"]);
  });

  it("that do not exist show everything", () => {
    expect(widgetsOfTab(widgets, [], null)).toHaveLength(4);
  });
});
