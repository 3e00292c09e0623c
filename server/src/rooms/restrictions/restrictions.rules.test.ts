import { restrictions, type Restrictions } from "@latchkey/contract";
import { describe, expect, test } from "vitest";
import { plainAddress } from "../../platform/plain-address.ts";
import { findRefusal, isAnythingRestricted, type Whereabouts } from "./restrictions.rules.ts";

const rules = (given: Partial<Restrictions>): Restrictions => restrictions.parse(given);
const at = (iso: string, address: string | null = "192.0.2.1", country: string | null = null): Whereabouts => ({
  now: Date.parse(iso),
  address,
  country,
});
const monday = "2026-03-02T09:00:00Z";

describe("addresses", () => {
  test.each([
    ["192.0.2.0/24", "192.0.2.255", null],
    ["192.0.2.0/24", "192.0.3.0", "address_not_allowed"],
    ["192.0.2.7", "192.0.2.7", null],
    ["2001:db8::/32", "2001:db8::1", null],
    ["2001:db8::/32", "2001:db9::1", "address_not_allowed"],
    ["::ffff:192.0.2.0/120", "192.0.2.9", null],
  ])("allowed %s, from %s: %s", (allowed, address, expected) => {
    expect(findRefusal(rules({ allowAddresses: [allowed] }), at(monday, address))).toBe(expected);
  });

  test("denied beats allowed", () => {
    const both = rules({ allowAddresses: ["192.0.2.0/24"], denyAddresses: ["192.0.2.66"] });
    expect(findRefusal(both, at(monday, "192.0.2.66"))).toBe("address_denied");
    expect(findRefusal(both, at(monday, "192.0.2.67"))).toBeNull();
  });

  test("an address that is not known is on no list of allowed ones, and passes no list of denied ones", () => {
    expect(findRefusal(rules({ allowAddresses: ["0.0.0.0/0", "::/0"] }), at(monday, null))).toBe("address_not_allowed");
    expect(findRefusal(rules({ denyAddresses: ["192.0.2.1"] }), at(monday, null))).toBe("address_denied");
    expect(findRefusal(rules({}), at(monday, null))).toBeNull();
  });

  // What arrives is written in one way first; forms that readers understand differently are no address at all.
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:c000:201", "192.0.2.1"],
    ["0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1"],
    ["fe80::1%eth0", "fe80::1"],
    ["fe80:0000::0001%25lo", "fe80::1"],
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["010.0.0.1", null],
    ["0x7f.0.0.1", null],
    ["2130706433", null],
    ["127.1", null],
    ["::192.0.2.1", null],
    ["192.0.2.1:8080", null],
    ["192.0.2.1, 10.0.0.1", null],
    ["[::1]", null],
    ["unknown", null],
    ["", null],
  ])("%j is read as %j", (text, expected) => {
    expect(plainAddress(text)).toBe(expected);
  });
});

describe("countries", () => {
  test.each<[Partial<Restrictions>, string | null, string | null]>([
    [{ allowCountries: ["DE", "FR"] }, "DE", null],
    [{ allowCountries: ["DE", "FR"] }, "US", "country_not_allowed"],
    [{ allowCountries: ["DE"] }, null, "country_not_allowed"],
    [{ denyCountries: ["KP"] }, "KP", "country_denied"],
    [{ denyCountries: ["KP"] }, "DE", null],
    [{ denyCountries: ["KP"] }, null, "country_denied"],
    [{ allowCountries: ["DE"], denyCountries: ["DE"] }, "DE", "country_denied"],
    [{}, null, null],
  ])("%j, calling from %s: %s", (given, country, expected) => {
    expect(findRefusal(rules(given), at(monday, "192.0.2.1", country))).toBe(expected);
  });
});

describe("hours", () => {
  const office = { timeZone: "Europe/Berlin", windows: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }], holidays: ["2026-04-06"] };
  test.each([
    ["the second before they begin", "2026-03-02T06:59:59.999Z", "outside_hours"],
    ["the moment they begin", "2026-03-02T07:00:00.000Z", null],
    ["the last millisecond", "2026-03-02T16:59:59.999Z", null],
    ["the moment they end", "2026-03-02T17:00:00.000Z", "outside_hours"],
    ["a Sunday", "2026-03-01T12:00:00.000Z", "outside_hours"],
    ["a holiday", "2026-04-06T10:00:00.000Z", "outside_hours"],
    ["the Monday after the clocks went forward, an hour earlier in UTC", "2026-03-30T06:00:00.000Z", null],
    ["the minute before it", "2026-03-30T05:59:59.999Z", "outside_hours"],
    ["the Monday after the clocks went back", "2026-10-26T07:00:00.000Z", null],
    ["the minute before that", "2026-10-26T06:59:59.999Z", "outside_hours"],
  ])("%s", (_title, moment, expected) => {
    expect(findRefusal(rules({ hours: office }), at(moment))).toBe(expected);
  });

  test("of a window over midnight go on into a night whose hour comes twice", () => {
    const night = { timeZone: "Europe/Berlin", windows: [{ days: [6], from: "22:00", to: "03:00" }], holidays: [] };
    const refusal = (moment: string) => findRefusal(rules({ hours: night }), at(moment));
    // 2026-10-25: at 01:00 UTC the clock goes from 03:00 back to 02:00; the window ends at 03:00 the second time.
    expect(refusal("2026-10-25T00:30:00Z")).toBeNull();
    expect(refusal("2026-10-25T01:59:59.999Z")).toBeNull();
    expect(refusal("2026-10-25T02:00:00Z")).toBe("outside_hours");
  });
});

test("rules that name nothing restrict nothing", () => {
  expect(isAnythingRestricted(rules({}))).toBe(false);
  expect(isAnythingRestricted(rules({ mode: "monitor" }))).toBe(false);
  for (const given of [
    { allowAddresses: ["192.0.2.1"] },
    { denyAddresses: ["192.0.2.1"] },
    { allowCountries: ["DE"] },
    { denyCountries: ["DE"] },
  ]) {
    expect(isAnythingRestricted(rules(given))).toBe(true);
  }
});
