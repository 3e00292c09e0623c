import { expect, test } from "vitest";
import { moveRow, toTabs } from "./tab-rows.ts";

const rows = [
  { rowId: "a", id: "66f0c2000000000000000001", name: " Today " },
  { rowId: "b", id: undefined, name: "New" },
  { rowId: "c", id: undefined, name: "  " },
];

test("kept tabs are sent with their id, new ones without, nameless ones not at all", () => {
  expect(toTabs(rows)).toEqual([{ id: "66f0c2000000000000000001", name: "Today" }, { name: "New" }]);
});

test("a tab trades places with its neighbour, and stays where there is none", () => {
  expect(moveRow(rows, 0, 1).map((row) => row.rowId)).toEqual(["b", "a", "c"]);
  expect(moveRow(rows, 0, -1).map((row) => row.rowId)).toEqual(["a", "b", "c"]);
  expect(moveRow(rows, 2, 1).map((row) => row.rowId)).toEqual(["a", "b", "c"]);
});
