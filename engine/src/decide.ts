/** One decision without building anything: target atoms against resource atoms, deny wins, nothing said means no. */
import type { Effect } from "@latchkey/contract";
import { allowBit, denyShift } from "./action-bits.ts";
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
    const isSettled = (masks & allow) !== 0 && ((targets.reaches[position] as number) & deny) === 0;
    if (isSettled) continue;

    masks |= set.cells.masks.masksOf(targets.atoms[position] as number, resources.atoms, resources.count);
    if ((masks & deny) !== 0) return "deny";
  }
  return (masks & allow) !== 0 ? "allow" : "deny";
}
