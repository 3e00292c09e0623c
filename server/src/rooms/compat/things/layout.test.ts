import { expect, test } from "vitest";
import { readArrangement, toPlaces } from "./layout.ts";

const at = (widget_id: string, [x, y, width, height]: [number, number, number, number]) => ({ widget_id, x, y, width, height });

test("four columns become twelve, and neighbours stay neighbours", () => {
  const places = toPlaces(readArrangement([at("a", [0, 0, 1.5, 2]), at("b", [1.5, 0, 2.5, 2]), at("c", [0, 2, 4, 3])]));
  expect(places).toEqual({
    a: { x: 0, y: 0, width: 5, height: 2 },
    b: { x: 5, y: 0, width: 7, height: 2 },
    c: { x: 0, y: 2, width: 12, height: 3 },
  });
});

test("twelve columns stay, and more are squeezed into twelve", () => {
  expect(toPlaces(readArrangement([at("a", [0, 0, 4, 2]), at("b", [4, 0, 4, 2])]))).toMatchObject({ b: { x: 4, width: 4 } });
  expect(toPlaces(readArrangement([at("a", [0, 0, 12, 1]), at("b", [12, 0, 12, 1])]))).toMatchObject({
    a: { x: 0, width: 6 },
    b: { x: 6, width: 6 },
  });
});

test("no place is outside the grid, and what has no form places nothing", () => {
  const sent = [at("a", [23, 900, 1, 900]), at("b", [0, 0, 0.1, 0.1]), { widget_id: "c" }, "d", null];
  expect(toPlaces(readArrangement(sent))).toEqual({
    a: { x: 11, y: 500, width: 1, height: 20 },
    b: { x: 0, y: 0, width: 1, height: 1 },
  });
  expect(toPlaces(readArrangement({ not: "a list" }))).toEqual({});
});
