/** What rules name that some tag misses by a slip of the pen: found among the atoms, so that no rule is looked at for nothing. */
import type { Tag } from "@latchkey/contract";
import { noAtom } from "./atom-pool.ts";
import type { AtomSpace, KeyAtoms } from "./atom-space.ts";
import type { AtomQuestion } from "./collect-atoms.ts";
import { reachSlots, type PolicySet } from "./policy-set.ts";
import { difference } from "./text-difference.ts";

type NearQuestion = Omit<AtomQuestion, "circumstances">;
/** Atoms that have nothing to say about the question are passed over. */
type CanSay = (atom: number) => boolean;

/** Target atoms that the subject's tags nearly match. */
export function nearTargetAtoms(set: PolicySet, { asker, resource, mask }: NearQuestion): Set<number> {
  const slot = set.actions.entry(resource.type).position % reachSlots;
  const reaches = (atom: number) => (set.targetReach.get(atom * reachSlots + slot) & mask) !== 0;
  const leadsOn = (atom: number) => set.linksByTarget.size > 0 && [...(set.linksByTarget.get(atom) ?? [])].some(reaches);
  const canSay = (atom: number) => reaches(atom) || leadsOn(atom);

  const near = new Set<number>();
  for (const tag of asker.tags) addNear(near, { space: set.subjectSpace(asker.type), tag, canSay });
  return near;
}

/** Resource atoms that the resource's tags nearly match; a tag match may be missed by the subject's tags, too. */
export function nearResourceAtoms(set: PolicySet, { asker, resource, mask }: NearQuestion): Set<number> {
  const space = set.resourceSpace(resource.type);
  const canSay = (atom: number) => (set.resourceReach.get(atom) & mask) !== 0;

  const near = new Set<number>();
  for (const tag of resource.tags) addNear(near, { space, tag, canSay });
  for (const { key } of asker.tags) {
    for (const { carries } of space.nearKeys(key)) if (carries !== noAtom && canSay(carries)) near.add(carries);
  }
  return near;
}

interface Search {
  readonly space: AtomSpace;
  readonly tag: Tag;
  readonly canSay: CanSay;
}

/** The key with a misspelt value, or a misspelt key with the value or with whatever value. */
function addNear(near: Set<number>, { space, tag, canSay }: Search): void {
  const own = space.tags.get(tag.key);
  if (own !== undefined) addNearValues(near, own, { tag, canSay });
  for (const { values, carries } of space.nearKeys(tag.key)) {
    const atom = values.size === 0 ? undefined : values.get(tag.value);
    if (atom !== undefined && canSay(atom)) near.add(atom);
    if (carries !== noAtom && canSay(carries)) near.add(carries);
  }
}

function addNearValues(near: Set<number>, { values }: KeyAtoms, { tag, canSay }: Pick<Search, "tag" | "canSay">): void {
  for (const [value, atom] of values) {
    if (canSay(atom) && value !== tag.value && difference(value, tag.value) !== null) near.add(atom);
  }
}
