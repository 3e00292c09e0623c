import { restrictions, type Restrictions, type SecuritySettings } from "@latchkey/contract";
import type { RestrictionRow } from "../../database/restriction-rows.ts";
import type { HeldRestrictions } from "../../http/principal.ts";
import { isAnythingRestricted } from "./restrictions.rules.ts";

const none: readonly HeldRestrictions[] = [];
const profiles = new WeakMap<SecuritySettings, readonly HeldRestrictions[]>();
const devices = new WeakMap<SecuritySettings, readonly HeldRestrictions[]>();

/** Rules that many requests bring alike are read once, so that their addresses and hours are too. */
const known = new Map<string, readonly HeldRestrictions[]>();
const knownMax = 2000;

/** What a query read with `restrictionsOf`, as objects. */
export function readRestrictions(text: string | null): readonly HeldRestrictions[] {
  if (text === null) return none;
  const kept = known.get(text);
  if (kept) return kept;

  const rows = JSON.parse(text) as RestrictionRow[];
  const read = rows.map((row) => ({ ...row, rules: restrictions.parse(row.rules) })).filter(({ rules }) => isAnythingRestricted(rules));
  if (known.size >= knownMax) known.clear();
  known.set(text, read);
  return read;
}

/** Those of the whole profile, from its security settings. */
export function restrictionsOfProfile(profileId: string, settings: SecuritySettings): readonly HeldRestrictions[] {
  return keptIn(profiles, settings, () => toHeld(profileId, settings.restrictions));
}

/** The same for devices, whose data would be lost at night: hours of a profile are those of people. */
export function restrictionsOfProfileForDevices(profileId: string, settings: SecuritySettings): readonly HeldRestrictions[] {
  return keptIn(devices, settings, () => toHeld(profileId, { ...settings.restrictions, hours: null }));
}

type Kept = WeakMap<SecuritySettings, readonly HeldRestrictions[]>;

function keptIn(kept: Kept, settings: SecuritySettings, make: () => readonly HeldRestrictions[]): readonly HeldRestrictions[] {
  const known = kept.get(settings);
  if (known) return known;
  const made = make();
  kept.set(settings, made);
  return made;
}

function toHeld(profileId: string, rules: Restrictions): readonly HeldRestrictions[] {
  return isAnythingRestricted(rules) ? [{ profileId, ownerType: "profile", ownerId: profileId, rules }] : none;
}
