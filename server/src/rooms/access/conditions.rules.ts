import { isDeepStrictEqual } from "node:util";
import type { Conditions } from "@latchkey/contract";

/** Conditions that say the same have the same key; none at all have the empty one. */
export function conditionsKey(conditions: Conditions | undefined): string {
  const given = Object.entries(conditions ?? {}).filter(([, value]) => value !== undefined);
  return given.length === 0 ? "" : JSON.stringify(given.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether `other` surely holds wherever `one` does, from now on; says no when only a closer look could tell. */
export function implies(one: Conditions, other: Conditions, now: number): boolean {
  const { from, until, hours, addresses, trustedDevice, secondFactor } = other;
  if (from !== undefined && Date.parse(from) > now && !(one.from !== undefined && Date.parse(one.from) >= Date.parse(from))) return false;
  if (until !== undefined && !(one.until !== undefined && Date.parse(one.until) <= Date.parse(until))) return false;
  if (hours !== undefined && !isDeepStrictEqual(one.hours, hours)) return false;
  if (addresses !== undefined && !(one.addresses?.every((range) => addresses.includes(range)) ?? false)) return false;
  return (trustedDevice === undefined || one.trustedDevice === true) && (secondFactor === undefined || one.secondFactor === true);
}

/** Whether the conditions can never hold again. */
export function hasEnded({ until }: Conditions, now: number): boolean {
  return until !== undefined && Date.parse(until) <= now;
}
