/** What holding conditions say about other conditions: which must hold as well, and which can never hold together. */
import type { Conditions, WeeklyHours } from "@latchkey/contract";
import { doRangesMeet, isRangeWithin, parseAddressRange, type AddressRange } from "./address-range.ts";

/** The same for conditions that say the same, whatever the order of their fields. */
export function conditionsKey(conditions: Conditions | undefined): string {
  if (conditions === undefined) return "";

  const { from, until, hours, addresses, trustedDevice, secondFactor } = conditions;
  const parts = [from, until, hours && hoursKey(hours), addresses && [...addresses].toSorted(), trustedDevice, secondFactor];
  return parts.every((part) => part === undefined) ? "" : JSON.stringify(parts.map((part) => part ?? null));
}

function hoursKey({ timeZone, windows, holidays }: WeeklyHours): unknown[] {
  return [timeZone, windows.map(({ days, from, to }) => [days.toSorted((one, other) => one - other), from, to]), holidays.toSorted()];
}

/**
 * Whether `conditions` hold wherever all of `given` hold. Field by field, each against one of the given: where that
 * cannot tell, the answer is no. The difference then lists one combination too many, never one too few.
 */
export function isImplied(conditions: Conditions | undefined, given: readonly Conditions[]): boolean {
  const { from, until, hours, addresses, trustedDevice, secondFactor } = conditions ?? {};
  return (
    (from === undefined || given.some((each) => each.from !== undefined && Date.parse(each.from) >= Date.parse(from))) &&
    (until === undefined || given.some((each) => each.until !== undefined && Date.parse(each.until) <= Date.parse(until))) &&
    (trustedDevice === undefined || given.some((each) => each.trustedDevice === true)) &&
    (secondFactor === undefined || given.some((each) => each.secondFactor === true)) &&
    (addresses === undefined || given.some((each) => each.addresses !== undefined && areWithin(each.addresses, addresses))) &&
    (hours === undefined || given.some((each) => each.hours !== undefined && areHoursWithin(each.hours, hours)))
  );
}

/** Whether these conditions can never hold at once from `now` on. */
export function isImpossible(given: readonly Conditions[], now: number): boolean {
  const begin = Math.max(now, ...given.map((each) => (each.from === undefined ? -Infinity : Date.parse(each.from))));
  const end = Math.min(...given.map((each) => (each.until === undefined ? Infinity : Date.parse(each.until))));
  if (end <= begin) return true;

  const lists = given.flatMap(({ addresses }) => (addresses === undefined ? [] : [rangesOf(addresses)]));
  return lists.some((one, at) =>
    lists.slice(at + 1).some((other) => !one.some((range) => other.some((each) => doRangesMeet(range, each)))),
  );
}

function areWithin(inner: readonly string[], outer: readonly string[]): boolean {
  const around = rangesOf(outer);
  return rangesOf(inner).every((range) => around.some((each) => isRangeWithin(range, each)));
}

function rangesOf(addresses: readonly string[]): AddressRange[] {
  return addresses.map(parseAddressRange).filter((range) => range !== null);
}

/** Window by window on the same clock: a day on which the outer ones stay closed must be a holiday of the inner ones too. */
function areHoursWithin(inner: WeeklyHours, outer: WeeklyHours): boolean {
  if (inner.timeZone !== outer.timeZone) return false;
  if (!outer.holidays.every((day) => inner.holidays.includes(day))) return false;

  return inner.windows.every((window) =>
    window.days.every((day) =>
      outer.windows.some((each) => each.days.includes(day) && each.from <= window.from && endOf(window) <= endOf(each)),
    ),
  );
}

/** `30:00` for six in the morning of the next day: as text it compares like a time. */
function endOf({ from, to }: { from: string; to: string }): string {
  return to > from ? to : `${Number(to.slice(0, 2)) + 24}${to.slice(2)}`;
}
