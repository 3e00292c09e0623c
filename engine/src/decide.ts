/** One decision without building anything: target atoms against resource atoms, deny wins, nothing said means no. */
import type { Effect } from "@latchkey/contract";
import { allowBit, denyShift } from "./action-bits.ts";
import { noAtom } from "./atom-space.ts";
import { collectResourceAtoms, collectTargetAtoms, newAtomList } from "./collect-atoms.ts";
import type { Resource, Subject } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";

// Reused by every call: a decision is synchronous, so no two ever overlap.
const targets = newAtomList();
const resources = newAtomList();

/** Decides a one-off question; for many questions about one subject use `specialise`. */
export function decide(set: PolicySet, subject: Subject, action: string, resource: Resource): Effect {
  const allow = allowBit(resource.type, action);
  if (allow === 0) return "deny";

  const deny = allow << denyShift;
  const question = { subject, resource, mask: allow | deny };
  collectResourceAtoms(set, question, resources);
  if (resources.count === 0) return "deny";

  collectTargetAtoms(set, question, targets);
  let masks = 0;
  for (let position = 0; position < targets.count; position += 1) {
    // Once something allows, only a deny can still change the answer.
    const isSettled = (masks & allow) !== 0 && ((targets.reaches[position] ?? 0) & deny) === 0;
    if (!isSettled) masks |= masksOfTarget(set, position);
    if ((masks & deny) !== 0) return "deny";
  }
  return (masks & allow) !== 0 ? "allow" : "deny";
}

/** What the target at this position of the list says about all resource atoms together. */
function masksOfTarget(set: PolicySet, position: number): number {
  const target = targets.atoms[position] ?? noAtom;
  let masks = 0;
  for (let each = 0; each < resources.count; each += 1) {
    masks |= set.cells.masks.get(target, resources.atoms[each] ?? noAtom);
  }
  return masks;
}
