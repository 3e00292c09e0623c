/** From a question to the atoms that it touches: the only place where strings are looked up. */
import type { Tag } from "@latchkey/contract";
import { noAtom } from "./atom-pool.ts";
import { holds } from "./conditions.ts";
import { carriesTag } from "./match.ts";
import type { Circumstances, EffectiveSubject, Resource, Subject } from "./model.ts";
import { reachSlots, type PolicySet } from "./policy-set.ts";

/** Atoms are pushed to a reused list: a decision allocates next to nothing. Only the first `count` are of this question. */
export interface AtomList {
  readonly atoms: number[];
  /** What each atom can say about the question. */
  readonly reaches: number[];
  count: number;
}

export interface AtomQuestion {
  readonly asker: EffectiveSubject;
  readonly resource: Resource;
  readonly circumstances: Circumstances;
  readonly mask: number;
}

export function newAtomList(): AtomList {
  return { atoms: [], reaches: [], count: 0 };
}

/** The resource atoms that apply to this resource when this subject asks and that say anything under `mask`. */
export function collectResourceAtoms(set: PolicySet, question: Omit<AtomQuestion, "circumstances">, list: AtomList): void {
  const { asker, resource, mask } = question;
  const space = set.resourceSpace(resource.type);
  const reach = set.resourceReach;
  list.count = 0;
  if (space.any !== noAtom) pushIfReaching(list, space.any, reach.get(space.any), mask);
  if (resource.id !== null && space.ids.size > 0) {
    const atom = space.ids.get(resource.id);
    if (atom !== undefined) pushIfReaching(list, atom, reach.get(atom), mask);
  }
  if (space.tags.size === 0) return;

  for (const tag of resource.tags) {
    const atoms = space.tags.get(tag.key);
    if (atoms === undefined) continue;

    const value = atoms.values.size > 0 ? atoms.values.get(tag.value) : undefined;
    if (value !== undefined) pushIfReaching(list, value, reach.get(value), mask);
    const isReaching = atoms.carries !== noAtom && (reach.get(atoms.carries) & mask) !== 0;
    if (isReaching && carriesTag(asker.tags, tag)) pushIfReaching(list, atoms.carries, reach.get(atoms.carries), mask);
  }
}

/** The target atoms that match this subject and that say anything about the resource type under `mask`. */
export function collectTargetAtoms(set: PolicySet, question: AtomQuestion, list: AtomList): void {
  const { asker } = question;
  const space = set.subjectSpace(asker.type);
  const push = pushFor(set, question);
  list.count = 0;
  pushTarget(set, list, space.any, push);
  if (space.ids.size > 0) pushTarget(set, list, space.ids.get(asker.id) ?? noAtom, push);
  if (space.roles.size > 0) for (const id of asker.roleIds) pushTarget(set, list, space.roles.get(id) ?? noAtom, push);
  if (space.groups.size > 0) for (const id of asker.groupIds) pushTarget(set, list, space.groups.get(id) ?? noAtom, push);
  if (space.tags.size === 0) return;

  for (const tag of asker.tags) {
    const atoms = space.tags.get(tag.key);
    if (atoms === undefined) continue;

    if (atoms.values.size > 0) pushTarget(set, list, atoms.values.get(tag.value) ?? noAtom, push);
    pushTarget(set, list, atoms.carries, push);
  }
}

/** Those that one more tag of the subject would add to the list. */
export function collectTagTargets(set: PolicySet, question: AtomQuestion, { tag, list }: { tag: Tag; list: AtomList }): void {
  const atoms = set.subjectSpace(question.asker.type).tags.get(tag.key);
  if (atoms === undefined) return;

  const push = pushFor(set, question);
  pushTarget(set, list, atoms.values.get(tag.value) ?? noAtom, push);
  pushTarget(set, list, atoms.carries, push);
}

function pushFor(set: PolicySet, { circumstances, resource, mask }: AtomQuestion): Push {
  return { circumstances, slot: set.actions.entry(resource.type).position % reachSlots, mask };
}

/**
 * Every target atom that matches the subject now, what `any` leads to unconditionally left out: what specialising
 * starts from. With no circumstances given, conditions count as if they held.
 */
export function ownTargetAtoms(set: PolicySet, asker: EffectiveSubject, circumstances: Circumstances | null): Set<number> {
  const space = set.subjectSpace(asker.type);
  const atoms = new Set<number>();
  const push = (atom: number) => add(set, atoms, atom, circumstances);

  addConditional(set, atoms, space.any, circumstances);
  push(space.ids.get(asker.id) ?? noAtom);
  for (const id of asker.roleIds) push(space.roles.get(id) ?? noAtom);
  for (const id of asker.groupIds) push(space.groups.get(id) ?? noAtom);
  for (const tag of asker.tags) {
    push(space.ofTag(tag));
    push(space.ofKey(tag.key));
  }
  return atoms;
}

/** The `any` target atom of a subject kind with the in-between atoms it always leads to. */
export function anyTargetAtoms(set: PolicySet, type: Subject["type"]): Set<number> {
  const { any } = set.subjectSpace(type);
  const atoms = new Set<number>();
  if (any === noAtom) return atoms;

  atoms.add(any);
  for (const linked of set.linksByTarget.get(any) ?? []) if (conditionsOf(set, linked) === null) atoms.add(linked);
  return atoms;
}

function add(set: PolicySet, atoms: Set<number>, atom: number, circumstances: Circumstances | null): void {
  if (atom === noAtom) return;

  atoms.add(atom);
  for (const linked of set.linksByTarget.get(atom) ?? []) if (isOpen(set, linked, circumstances)) atoms.add(linked);
}

function addConditional(set: PolicySet, atoms: Set<number>, atom: number, circumstances: Circumstances | null): void {
  for (const linked of set.linksByTarget.get(atom) ?? []) {
    if (conditionsOf(set, linked) !== null && isOpen(set, linked, circumstances)) atoms.add(linked);
  }
}

function conditionsOf(set: PolicySet, linked: number) {
  return set.targetAtoms.owners[linked]?.conditions ?? null;
}

/** Does the way lead on to this in-between atom? */
function isOpen(set: PolicySet, linked: number, circumstances: Circumstances | null): boolean {
  const conditions = conditionsOf(set, linked);
  return conditions === null || circumstances === null || holds(conditions, circumstances);
}

interface Push {
  readonly circumstances: Circumstances;
  readonly slot: number;
  readonly mask: number;
}

function pushTarget(set: PolicySet, list: AtomList, atom: number, { circumstances, slot, mask }: Push): void {
  if (atom === noAtom) return;
  pushIfReaching(list, atom, set.targetReach.get(atom * reachSlots + slot), mask);
  if (set.linksByTarget.size === 0) return;

  const links = set.linksByTarget.get(atom);
  if (links === undefined) return;
  for (const linked of links) {
    const reach = set.targetReach.get(linked * reachSlots + slot);
    if ((reach & mask) !== 0 && isOpen(set, linked, circumstances)) pushIfReaching(list, linked, reach, mask);
  }
}

function pushIfReaching(list: AtomList, atom: number, reach: number, mask: number): void {
  const reaching = reach & mask;
  if (reaching === 0) return;

  list.atoms[list.count] = atom;
  list.reaches[list.count] = reaching;
  list.count += 1;
}
