/** Which policies and roles could have anything to do with a question: found by the index, so that explaining scans no more than it must. */
import { denyShift } from "./action-bits.ts";
import { noAtom } from "./atom-pool.ts";
import type { Asked } from "./asked.ts";
import type { Cell } from "./cells.ts";
import { anyTargetAtoms, collectResourceAtoms, collectTargetAtoms, newAtomList, ownTargetAtoms } from "./collect-atoms.ts";
import type { Resource } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";
import type { RuleSource } from "./rule-source.ts";

/** Those of which some rule matched on both sides. */
export function decidingSources({ set, asker, question }: Asked): Set<RuleSource> {
  const sources = new Set<RuleSource>();
  const { resource, circumstances } = question;
  const mask = questionMask(set, question);
  const [targets, resources] = [newAtomList(), newAtomList()];
  collectTargetAtoms(set, { asker, resource, circumstances, mask }, targets);
  collectResourceAtoms(set, { asker, resource, mask }, resources);

  for (const target of targets.atoms) {
    const cells = set.cells.byTarget.get(target);
    for (const resourceAtom of resources.atoms) addContributors(sources, cells?.get(resourceAtom), mask);
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
    for (const [atom, cell] of set.cells.byTarget.get(target) ?? []) {
      if (set.resourceAtoms.owners[atom]?.type === resource.type) addContributors(sources, cell, mask);
    }
  }
  return sources;
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

function addContributors(sources: Set<RuleSource>, cell: Cell | undefined, mask: number): void {
  if (cell === undefined || (cell.mask & mask) === 0) return;
  for (const [source, each] of cell.contributors) if ((each & mask) !== 0) sources.add(source);
}
