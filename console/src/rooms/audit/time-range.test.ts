import { expect, test } from "vitest";
import { fromZonedInput, rangeStart, toZonedInput } from "./time-range.ts";

test("the last 24 hours begin a day ago, to the minute", () => {
  expect(rangeStart("day", new Date("2026-03-02T10:20:30.400Z"))).toBe("2026-03-01T10:20:00.000Z");
});

test.each([
  ["America/New_York", "2026-01-15T09:30", "2026-01-15T14:30:00.000Z"],
  ["America/New_York", "2026-07-15T09:30", "2026-07-15T13:30:00.000Z"],
  ["Europe/Berlin", "2026-03-29T04:00", "2026-03-29T02:00:00.000Z"],
  ["UTC", "2026-01-15T00:00", "2026-01-15T00:00:00.000Z"],
])("in %s, %s is %s and back", (timeZone, wallClock, moment) => {
  expect(fromZonedInput(wallClock, timeZone)).toBe(moment);
  expect(toZonedInput(moment, timeZone)).toBe(wallClock);
});

test("an incomplete date is no date", () => {
  expect(fromZonedInput("", "UTC")).toBeUndefined();
  expect(fromZonedInput("2026-01", "UTC")).toBeUndefined();
});
