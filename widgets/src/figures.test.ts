import { NetworkError, ProblemError } from "@latchkey/client";
import type { WidgetSeries } from "@latchkey/contract";
import { initWords, portalResources } from "@latchkey/words";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { changedWidgets } from "./changed-widgets.ts";
import { describeError, isWorthRetrying } from "./error-words.ts";
import { isEmptyData, toChartSeries } from "./to-chart-series.ts";
import { toRows } from "./to-rows.ts";

const first = "2026-01-01T00:00:00.000Z";
const second = "2026-01-02T00:00:00.000Z";
const series: WidgetSeries[] = [
  {
    name: "Rain",
    unit: "mm",
    points: [
      { time: first, value: 1 },
      { time: second, value: 2 },
    ],
  },
  { name: "Sky", unit: null, points: [{ time: second, value: "fog" }] },
  {
    name: "Pump",
    unit: null,
    points: [
      { time: first, value: true },
      { time: second, value: false },
    ],
  },
];

beforeAll(() => initWords(i18next, { language: "en", resources: portalResources }));

describe("figures", () => {
  it("are drawn where they are numbers or switches", () => {
    expect(toChartSeries(series).map((each) => each.points.map((point) => point.value))).toEqual([[1, 2], [], [1, 0]]);
  });

  it("stand side by side in a table, newest first", () => {
    expect(toRows(series)).toEqual([
      { at: Date.parse(second), values: [2, "fog", false] },
      { at: Date.parse(first), values: [1, undefined, true] },
    ]);
  });

  it("are empty when no source has any", () => {
    expect(isEmptyData({ series: [], recordCount: 0 })).toBe(true);
    expect(isEmptyData({ series: [{ name: "a", unit: null, points: [] }], recordCount: 0 })).toBe(true);
    expect(isEmptyData({ series, recordCount: 5 })).toBe(false);
  });
});

describe("live changes", () => {
  it("name only widgets with new data", () => {
    const before = { updatedAt: first, widgets: { a: first, b: null, c: first } };
    const now = { updatedAt: first, widgets: { a: second, b: null, c: first, d: first } };

    expect(changedWidgets(before, now)).toEqual(["a", "d"]);
  });
});

describe("errors", () => {
  const problem = (status: number) => new ProblemError({ type: "", title: "No", status, code: "http.not_found", requestId: "r" });

  it("are told in the reader's words", () => {
    expect(describeError(i18next.t, problem(404))).toContain("may not see it");
    expect(describeError(i18next.t, new NetworkError(null))).toContain("connection");
    expect(describeError(i18next.t, new TypeError("x is undefined"))).not.toContain("undefined");
  });

  it("are tried again only when that may help", () => {
    expect([401, 403, 404, 412, 429, 500, 503].filter((status) => isWorthRetrying(0, problem(status)))).toEqual([429, 500, 503]);
    expect(isWorthRetrying(0, new NetworkError(null))).toBe(true);
    expect(isWorthRetrying(2, new NetworkError(null))).toBe(false);
  });
});
