import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("a cell that starts a formula is neutralised", () => {
  expect(csvLine(["=1+1"])).toContain("'=1+1");
});
