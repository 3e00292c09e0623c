import type { Conditions, Restrictions } from "@latchkey/contract";
import { holds } from "@latchkey/engine";

/** From where and when somebody calls. */
export interface Whereabouts {
  /** Milliseconds since 1970. */
  now: number;
  /** Null where it is not known. */
  address: string | null;
  country: string | null;
}

export type Refusal = "address_denied" | "address_not_allowed" | "country_denied" | "country_not_allowed" | "outside_hours";

/** Conditions are prepared once per object, so that each set of rules keeps the ones made of it. */
const conditionsOf = new WeakMap<Restrictions, { allow: Conditions | null; deny: Conditions | null; hours: Conditions | null }>();

/**
 * Why rules refuse a caller; null when they do not. Denied beats allowed; what is not known meets no list: an unknown address is
 * on no list of allowed ones, and an unknown country is refused as soon as a rule names countries at all.
 */
export function findRefusal(rules: Restrictions, { now, address, country }: Whereabouts): Refusal | null {
  const { allow, deny, hours } = prepare(rules);
  const circumstances = { now, address, isDeviceTrusted: false, hasSecondFactor: false };
  if (deny !== null && (address === null || holds(deny, circumstances))) return "address_denied";
  if (allow !== null && !holds(allow, circumstances)) return "address_not_allowed";
  if (rules.denyCountries.length > 0 && (country === null || rules.denyCountries.includes(country))) return "country_denied";
  if (rules.allowCountries.length > 0 && (country === null || !rules.allowCountries.includes(country))) return "country_not_allowed";
  return hours !== null && !holds(hours, circumstances) ? "outside_hours" : null;
}

/** Whether rules could refuse anybody at all. */
export function isAnythingRestricted({ allowAddresses, denyAddresses, hours, allowCountries, denyCountries }: Restrictions): boolean {
  return hours !== null || [allowAddresses, denyAddresses, allowCountries, denyCountries].some((list) => list.length > 0);
}

/** Whether a country has to be looked up. */
export function isCountryNamed({ allowCountries, denyCountries }: Restrictions): boolean {
  return allowCountries.length > 0 || denyCountries.length > 0;
}

function prepare(rules: Restrictions) {
  const known = conditionsOf.get(rules);
  if (known) return known;

  const listed = (addresses: string[]) => (addresses.length === 0 ? null : { addresses });
  const fresh = {
    allow: listed(rules.allowAddresses),
    deny: listed(rules.denyAddresses),
    hours: rules.hours === null ? null : { hours: rules.hours },
  };
  conditionsOf.set(rules, fresh);
  return fresh;
}
