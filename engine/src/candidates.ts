/** Which policies could have anything to do with a question: found by the index, so that explaining scans no more than it must. */
import { allowBit, denyShift } from "./action-bits.ts";
import { noAtom } from "./atom-space.ts";
import type { Cell } from "./cells.ts";
import { anyTargetAtoms, collectResourceAtoms, collectTargetAtoms, newAtomList, ownTargetAtoms } from "./collect-atoms.ts";
import type { EnginePolicy } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";
import type { Question } from "./rule-trail.ts";

/** Policies of which some rule matched on both sides. */
export function decidingPolicies(set: PolicySet, question: Question): Set<EnginePolicy> {
  const policies = new Set<EnginePolicy>();
  const mask = questionMask(question);
  const [targets, resources] = [newAtomList(), newAtomList()];
  collectTargetAtoms(set, { ...question, mask }, targets);
  collectResourceAtoms(set, { ...question, mask }, resources);

  for (const target of targets.atoms) {
    const cells = set.cells.byTarget.get(target);
    for (const resource of resources.atoms) addContributors(policies, cells?.get(resource), mask);
  }
  return policies;
}

/** Policies of which a target or a resource matched, or would match if only the subject had the key of a tag match. */
export function touchedPolicies(set: PolicySet, question: Question): Set<EnginePolicy> {
  const policies = new Set<EnginePolicy>();
  const mask = questionMask(question);
  const resources = newAtomList();
  collectResourceAtoms(set, { ...question, mask }, resources);

  for (const resource of [...resources.atoms, ...carriedKeys(set, question)]) {
    for (const cell of set.cells.byResource.get(resource)?.values() ?? []) addContributors(policies, cell, mask);
  }
  for (const target of [...ownTargetAtoms(set, question.subject), ...anyTargetAtoms(set, question.subject.type)]) {
    for (const [resource, cell] of set.cells.byTarget.get(target) ?? []) {
      if (set.resourceAtoms.owners[resource]?.type === question.resource.type) addContributors(policies, cell, mask);
    }
  }
  return policies;
}

/** Tag match atoms of the keys that the resource carries, whoever asks. */
function carriedKeys(set: PolicySet, { resource }: Question): number[] {
  const space = set.resourceSpace(resource.type);
  return resource.tags.map((tag) => space.tags.get(tag.key)?.carries ?? noAtom).filter((atom) => atom !== noAtom);
}

function questionMask({ action, resource }: Question): number {
  const allow = allowBit(resource.type, action);
  return allow | (allow << denyShift);
}

function addContributors(policies: Set<EnginePolicy>, cell: Cell | undefined, mask: number): void {
  if (cell === undefined || (cell.mask & mask) === 0) return;
  for (const [policy, each] of cell.contributors) if ((each & mask) !== 0) policies.add(policy);
}
