/** Actions as bits, so that one look-up answers allow and deny of every action of a resource type. */
import { catalogue, catalogueAction } from "@latchkey/contract";
import type { Effect, MatchForm, ResourceType, SubjectType } from "@latchkey/contract";

/** Low 16 bits of a mask are allows, the same bits shifted by this are denies. */
export const denyShift = 16;
export const allowBits = 0xffff;

export const resourceTypes = Object.keys(catalogue) as ResourceType[];
export const subjectTypes: readonly SubjectType[] = ["run_user", "analysis"];

// The deny half must stay below the sign bit of a 32-bit integer.
const actionsMax = 15;

interface TypeEntry {
  /** Position in `resourceTypes`, for tables that are arrays. */
  readonly position: number;
  readonly bits: ReadonlyMap<string, number>;
}

const entries = new Map(resourceTypes.map((type, position) => [type, { position, bits: numberActions(type) }]));
const unknownType: TypeEntry = { position: -1, bits: new Map() };

function numberActions(type: ResourceType): Map<string, number> {
  const actions = Object.keys(catalogue[type]);
  if (actions.length > actionsMax) throw new Error(`${type} has more than ${actionsMax} actions: widen the masks`);

  return new Map(actions.map((action, position) => [action, 1 << position]));
}

/** Position and action bits of a resource type; a type that the catalogue does not know has no actions. */
export function typeEntry(type: ResourceType): TypeEntry {
  return entries.get(type) ?? unknownType;
}

/** The allow bit of an action, or 0 when the resource type has no such action: nothing can ever grant it. */
export function allowBit(type: ResourceType, action: string): number {
  return typeEntry(type).bits.get(action) ?? 0;
}

/** Can this subject kind be granted this action through this match form at all? */
export function isGrantable(subject: SubjectType, type: ResourceType, action: string, form: MatchForm): boolean {
  const entry = catalogueAction(type, action);
  return entry !== undefined && entry.subjects.includes(subject) && entry.matchForms.includes(form);
}

/** The mask a permission contributes for one subject kind; pairings outside the catalogue contribute nothing. */
export function permissionMask(
  subject: SubjectType,
  permission: { effect: Effect; actions: readonly string[]; resource: { type: ResourceType; match: MatchForm } },
): number {
  const { type, match } = permission.resource;
  const granted = permission.actions.filter((action) => isGrantable(subject, type, action, match));
  const bits = granted.reduce((mask, action) => mask | allowBit(type, action), 0);
  return permission.effect === "allow" ? bits : bits << denyShift;
}
