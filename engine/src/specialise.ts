/** From all rules of a profile to the grants of one subject; the cost follows the rules that match the subject. */
import type { SubjectType } from "@latchkey/contract";
import { anyTargetAtoms, ownTargetAtoms } from "./collect-atoms.ts";
import { effectiveSubject } from "./effective-subject.ts";
import { addCarriesGrant, addIdGrant, grantTable } from "./grant-layer.ts";
import type { GrantLayer, GrantTable } from "./grant-layer.ts";
import { Grants } from "./grants.ts";
import type { Circumstances, EffectiveSubject, Subject } from "./model.ts";
import type { PolicySet, ResourceAtom } from "./policy-set.ts";
import { marksOf } from "./tag-table.ts";

/**
 * The grants stay as they are when the rules change afterwards (compare `version` to see that they are stale) and when
 * the circumstances change: they answer for the moment they were made for.
 */
export function specialise(set: PolicySet, subject: Subject, circumstances: Circumstances): Grants {
  const asker = effectiveSubject(set, subject, circumstances);
  const shared = sharedLayer(set, subject.type);
  const own = layerOf(set, ownTargetAtoms(set, asker, circumstances));
  for (let position = 0; position < set.actions.typeCount; position += 1) {
    resolveTagMatches(own, position, own[position]?.carries, asker);
    resolveTagMatches(own, position, shared[position]?.carries, asker);
  }
  return new Grants({ own, shared }, set);
}

/** Policies for everybody are kept once instead of being copied into each subject's grants. */
function sharedLayer(set: PolicySet, type: SubjectType): GrantLayer {
  const known = set.sharedLayers.get(type);
  if (known !== undefined) return known;

  const layer = layerOf(set, anyTargetAtoms(set, type));
  set.sharedLayers.set(type, layer);
  return layer;
}

function layerOf(set: PolicySet, targets: Iterable<number>): GrantLayer {
  const layer: GrantLayer = [];
  for (const target of targets) {
    for (const { resource, mask } of set.cells.ofTarget(target)) {
      const owner = set.resourceAtoms.owners[resource];
      if (owner !== undefined) addGrant(grantTable(layer, owner.position), owner, mask);
    }
  }
  return layer;
}

function addGrant(table: GrantTable, atom: ResourceAtom, mask: number): void {
  const { matcher } = atom;
  if (matcher.match === "any") table.any |= mask;
  else if (matcher.match === "id") addIdGrant(table, matcher.id, mask);
  else if (matcher.match === "tag") table.tags.add(atom, matcher, mask);
  else addCarriesGrant(table, matcher.key, mask);
}

/** Tag match becomes the pairs that the subject carries at this moment: without the key it becomes nothing. */
function resolveTagMatches(
  own: GrantLayer,
  position: number,
  carries: ReadonlyMap<string, number> | undefined,
  { tags }: EffectiveSubject,
): void {
  if (carries === undefined || carries.size === 0) return;

  for (const tag of tags) {
    const mask = carries.get(tag.key);
    if (mask !== undefined) grantTable(own, position).tags.add(marksOf(tag), tag, mask);
  }
}
