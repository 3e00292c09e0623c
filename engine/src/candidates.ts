/** Which policies and roles could have anything to do with a question: found by the index, so that explaining scans no more than it must. */
import { denyShift } from "./action-bits.ts";
import { noAtom } from "./atom-pool.ts";
import type { Asked } from "./asked.ts";
import type { Cell } from "./cells.ts";
import { anyTargetAtoms, collectResourceAtoms, collectTargetAtoms, newAtomList, ownTargetAtoms } from "./collect-atoms.ts";
import type { Resource } from "./model.ts";
import { nearResourceAtoms, nearTargetAtoms } from "./near-atoms.ts";
import type { PolicySet } from "./policy-set.ts";
import type { RuleSource } from "./rule-source.ts";

// Reused by every call: all of this is synchronous, so no two ever overlap.
const targetList = newAtomList();
const resourceList = newAtomList();

/** Those of which some rule matched on both sides. */
export function decidingSources({ set, asker, question }: Asked): Set<RuleSource> {
  const sources = new Set<RuleSource>();
  const { resource, circumstances } = question;
  const mask = questionMask(set, question);
  collectResourceAtoms(set, { asker, resource, mask }, resourceList);
  if (resourceList.count === 0) return sources;

  collectTargetAtoms(set, { asker, resource, circumstances, mask }, targetList);
  for (let at = 0; at < targetList.count; at += 1) {
    const target = targetList.atoms[at] ?? noAtom;
    for (let each = 0; each < resourceList.count; each += 1) {
      const resourceAtom = resourceList.atoms[each] ?? noAtom;
      if ((set.cells.masks.get(target, resourceAtom) & mask) === 0) continue;
      addContributors(sources, set.cells.byTarget.get(target)?.get(resourceAtom), mask);
    }
  }
  return sources;
}

/**
 * Those of which a target or a resource matched, or would match if only the subject had the key of a tag match;
 * whether conditions hold does not matter here.
 */
export function touchedSources({ set, asker, question }: Asked): Set<RuleSource> {
  const sources = new Set<RuleSource>();
  const { resource } = question;
  const mask = questionMask(set, question);
  const resources = newAtomList();
  collectResourceAtoms(set, { asker, resource, mask }, resources);

  for (const atom of [...resources.atoms, ...carriedKeys(set, resource)]) {
    for (const cell of set.cells.byResource.get(atom)?.values() ?? []) addContributors(sources, cell, mask);
  }
  for (const target of [...ownTargetAtoms(set, asker, null), ...anyTargetAtoms(set, asker.type)]) {
    addContributorsOf(set, sources, { target, type: resource.type, mask });
  }
  return sources;
}

/**
 * Others with a target or a selector that some tag misses by a slip of the pen: whatever is worth telling although it
 * matches on neither side.
 */
export function nearSources({ set, asker, question }: Asked, touched: ReadonlySet<RuleSource>): Set<RuleSource> {
  const near = new Set<RuleSource>();
  const { resource } = question;
  const mask = questionMask(set, question);

  for (const atom of nearTargetAtoms(set, { asker, resource, mask })) {
    const targets = [atom, ...(set.linksByTarget.get(atom) ?? [])];
    for (const target of targets) addContributorsOf(set, near, { target, type: resource.type, mask });
  }
  for (const atom of nearResourceAtoms(set, { asker, resource, mask })) {
    for (const cell of set.cells.byResource.get(atom)?.values() ?? []) addContributors(near, cell, mask);
  }
  for (const source of touched) near.delete(source);
  return near;
}

/** Tag match atoms of the keys that the resource carries, whoever asks. */
function carriedKeys(set: PolicySet, resource: Resource): number[] {
  const space = set.resourceSpace(resource.type);
  return resource.tags.map((tag) => space.ofKey(tag.key)).filter((atom) => atom !== noAtom);
}

function questionMask(set: PolicySet, { action, resource }: { action: string; resource: Resource }): number {
  const allow = set.actions.allowBit(resource.type, action);
  return allow | (allow << denyShift);
}

/** Of all cells of a target that are about this type. */
function addContributorsOf(
  set: PolicySet,
  sources: Set<RuleSource>,
  { target, type, mask }: { target: number; type: string; mask: number },
): void {
  const { position } = set.actions.entry(type);
  for (const [atom, cell] of set.cells.byTarget.get(target) ?? []) {
    if ((cell.mask & mask) !== 0 && set.resourceAtoms.owners[atom]?.position === position) addContributors(sources, cell, mask);
  }
}

function addContributors(sources: Set<RuleSource>, cell: Cell | undefined, mask: number): void {
  if (cell === undefined || (cell.mask & mask) === 0) return;
  for (const [source, each] of cell.contributors) if ((each & mask) !== 0) sources.add(source);
}
