/** Actions as bits, so that one look-up answers allow and deny of every action of a resource type. */
import { actionsPerTypeMax, findCatalogueAction } from "@latchkey/contract";
import type { Catalogue, MatchForm, Permission, SubjectType } from "@latchkey/contract";

/** Low 16 bits of a mask are allows, the same bits shifted by this are denies. */
export const denyShift = 16;
export const allowBits = 0xffff;

export const subjectTypes: readonly SubjectType[] = ["run_user", "analysis", "administrator"];

export interface TypeEntry {
  /** Position among the types of the catalogue, for tables that are arrays. */
  readonly position: number;
  readonly bits: ReadonlyMap<string, number>;
}

const unknownType: TypeEntry = { position: -1, bits: new Map() };

/** The types and actions of one catalogue as positions and bits. */
export class ActionTable {
  readonly catalogue: Catalogue;
  private readonly entries: ReadonlyMap<string, TypeEntry>;

  constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
    this.entries = new Map(
      Object.entries(catalogue).map(([type, actions], position) => [type, { position, bits: numberActions(type, Object.keys(actions)) }]),
    );
  }

  get typeCount(): number {
    return this.entries.size;
  }

  /** Position and action bits of a resource type; a type that the catalogue does not know has no actions. */
  entry(type: string): TypeEntry {
    return this.entries.get(type) ?? unknownType;
  }

  /** The allow bit of an action, or 0 when the resource type has no such action: nothing can ever grant it. */
  allowBit(type: string, action: string): number {
    return this.entry(type).bits.get(action) ?? 0;
  }

  /** The mask a permission contributes for one subject kind; pairings outside the catalogue contribute nothing. */
  permissionMask(subject: SubjectType, permission: Permission): number {
    const { type, match } = permission.resource;
    const granted = permission.actions.filter((action) => isGrantable(this.catalogue, { subject, type, action, form: match }));
    const bits = granted.reduce((mask, action) => mask | this.allowBit(type, action), 0);
    return permission.effect === "allow" ? bits : bits << denyShift;
  }
}

function numberActions(type: string, actions: readonly string[]): Map<string, number> {
  // The deny half must stay below the sign bit of a 32-bit integer.
  if (actions.length > actionsPerTypeMax) throw new RangeError(`${type} has more than ${actionsPerTypeMax} actions`);

  return new Map(actions.map((action, position) => [action, 1 << position]));
}

/** Can this subject kind be granted this action through this match form at all? */
export function isGrantable(
  catalogue: Catalogue,
  { subject, type, action, form }: { subject: SubjectType; type: string; action: string; form: MatchForm },
): boolean {
  const entry = findCatalogueAction(catalogue, type, action);
  return entry !== undefined && entry.subjects.includes(subject) && entry.matchForms.includes(form);
}
