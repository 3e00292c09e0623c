/** From a question to the atoms that it touches: the only place where strings are looked up. */
import { resourceTypes, typeEntry } from "./action-bits.ts";
import { noAtom } from "./atom-space.ts";
import { carriesTag } from "./match.ts";
import type { Resource, Subject } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";

/** Atoms are pushed to a reused list: a decision allocates nothing. Only the first `count` are of this question. */
export interface AtomList {
  readonly atoms: number[];
  /** What each atom can say about the question. */
  readonly reaches: number[];
  count: number;
}

export function newAtomList(): AtomList {
  return { atoms: [], reaches: [], count: 0 };
}

/** The resource atoms that apply to this resource when this subject asks and that say anything under `mask`. */
export function collectResourceAtoms(
  set: PolicySet,
  question: { subject: Subject; resource: Resource; mask: number },
  list: AtomList,
): void {
  const { subject, resource, mask } = question;
  const space = set.resourceSpace(resource.type);
  const reach = set.resourceReach;
  list.count = 0;
  if (space.any !== noAtom) pushIfReaching(list, space.any, reach[space.any], mask);
  if (resource.id !== null && space.ids.size > 0) {
    const atom = space.ids.get(resource.id);
    if (atom !== undefined) pushIfReaching(list, atom, reach[atom], mask);
  }
  if (space.tags.size === 0) return;

  for (const tag of resource.tags) {
    const atoms = space.tags.get(tag.key);
    if (atoms === undefined) continue;

    const value = atoms.values.size > 0 ? atoms.values.get(tag.value) : undefined;
    if (value !== undefined) pushIfReaching(list, value, reach[value], mask);
    const isReaching = atoms.carries !== noAtom && ((reach[atoms.carries] ?? 0) & mask) !== 0;
    if (isReaching && carriesTag(subject.tags, tag)) pushIfReaching(list, atoms.carries, reach[atoms.carries], mask);
  }
}

/** The target atoms that match this subject and that say anything about the resource type under `mask`. */
export function collectTargetAtoms(set: PolicySet, question: { subject: Subject; resource: Resource; mask: number }, list: AtomList): void {
  const { subject, resource, mask } = question;
  const space = set.subjectSpace(subject.type);
  const type = typeEntry(resource.type).position;
  list.count = 0;
  if (space.any !== noAtom) pushTarget(set, list, { atom: space.any, type, mask });
  if (space.ids.size > 0) {
    const atom = space.ids.get(subject.id);
    if (atom !== undefined) pushTarget(set, list, { atom, type, mask });
  }
  if (space.tags.size === 0) return;

  for (const tag of subject.tags) {
    const atoms = space.tags.get(tag.key);
    if (atoms === undefined) continue;

    const value = atoms.values.size > 0 ? atoms.values.get(tag.value) : undefined;
    if (value !== undefined) pushTarget(set, list, { atom: value, type, mask });
    if (atoms.carries !== noAtom) pushTarget(set, list, { atom: atoms.carries, type, mask });
  }
}

/** Every target atom that matches the subject, `any` left out: what specialising starts from. */
export function ownTargetAtoms(set: PolicySet, subject: Subject): Set<number> {
  const space = set.subjectSpace(subject.type);
  const atoms = new Set<number>();
  add(set, atoms, space.ids.get(subject.id));
  for (const tag of subject.tags) {
    const key = space.tags.get(tag.key);
    if (key === undefined) continue;

    add(set, atoms, key.values.get(tag.value));
    add(set, atoms, key.carries);
  }
  return atoms;
}

/** The `any` target atom of a subject kind with the in-between atoms it leads to. */
export function anyTargetAtoms(set: PolicySet, type: Subject["type"]): Set<number> {
  const atoms = new Set<number>();
  add(set, atoms, set.subjectSpace(type).any);
  return atoms;
}

function add(set: PolicySet, atoms: Set<number>, atom: number | undefined): void {
  if (atom === undefined || atom === noAtom) return;

  atoms.add(atom);
  for (const linked of set.linksByTarget.get(atom) ?? []) atoms.add(linked);
}

function pushTarget(set: PolicySet, list: AtomList, { atom, type, mask }: { atom: number; type: number; mask: number }): void {
  pushIfReaching(list, atom, set.targetReach[atom * resourceTypes.length + type], mask);
  if (set.linksByTarget.size === 0) return;

  const links = set.linksByTarget.get(atom);
  if (links === undefined) return;
  for (const linked of links) pushIfReaching(list, linked, set.targetReach[linked * resourceTypes.length + type], mask);
}

function pushIfReaching(list: AtomList, atom: number, reach: number | undefined, mask: number): void {
  const reaching = (reach ?? 0) & mask;
  if (reaching === 0) return;

  list.atoms[list.count] = atom;
  list.reaches[list.count] = reaching;
  list.count += 1;
}
