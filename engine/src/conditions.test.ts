import { conditions as conditionsSchema, type Conditions } from "@latchkey/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds, whyNot } from "./conditions.ts";
import type { Circumstances } from "./model.ts";

const nothingKnown: Circumstances = { now: 0, address: null, isDeviceTrusted: false, hasSecondFactor: false };
const at = (iso: string): Circumstances => ({ ...nothingKnown, now: Date.parse(iso) });
const from = (address: string): Circumstances => ({ ...nothingKnown, address });
const stored = (value: Parameters<typeof conditionsSchema.parse>[0]): Conditions => conditionsSchema.parse(value);
const hours = (timeZone: string, days: number[], [open, close]: readonly [string, string], holidays: string[] = []) =>
  stored({ hours: { timeZone, windows: [{ days, from: open, to: close }], holidays } });
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const minuteMs = 60_000;

test("without conditions everything holds", () => {
  expect(holds(undefined, nothingKnown)).toBe(true);
  expect(holds({}, nothingKnown)).toBe(true);
  expect(whyNot({}, nothingKnown)).toEqual([]);
});

describe("from and until", () => {
  const span = stored({ from: "2026-03-01T00:00:00.000Z", until: "2026-04-01T00:00:00.000Z" });

  test.each([
    ["2026-02-28T23:59:59.999Z", "from"],
    ["2026-03-01T00:00:00.000Z", null],
    ["2026-03-31T23:59:59.999Z", null],
    ["2026-04-01T00:00:00.000Z", "until"],
  ])("at %s misses %s", (moment, missed) => {
    expect(whyNot(span, at(moment))[0]?.condition ?? null).toBe(missed);
    expect(holds(span, at(moment))).toBe(missed === null);
  });
});

describe("weekly hours", () => {
  const nightShift = hours("America/New_York", [1, 2, 3, 4, 5], ["22:00", "06:00"], ["2026-12-25"]);

  test.each([
    ["opens at its first minute", "2026-11-23T22:00:00-05:00", true],
    ["is closed a millisecond before", "2026-11-23T21:59:59.999-05:00", false],
    ["runs past midnight", "2026-11-24T05:59:59.999-05:00", true],
    ["ends before its last minute", "2026-11-24T06:00:00-05:00", false],
    ["runs into Saturday when it opened on Friday", "2026-11-28T03:00:00-05:00", true],
    ["does not open on Saturday", "2026-11-28T22:30:00-05:00", false],
    ["does not run into Monday, for Sunday did not open it", "2026-11-23T03:00:00-05:00", false],
    ["does not open on a holiday", "2026-12-25T23:00:00-05:00", false],
    ["runs into a holiday from the evening before", "2026-12-25T05:00:00-05:00", true],
    ["does not run out of a holiday", "2026-12-26T05:00:00-05:00", false],
  ])("%s", (_title, moment, expected) => {
    expect(holds(nightShift, at(moment))).toBe(expected);
  });

  test.each([
    ["00:00", "24:00"],
    ["00:00", "00:00"],
    ["09:30", "09:30"],
  ])("from %s to %s on every day is always", (open, close) => {
    const always = hours("Europe/Berlin", everyDay, [open, close]);
    const { failed } = fc.check(fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => holds(always, { ...nothingKnown, now })));
    expect(failed).toBe(false);
  });

  const minutesOpen = (when: Conditions, firstIso: string, lastIso: string): number => {
    let open = 0;
    for (let now = Date.parse(firstIso); now < Date.parse(lastIso); now += minuteMs) {
      if (holds(when, { ...nothingKnown, now })) open += 1;
    }
    return open;
  };

  test("an hour that the clock skips never comes, one that it repeats comes twice", () => {
    const twoToThree = hours("America/New_York", [7], ["02:00", "03:00"]);
    const oneToTwo = hours("America/New_York", [7], ["01:00", "02:00"]);

    expect(minutesOpen(twoToThree, "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00")).toBe(0);
    expect(minutesOpen(oneToTwo, "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00")).toBe(60);
    expect(minutesOpen(oneToTwo, "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00")).toBe(120);
    expect(minutesOpen(twoToThree, "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00")).toBe(60);
  });

  test("half an hour of daylight saving, and a zone a quarter off the hour", () => {
    // Lord Howe skips 02:00 to 02:30 on the first Sunday of October.
    const lordHowe = hours("Australia/Lord_Howe", [7], ["02:00", "03:00"]);
    expect(minutesOpen(lordHowe, "2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z")).toBe(30);

    const kathmandu = hours("Asia/Kathmandu", [4], ["00:00", "00:15"]);
    expect(holds(kathmandu, at("2025-12-31T18:15:00.000Z"))).toBe(true);
    expect(holds(kathmandu, at("2025-12-31T18:14:59.999Z"))).toBe(false);
  });

  const zones = ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Africa/Cairo", "UTC"];
  const clockTime = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
  const days = fc.subarray(everyDay, { minLength: 1 });
  const zone = fc.constantFrom(...zones);
  const opening = fc.record({ timeZone: zone, on: days, open: clockTime, close: clockTime });
  const year2026 = fc.integer({ min: Date.parse("2026-01-01T00:00:00Z"), max: Date.parse("2027-01-01T00:00:00Z") });
  // Around the moments at which some zone changes its clocks.
  const change = fc
    .tuple(
      fc.constantFrom("2026-03-08T07:00Z", "2026-11-01T06:00Z", "2026-03-29T01:00Z", "2026-10-25T01:00Z", "2026-10-03T15:30Z"),
      fc.integer({ min: -180, max: 180 }),
    )
    .map(([iso, minutes]) => Date.parse(iso) + minutes * minuteMs);
  const moment = fc.oneof(year2026, change);

  test("a window agrees with what the clock on the wall shows", () => {
    fc.assert(
      fc.property(opening, moment, ({ timeZone, on, open, close }, now) => {
        const parts = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" }).formatToParts(
          now,
        );
        const shown = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
        const today = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(shown("weekday")) + 1;
        const yesterday = today === 1 ? 7 : today - 1;
        const time = `${shown("hour")}:${shown("minute")}`;

        const isOpenToday = on.includes(today) && time >= open && (time < close || close <= open);
        const isOpenSinceYesterday = on.includes(yesterday) && close <= open && time < close;
        expect(holds(hours(timeZone, on, [open, close]), { ...nothingKnown, now })).toBe(isOpenToday || isOpenSinceYesterday);
      }),
      { numRuns: 2000 },
    );
  });

  test("one window of two days is two windows of one, and a night is an evening and a morning", () => {
    fc.assert(
      fc.property(opening, moment, ({ timeZone, on, open, close }, now) => {
        fc.pre(close < open);
        const circumstances = { ...nothingKnown, now };
        const nextDays = on.map((day) => (day % 7) + 1);
        const whole = hours(timeZone, on, [open, close]);
        const single = stored({ hours: { timeZone, windows: on.map((day) => ({ days: [day], from: open, to: close })) } });
        const isInParts =
          holds(hours(timeZone, on, [open, "24:00"]), circumstances) ||
          (close !== "00:00" && holds(hours(timeZone, nextDays, ["00:00", close]), circumstances));

        expect(holds(single, circumstances)).toBe(holds(whole, circumstances));
        expect(isInParts).toBe(holds(whole, circumstances));
      }),
      { numRuns: 1000 },
    );
  });

  test("says what the clock shows, and whether a holiday is the reason", () => {
    expect(whyNot(nightShift, at("2026-12-25T23:05:00-05:00"))).toEqual([
      {
        condition: "hours",
        expected: "1,2,3,4,5 22:00-06:00",
        actual: "2026-12-25 23:05",
        timeZone: "America/New_York",
        isHoliday: true,
      },
    ]);
    expect(whyNot(nightShift, at("2026-11-24T12:00:00-05:00"))).toMatchObject([{ isHoliday: false }]);
  });
});

describe("addresses", () => {
  test.each([
    ["192.0.2.0/24", "192.0.2.255", true],
    ["192.0.2.0/24", "192.0.3.0", false],
    ["192.0.2.77/24", "192.0.2.1", true],
    ["192.0.2.1", "192.0.2.1", true],
    ["192.0.2.1/32", "192.0.2.2", false],
    ["0.0.0.0/0", "203.0.113.9", true],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["::/0", "2001:db8::1", true],
    ["::/0", "203.0.113.9", false],
    ["2001:db8::/33", "2001:db8:7fff::1", true],
    ["2001:db8::/33", "2001:db8:8000::1", false],
    ["2001:DB8:0:0::/64", "2001:db8::ff", true],
    ["192.0.2.0/24", "::ffff:192.0.2.9", true],
    ["::ffff:192.0.2.0/120", "192.0.2.9", true],
    ["::ffff:192.0.2.0/120", "192.0.3.9", false],
    ["192.0.2.0/24", "not an address", false],
  ])("%s and %s: %s", (range, address, expected) => {
    expect(holds({ addresses: [range] }, from(address))).toBe(expected);
  });

  test("an unknown address is in no range", () => {
    expect(whyNot({ addresses: ["0.0.0.0/0", "::/0"] }, nothingKnown)).toEqual([
      { condition: "addresses", expected: "0.0.0.0/0, ::/0", actual: null },
    ]);
  });

  test("a range holds exactly the addresses that share its first bits", () => {
    const word = fc.integer({ min: 0, max: 0xffff_ffff });
    const dotted = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
    fc.assert(
      fc.property(word, fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 31 }), (base, bits, flipped) => {
        const other = (base ^ (1 << flipped)) >>> 0;
        const isSame = 31 - flipped >= bits;
        expect(holds({ addresses: [`${dotted(base)}/${bits}`] }, from(dotted(other)))).toBe(isSame);
        expect(holds({ addresses: [`::ffff:${dotted(base)}/${bits + 96}`] }, from(dotted(other)))).toBe(isSame);
      }),
    );
  });
});

test("device and second factor must be known to be there; all conditions must hold", () => {
  const both: Conditions = { trustedDevice: true, secondFactor: true };
  expect(whyNot(both, nothingKnown).map((unmet) => unmet.condition)).toEqual(["trustedDevice", "secondFactor"]);
  expect(holds(both, { ...nothingKnown, isDeviceTrusted: true })).toBe(false);
  expect(holds(both, { ...nothingKnown, isDeviceTrusted: true, hasSecondFactor: true })).toBe(true);
});
