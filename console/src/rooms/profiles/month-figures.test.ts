import { expect, test } from "vitest";
import { monthFigures } from "./month-figures.ts";

test("twelve months up to now, oldest first, with zero where nothing was shown", () => {
  const figures = monthFigures([{ month: "2026-02", records: 40 }], new Date("2026-02-28T23:59:59.000Z"));

  expect(figures).toHaveLength(12);
  expect(figures[0]).toEqual({ time: "2025-03-01T00:00:00.000Z", value: 0 });
  expect(figures.at(-1)).toEqual({ time: "2026-02-01T00:00:00.000Z", value: 40 });
});
