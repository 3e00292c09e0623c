import { describe, expect, it } from "vitest";
import { formatAxisFigure, formatFigure } from "./format-figure.ts";
import { formatTick, momentFormat, precisionOf } from "./format-moment.ts";
import { toSeriesTable } from "./series-table.ts";

const zone = "America/New_York";
const midnight = Date.parse("2026-01-01T05:00:00Z");

describe("figures", () => {
  it("are grouped, rounded and carry their unit", () => {
    expect(formatFigure(1204.567, { locale: "en", unit: "mm" })).toBe("1,204.57\u00A0mm");
    expect(formatFigure(1204.5, { locale: "de", decimals: 1, unit: "mm" })).toBe("1.204,5\u00A0mm");
    expect(formatFigure(63, { locale: "en", unit: "%" })).toBe("63%");
    expect(formatFigure(3, { locale: "en", decimals: 2, digits: "fixed" })).toBe("3.00");
    expect(formatFigure(Number.NaN, { locale: "en" })).toBe("–");
    expect(formatFigure(-0.4, { locale: "en", decimals: 1, unit: null })).toBe("-0.4");
  });

  it("are short at an axis", () => {
    expect(formatAxisFigure(9500, "en")).toBe("9,500");
    expect(formatAxisFigure(12_000, "en")).toBe("12K");
    expect(formatAxisFigure(-3_400_000, "en")).toBe("-3.4M");
  });
});

describe("moments", () => {
  it("are told as exactly as needed", () => {
    const day = 86_400_000;

    expect(precisionOf([midnight, midnight + day], zone)).toBe("day");
    expect(precisionOf([midnight], zone)).toBe("day");
    expect(precisionOf([midnight, Date.parse("2026-02-01T05:00:00Z")], zone)).toBe("month");
    expect(precisionOf([midnight, Date.parse("2027-01-01T05:00:00Z")], zone)).toBe("year");
    expect(precisionOf([midnight + 60_000, midnight], zone)).toBe("minute");
    expect(precisionOf([midnight + 1000], zone)).toBe("second");
    expect(precisionOf([midnight, midnight + day], "UTC")).toBe("minute");
  });

  it("read in the zone's own time", () => {
    expect(momentFormat("day", { locale: "en", timeZone: zone })(midnight)).toBe("Jan 1, 2026");
    expect(momentFormat("day", { locale: "en", timeZone: "America/Los_Angeles" })(midnight)).toBe("Dec 31, 2025");
    expect(momentFormat("year", { locale: "en", timeZone: zone })(midnight)).toBe("2026");
  });

  it("name the larger part at a tick where it changes", () => {
    const label = (at: string, unit: "hour" | "day" | "month") =>
      formatTick(Date.parse(at), { unit, count: 1 }, { locale: "en", timeZone: "UTC" });

    expect(label("2026-02-01T00:00:00Z", "day")).toBe("Feb");
    expect(label("2026-01-01T00:00:00Z", "day")).toBe("Jan 2026");
    expect(label("2026-02-03T00:00:00Z", "day")).toBe("Feb 3");
    expect(label("2026-02-03T00:00:00Z", "hour")).toBe("Feb 3");
    expect(label("2026-02-03T06:00:00Z", "hour")).toMatch(/06:00/);
    expect(label("2026-01-01T00:00:00Z", "month")).toBe("2026");
  });
});

describe("series side by side", () => {
  it("share their moments, and have a gap where one has no figure", () => {
    const table = toSeriesTable([
      {
        name: "a",
        unit: null,
        points: [
          { time: "2026-01-01T00:00:00.000Z", value: 1 },
          { time: "2026-01-03T00:00:00.000Z", value: 3 },
        ],
      },
      { name: "b", unit: "mm", points: [{ time: "2026-01-02T00:00:00.000Z", value: 0 }] },
    ]);

    expect(table.moments.map((at) => new Date(at).getUTCDate())).toEqual([1, 2, 3]);
    expect(table.columns.map((column) => column.values)).toEqual([
      [1, null, 3],
      [null, 0, null],
    ]);
  });

  it("keep the later of two figures for one moment", () => {
    const time = "2026-01-01T00:00:00.000Z";
    const table = toSeriesTable([
      {
        name: "a",
        unit: null,
        points: [
          { time, value: 1 },
          { time, value: 2 },
        ],
      },
    ]);

    expect(table.columns[0]?.values).toEqual([2]);
  });
});
