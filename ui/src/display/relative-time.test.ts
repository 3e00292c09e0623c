import { describe, expect, it } from "vitest";
import { absoluteTime, relativeTime } from "./relative-time.ts";

const now = new Date("2026-03-15T12:00:00Z");

describe("relative time", () => {
  it.each([
    ["2026-03-15T11:59:31Z", "now"],
    ["2026-03-15T11:59:00Z", "1 minute ago"],
    ["2026-03-15T09:10:00Z", "2 hours ago"],
    ["2026-03-14T11:00:00Z", "yesterday"],
    ["2026-03-17T13:00:00Z", "in 2 days"],
    ["2026-02-28T12:00:00Z", "2 weeks ago"],
    ["2025-03-01T12:00:00Z", "last year"],
    ["2015-03-01T12:00:00Z", "11 years ago"],
  ])("of %s is %s", (at, text) => {
    expect(relativeTime(new Date(at), now, "en")).toBe(text);
  });
});

describe("absolute time", () => {
  it("is the zone's own and says which", () => {
    expect(absoluteTime(now, "en", "America/New_York")).toMatch(/Mar 15, 2026.*8:00:00.AM EDT/);
  });
});
