/** From all policies of a profile to the grants of one subject; the cost follows the policies that match the subject. */
import type { SubjectType } from "@latchkey/contract";
import { anyTargetAtoms, ownTargetAtoms } from "./collect-atoms.ts";
import { addCarriesGrant, addIdGrant, newGrantLayer } from "./grant-layer.ts";
import type { GrantLayer, GrantTable } from "./grant-layer.ts";
import { Grants } from "./grants.ts";
import type { Subject } from "./model.ts";
import type { PolicySet, ResourceAtom } from "./policy-set.ts";
import { hashTag } from "./tag-table.ts";

/** The grants stay as they are when the policies change afterwards; compare `version` to see that they are stale. */
export function specialise(set: PolicySet, subject: Subject): Grants {
  const shared = sharedLayer(set, subject.type);
  const own = layerOf(set, ownTargetAtoms(set, subject));
  for (const [position, table] of own.entries()) {
    resolveTagMatches(table, table.carries, subject);
    resolveTagMatches(table, shared[position]?.carries, subject);
  }
  return new Grants({ own, shared }, set.version);
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
  const layer = newGrantLayer();
  for (const target of targets) {
    for (const [resource, cell] of set.cells.byTarget.get(target) ?? []) {
      const owner = set.resourceAtoms.owners[resource];
      const table = owner && layer[owner.position];
      if (owner !== undefined && table !== undefined) addGrant(table, owner, cell.mask);
    }
  }
  return layer;
}

function addGrant(table: GrantTable, { matcher, hash }: ResourceAtom, mask: number): void {
  if (matcher.match === "any") table.any |= mask;
  else if (matcher.match === "id") addIdGrant(table, matcher.id, mask);
  else if (matcher.match === "tag") table.tags.add(hash, matcher, mask);
  else addCarriesGrant(table, matcher.key, mask);
}

/** Tag match becomes the pairs that the subject carries at this moment: without the key it becomes nothing. */
function resolveTagMatches(table: GrantTable, carries: ReadonlyMap<string, number> | undefined, subject: Subject): void {
  if (carries === undefined || carries.size === 0) return;

  for (const tag of subject.tags) {
    const mask = carries.get(tag.key);
    if (mask !== undefined) table.tags.add(hashTag(tag), tag, mask);
  }
}
