/** One decision without building anything: target atoms against resource atoms, deny wins, nothing said means no. */
import type { Effect } from "@latchkey/contract";
import { denyShift } from "./action-bits.ts";
import { noAtom } from "./atom-pool.ts";
import { collectResourceAtoms, collectTargetAtoms, newAtomList } from "./collect-atoms.ts";
import { effectiveSubject } from "./effective-subject.ts";
import type { Question } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";

/** `none`: no rule speaks about it, which is a no unless the caller has a right of another kind. */
export type Verdict = Effect | "none";

// Reused by every call: a decision is synchronous, so no two ever overlap.
const targets = newAtomList();
const resources = newAtomList();

/** Decides a one-off question; for many questions about one subject use `specialise`. */
export function decide(set: PolicySet, question: Question): Effect {
  return verdict(set, question) === "allow" ? "allow" : "deny";
}

/** Like `decide`, and tells a denial by a rule from the want of any rule. */
export function verdict(set: PolicySet, { subject, action, resource, circumstances }: Question): Verdict {
  const allow = set.actions.allowBit(resource.type, action);
  if (allow === 0) return "none";

  const deny = allow << denyShift;
  const question = { asker: effectiveSubject(set, subject, circumstances), resource, circumstances, mask: allow | deny };
  collectResourceAtoms(set, question, resources);
  if (resources.count === 0) return "none";

  collectTargetAtoms(set, question, targets);
  let masks = 0;
  for (let position = 0; position < targets.count; position += 1) {
    // Once something allows, only a deny can still change the answer.
    const isSettled = (masks & allow) !== 0 && ((targets.reaches[position] ?? 0) & deny) === 0;
    if (!isSettled) masks |= masksOfTarget(set, position);
    if ((masks & deny) !== 0) return "deny";
  }
  return (masks & allow) !== 0 ? "allow" : "none";
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
