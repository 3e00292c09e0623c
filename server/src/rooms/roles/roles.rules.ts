import type { Conditions } from "@latchkey/contract";
import { toSortedJson } from "../../platform/sorted-json.ts";

/** A role with what inclusion depends on. */
export interface IncludingRole {
  id: string;
  name: string;
  includes: readonly string[];
}

/**
 * Names of the roles from the given one through others to itself again, or null when it does not come back to itself. The
 * stored roles have no circle; the role itself may be among them, with its old inclusions.
 */
export function findInclusionCycle(stored: readonly IncludingRole[], role: IncludingRole): string[] | null {
  const byId = new Map(stored.map((each) => [each.id, each]));
  byId.set(role.id, role);

  const visited = new Set<string>();
  const walk = (id: string, path: readonly string[]): string[] | null => {
    const current = byId.get(id);
    if (current === undefined) return null;
    const names = [...path, current.name];
    if (id === role.id && path.length > 0) return names;
    if (visited.has(id)) return null;
    visited.add(id);

    for (const included of current.includes) {
      const found = walk(included, names);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(role.id, []);
}

/** Conditions other than the two moments as one text, the same for the same conditions in whatever order; empty for none. */
export function conditionsKeyOf({ from: _from, until: _until, ...others }: Conditions): string {
  return Object.keys(others).length === 0 ? "" : toSortedJson(others);
}

export type AssignmentState = "not_yet" | "in_force" | "ended";

/** The start is inclusive, the end exclusive. */
export function stateOf({ starts_at, ends_at }: { starts_at: Date | null; ends_at: Date | null }, now: Date): AssignmentState {
  if (ends_at !== null && ends_at <= now) return "ended";
  return starts_at !== null && starts_at > now ? "not_yet" : "in_force";
}
