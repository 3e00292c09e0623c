import { describe, expect, it } from "vitest";
import { datesToPeriod, periodToDates, periodToRange } from "./period.ts";

const now = new Date("2026-03-15T12:00:00.000Z");

describe("periods", () => {
  it("newest asks for no time at all", () => {
    expect(periodToRange("newest", now, "UTC")).toEqual({});
  });

  it("that end now have a start and no end, so that new data belongs to them", () => {
    expect(periodToRange("24h", now, "UTC")).toEqual({ from: "2026-03-14T12:00:00.000Z" });
    expect(periodToRange("7d", now, "UTC")).toEqual({ from: "2026-03-08T12:00:00.000Z" });
  });

  it("between two dates hold both days whole, by the zone's own clock", () => {
    expect(periodToRange("2026-03-07..2026-03-08", now, "America/New_York")).toEqual({
      from: "2026-03-07T05:00:00.000Z",
      to: "2026-03-09T04:00:00.000Z",
    });
  });

  it("are read either way round", () => {
    expect(periodToDates(datesToPeriod("2026-03-08", "2026-03-07"))).toEqual({ from: "2026-03-07", to: "2026-03-08" });
  });

  it.each(["", "yesterday", "2026-02-30..2026-03-01", "2026-03-01", "2026-03-01..", "<script>"])(
    "that make no sense (%s) mean the newest",
    (period) => {
      expect(periodToRange(period, now, "UTC")).toEqual({});
    },
  );
});
