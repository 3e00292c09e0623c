/** Do the conditions of a policy, role or assignment hold? Parsed once per object, then a comparison or two. */
import type { Conditions, WeeklyHours } from "@latchkey/contract";
import { isInRange, parseAddress, parseAddressRange, type Address, type AddressRange } from "./address-range.ts";
import { dayOf, isoDateOf, localClockOf, weekdayOf, type LocalClock } from "./local-clock.ts";
import type { Circumstances } from "./model.ts";

/** A condition that does not hold, with what it asks for and what was found. */
export interface UnmetCondition {
  readonly condition: keyof Conditions;
  readonly expected: string;
  /** Null where nothing is known. */
  readonly actual: string | null;
  /** Of hours: the zone in which `actual` is read. */
  readonly timeZone?: string;
  /** Of hours: windows would be open were this day no holiday. */
  readonly isHoliday?: boolean;
}

interface Window {
  /** Bit n is set when the window opens on day n of the week. */
  readonly days: number;
  readonly from: number;
  readonly to: number;
}

interface Hours {
  readonly clock: LocalClock;
  readonly windows: readonly Window[];
  readonly holidays: ReadonlySet<number>;
}

interface Prepared {
  readonly isEmpty: boolean;
  readonly from: number;
  readonly until: number;
  readonly hours: Hours | null;
  readonly ranges: readonly AddressRange[] | null;
  readonly needsTrustedDevice: boolean;
  readonly needsSecondFactor: boolean;
}

const prepared = new WeakMap<Conditions, Prepared>();

/** Whether all conditions hold; what is not known counts as not given. */
export function holds(conditions: Conditions | undefined, circumstances: Circumstances): boolean {
  if (conditions === undefined) return true;

  const wanted = prepare(conditions);
  return wanted.isEmpty || conditionNames.every((condition) => isMet(condition, wanted, circumstances));
}

/** The conditions that do not hold; empty when all do. */
export function whyNot(conditions: Conditions | undefined, circumstances: Circumstances): UnmetCondition[] {
  if (conditions === undefined) return [];

  const wanted = prepare(conditions);
  const unmet = conditionNames.filter((condition) => !isMet(condition, wanted, circumstances));
  return unmet.map((condition) => describe(condition, conditions, circumstances));
}

// The cheapest first.
const conditionNames = ["from", "until", "trustedDevice", "secondFactor", "addresses", "hours"] as const;

function isMet(condition: keyof Conditions, wanted: Prepared, circumstances: Circumstances): boolean {
  const { now } = circumstances;
  switch (condition) {
    case "from":
      return now >= wanted.from;
    case "until":
      return now < wanted.until;
    case "trustedDevice":
      return !wanted.needsTrustedDevice || circumstances.isDeviceTrusted;
    case "secondFactor":
      return !wanted.needsSecondFactor || circumstances.hasSecondFactor;
    case "addresses":
      return wanted.ranges === null || isInSome(wanted.ranges, circumstances.address);
    case "hours":
      return wanted.hours === null || isOpen(wanted.hours, now);
  }
}

/**
 * The clock on the wall decides: an hour that daylight saving skips never comes, one that it repeats comes twice.
 * A window belongs to the day on which it opens; past midnight it runs on whatever the next day is.
 */
function isOpen({ clock, windows, holidays }: Hours, now: number): boolean {
  const { day, minute } = clock.read(now);
  const today = holidays.has(day) ? 0 : 1 << weekdayOf(day);
  const yesterday = holidays.has(day - 1) ? 0 : 1 << weekdayOf(day - 1);

  for (const { days, from, to } of windows) {
    const endsNextDay = to <= from;
    if ((days & today) !== 0 && minute >= from && (endsNextDay || minute < to)) return true;
    if (endsNextDay && (days & yesterday) !== 0 && minute < to) return true;
  }
  return false;
}

// Many checks in a row are about one caller.
let lastText: string | null = null;
let lastAddress: Address | null = null;

function isInSome(ranges: readonly AddressRange[], text: string | null): boolean {
  if (text === null) return false;
  if (text !== lastText) {
    lastAddress = parseAddress(text);
    lastText = text;
  }
  const address = lastAddress;
  return address !== null && ranges.some((range) => isInRange(range, address));
}

function prepare(conditions: Conditions): Prepared {
  const known = prepared.get(conditions);
  if (known) return known;

  const fresh = toPrepared(conditions);
  prepared.set(conditions, fresh);
  return fresh;
}

function toPrepared({ from, until, hours, addresses, trustedDevice, secondFactor }: Conditions): Prepared {
  const needsTrustedDevice = trustedDevice === true;
  const needsSecondFactor = secondFactor === true;
  const hasMore = needsTrustedDevice || needsSecondFactor || hours !== undefined || addresses !== undefined;
  return {
    isEmpty: from === undefined && until === undefined && !hasMore,
    from: from === undefined ? -Infinity : Date.parse(from),
    until: until === undefined ? Infinity : Date.parse(until),
    hours: hours === undefined ? null : toHours(hours),
    ranges: addresses === undefined ? null : addresses.map(parseAddressRange).filter((range) => range !== null),
    needsTrustedDevice,
    needsSecondFactor,
  };
}

function toHours({ timeZone, windows, holidays }: WeeklyHours): Hours {
  return {
    clock: localClockOf(timeZone),
    windows: windows.map(({ days, from, to }) => ({
      days: days.reduce((bits, day) => bits | (1 << day), 0),
      from: minuteOf(from),
      to: minuteOf(to),
    })),
    holidays: new Set(holidays.map(dayOf)),
  };
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

function describe(
  condition: keyof Conditions,
  conditions: Conditions,
  { now, address, isDeviceTrusted, hasSecondFactor }: Circumstances,
): UnmetCondition {
  switch (condition) {
    case "from":
    case "until":
      return { condition, expected: conditions[condition] ?? "", actual: new Date(now).toISOString() };
    case "addresses":
      return { condition, expected: (conditions.addresses ?? []).join(", "), actual: address };
    case "trustedDevice":
      return { condition, expected: "true", actual: String(isDeviceTrusted) };
    case "secondFactor":
      return { condition, expected: "true", actual: String(hasSecondFactor) };
    case "hours":
      return describeHours(conditions.hours ?? { timeZone: "UTC", windows: [], holidays: [] }, now);
  }
}

/** `1,2,3 08:00-18:00; 6 09:00-12:00` against `2026-11-22 19:03`. */
function describeHours(hours: WeeklyHours, now: number): UnmetCondition {
  const { day, minute } = localClockOf(hours.timeZone).read(now);
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  const time = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
  return {
    condition: "hours",
    expected: hours.windows.map(({ days, from, to }) => `${days.join(",")} ${from}-${to}`).join("; "),
    actual: `${isoDateOf(day)} ${time}`,
    timeZone: hours.timeZone,
    isHoliday: isOpen({ ...toHours(hours), holidays: new Set() }, now),
  };
}
