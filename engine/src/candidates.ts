/** Which rules could have anything to do with a question: found by the index, so that explaining scans no more than it must. */
import { denyShift } from "./action-bits.ts";
import { noAtom } from "./atom-pool.ts";
import type { Asked } from "./asked.ts";
import type { Cell } from "./pair-table.ts";
import { collectResourceAtoms, collectTargetAtoms, newAtomList } from "./collect-atoms.ts";
import type { IndexedRule } from "./indexed-rule.ts";
import type { Inquiry } from "./inquiry.ts";
import { carriesTag } from "./match.ts";
import type { Question } from "./model.ts";
import { nearResourceAtoms, nearTargetAtoms } from "./near-atoms.ts";
import type { PolicySet } from "./policy-set.ts";
import type { Posting } from "./postings.ts";

const none: readonly number[] = [];

// Reused by every call: all of this is synchronous, so no two ever overlap.
const targetList = newAtomList();
const resourceList = newAtomList();

/** What a question is about, as bits of a mask: its action, allowed or denied. */
export function questionMask(set: PolicySet, { action, resource }: Pick<Question, "action" | "resource">): number {
  const allow = set.actions.allowBit(resource.type, action);
  return allow | (allow << denyShift);
}

/** The rules that make the decision: both sides match and the conditions hold. */
export function decidingRules({ set, asker, question }: Asked, mask: number): IndexedRule[] {
  const rules: IndexedRule[] = [];
  const { resource, circumstances } = question;
  collectResourceAtoms(set, { asker, resource, mask }, resourceList);
  if (resourceList.count === 0) return rules;

  const visit = set.startVisit();
  collectTargetAtoms(set, { asker, resource, circumstances, mask }, targetList);
  for (let at = 0; at < targetList.count; at += 1) {
    const target = targetList.atoms[at] ?? noAtom;
    for (let each = 0; each < resourceList.count; each += 1) {
      const resourceAtom = resourceList.atoms[each] ?? noAtom;
      if ((set.cells.masks.get(target, resourceAtom) & mask) === 0) continue;
      addRules(rules, set.cells.at(target, resourceAtom), (rule) => (rule.mask & mask) !== 0 && set.rules.isFirstVisit(rule.number, visit));
    }
  }
  return rules;
}

function addRules(rules: IndexedRule[], cell: Cell | undefined, isWanted: (rule: IndexedRule) => boolean): void {
  for (const rule of cell?.rules ?? []) if (isWanted(rule)) rules.push(rule);
}

/** Gets the number of a rule, of each once. */
export type Visit = (rule: number) => void;

interface Touched {
  readonly targets: readonly number[];
  readonly resources: readonly number[];
}

/** Notes what matches, before any rule is ranked. Tag match atoms of keys that the resource carries are touched, whoever asks. */
export function noteMatches(inquiry: Inquiry): Touched {
  return { targets: matchedTargets(inquiry), resources: matchedResources(inquiry) };
}

/** Every rule under what is touched; whether conditions hold does not matter here. */
export function visitTouched(inquiry: Inquiry, { targets, resources }: Touched, visit: Visit): void {
  for (const target of targets) visitTarget(inquiry, target, visit);
  for (const resource of resources) visitRules(inquiry, inquiry.asked.set.postings.ofResource(resource, inquiry.asking), visit);
}

/** Others with a target or a selector that some tag misses by a slip of the pen. */
export function visitNear(inquiry: Inquiry, visit: Visit): void {
  const { set, asker, question } = inquiry.asked;
  const asked = { asker, resource: question.resource, mask: inquiry.mask };
  for (const target of nearTargetAtoms(set, asked)) visitTarget(inquiry, target, visit);
  for (const atom of nearResourceAtoms(set, asked)) visitRules(inquiry, set.postings.ofResource(atom, inquiry.asking), visit);
}

function visitTarget(inquiry: Inquiry, target: number, visit: Visit): void {
  const { set } = inquiry.asked;
  visitRules(inquiry, set.postings.ofTarget(target, inquiry.asking), visit);
  if (set.linksByTarget.size === 0) return;
  for (const linked of set.linksByTarget.get(target) ?? []) visitRules(inquiry, set.postings.ofTarget(linked, inquiry.asking), visit);
}

/** Each once, however many ways lead to it. */
export function visitRules({ asked, number }: Inquiry, posting: Posting | undefined, visit: Visit): void {
  const { rules } = asked.set;
  if (typeof posting === "number") {
    if (rules.isFirstVisit(posting, number)) visit(posting);
    return;
  }
  for (const rule of posting ?? none) if (rules.isFirstVisit(rule, number)) visit(rule);
}

function matchedTargets(inquiry: Inquiry): number[] {
  const { set, asker } = inquiry.asked;
  const space = set.subjectSpace(asker.type);
  const atoms: number[] = [];
  const add = (atom: number | undefined) => {
    if (atom === undefined || atom === noAtom) return;
    inquiry.noteMatchedTarget(atom);
    atoms.push(atom);
  };

  add(space.any);
  add(space.ids.get(asker.id));
  for (const id of asker.roleIds) add(space.roles.get(id));
  for (const id of asker.groupIds) add(space.groups.get(id));
  for (const tag of asker.tags) {
    const known = space.tags.get(tag.key);
    add(known?.values.get(tag.value));
    add(known?.carries);
  }
  return atoms;
}

function matchedResources(inquiry: Inquiry): number[] {
  const { set, asker, question } = inquiry.asked;
  const { id, type, tags } = question.resource;
  const space = set.resourceSpace(type);
  const atoms: number[] = [];
  const add = (atom: number | undefined, isMatched: boolean) => {
    if (atom === undefined || atom === noAtom) return;
    if (isMatched) inquiry.noteMatchedResource(atom);
    atoms.push(atom);
  };

  add(space.any, true);
  if (id !== null) add(space.ids.get(id), true);
  for (const tag of tags) {
    const known = space.tags.get(tag.key);
    add(known?.values.get(tag.value), true);
    if (known !== undefined && known.carries !== noAtom) add(known.carries, carriesTag(asker.tags, tag));
  }
  return atoms;
}
