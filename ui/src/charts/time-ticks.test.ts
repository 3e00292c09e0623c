import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeTicks } from "./time-ticks.ts";
import { fromWallClock, toWallClock } from "./wall-clock.ts";

const newYork = "America/New_York";

function ticksOf(from: string, to: string, options: { countMax?: number; timeZone?: string } = {}) {
  const { countMax = 8, timeZone = newYork } = options;
  const { ticks, step } = timeTicks({ from: Date.parse(from), to: Date.parse(to), countMax, timeZone });

  return { step: `${step.count} ${step.unit}`, ticks: ticks.map((at) => new Date(at).toISOString()) };
}

describe("ticks of a time axis", () => {
  it("stand at the zone's own midnights", () => {
    expect(ticksOf("2026-01-05T12:00:00Z", "2026-01-08T12:00:00Z", { countMax: 4 })).toEqual({
      step: "1 day",
      ticks: ["2026-01-06T05:00:00.000Z", "2026-01-07T05:00:00.000Z", "2026-01-08T05:00:00.000Z"],
    });
  });

  it("keep to midnight when clocks change within", () => {
    expect(ticksOf("2026-03-07T05:00:00Z", "2026-03-10T05:00:00Z", { countMax: 4 }).ticks).toEqual([
      "2026-03-07T05:00:00.000Z",
      "2026-03-08T05:00:00.000Z",
      "2026-03-09T04:00:00.000Z",
      "2026-03-10T04:00:00.000Z",
    ]);
  });

  it("stand at firsts of months, quarters and years as the span grows", () => {
    expect(ticksOf("2025-11-20T00:00:00Z", "2026-02-20T00:00:00Z", { countMax: 4 })).toEqual({
      step: "1 month",
      ticks: ["2025-12-01T05:00:00.000Z", "2026-01-01T05:00:00.000Z", "2026-02-01T05:00:00.000Z"],
    });
    expect(ticksOf("2012-01-01T05:00:00Z", "2015-12-31T05:00:00Z", { countMax: 4 })).toEqual({
      step: "1 year",
      ticks: ["2012-01-01T05:00:00.000Z", "2013-01-01T05:00:00.000Z", "2014-01-01T05:00:00.000Z", "2015-01-01T05:00:00.000Z"],
    });
  });

  it("never crowd the end of a month", () => {
    expect(
      ticksOf("2026-01-10T00:00:00Z", "2026-02-20T00:00:00Z", { countMax: 6, timeZone: "UTC" }).ticks.map((at) => at.slice(5, 10)),
    ).toEqual(["01-15", "01-22", "02-01", "02-08", "02-15"]);
  });

  it("know zones with odd offsets", () => {
    expect(ticksOf("2026-01-05T00:00:00Z", "2026-01-05T06:00:00Z", { countMax: 6, timeZone: "Asia/Kathmandu" })).toEqual({
      step: "1 hour",
      ticks: [0, 1, 2, 3, 4, 5].map((hour) => `2026-01-05T0${hour}:15:00.000Z`),
    });
  });

  it("are one for a single moment on a round time, and none off it", () => {
    expect(ticksOf("2026-01-05T05:00:00Z", "2026-01-05T05:00:00Z").ticks).toHaveLength(1);
    expect(ticksOf("2026-01-05T05:00:00.500Z", "2026-01-05T05:00:00.500Z").ticks).toHaveLength(0);
  });

  it("ascend, stay within the span and are never too many, in any zone", () => {
    const zones = ["UTC", newYork, "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia"];
    const moment = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2035, 0) });
    const world = fc.record({
      from: moment,
      span: fc.integer({ min: 1000, max: 4e11 }),
      countMax: fc.integer({ min: 1, max: 20 }),
      timeZone: fc.constantFrom(...zones),
    });

    fc.assert(
      fc.property(world, ({ from, span, countMax, timeZone }) => {
        const to = from + span;
        const { ticks } = timeTicks({ from, to, countMax, timeZone });

        expect(ticks.every((at, index) => at >= from && at <= to && (index === 0 || at > (ticks[index - 1] ?? 0)))).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(countMax + 2 + countMax * 0.2);
      }),
      { numRuns: 300 },
    );
  });
});

describe("wall clocks", () => {
  it("go there and back for any moment of a whole second, save in the hour that comes twice", () => {
    const at = fc.integer({ min: 0, max: 2_000_000_000 }).map((second) => second * 1000);

    fc.assert(
      fc.property(at, fc.constantFrom("UTC", newYork, "Asia/Kathmandu"), (moment, timeZone) => {
        const back = fromWallClock(toWallClock(moment, timeZone), timeZone);

        expect([0, 3_600_000]).toContain(Math.abs(back - moment));
      }),
    );
  });

  it("land after the gap when the hour does not exist", () => {
    const skipped = { year: 2026, month: 3, day: 8, hour: 2, minute: 30, second: 0 };

    expect(toWallClock(fromWallClock(skipped, newYork), newYork).day).toBe(8);
  });
});
