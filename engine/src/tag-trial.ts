/** Would a question that no rule answers be allowed if one tag were set? Only what the tag adds has to be looked at. */
import type { Tag } from "@latchkey/contract";
import { allowBits } from "./action-bits.ts";
import type { Asked } from "./asked.ts";
import { noAtom } from "./atom-pool.ts";
import { collectResourceAtoms, collectTagTargets, collectTargetAtoms, newAtomList, type AtomList } from "./collect-atoms.ts";
import { decide } from "./decide.ts";
import { carriesTag } from "./match.ts";
import type { Question, Resource, Subject } from "./model.ts";

/** `from` is the value that the new one replaces; null where it is added. */
export interface TagChange {
  readonly side: "subject" | "resource";
  readonly key: string;
  readonly value: string;
  readonly from: string | null;
}

/**
 * INVARIANT: no rule decides the question as it stands. So what the change leaves as it was says nothing. A value that goes
 * can only take matches with it: of a pair that matched by it and by the new one, one half.
 */
export class TagTrial {
  /** An analysis or a user can be both: whoever asks and what is asked for. Tags then change on both sides. */
  readonly isAboutOneThing: boolean;
  private readonly asked: Asked;
  private readonly mask: number;
  private readonly targets = newAtomList();
  private readonly resources = newAtomList();
  private readonly added = newAtomList();

  constructor(asked: Asked, mask: number) {
    const { set, asker, question } = asked;
    const { resource, circumstances } = question;
    this.asked = asked;
    this.mask = mask;
    this.isAboutOneThing = isOneThing(question.subject, resource);
    collectTargetAtoms(set, { asker, resource, circumstances, mask }, this.targets);
    collectResourceAtoms(set, { asker, resource, mask }, this.resources);
  }

  isAllowedAfter(change: TagChange): boolean {
    const { set, question } = this.asked;
    const { subject } = question;
    // A tag can make a member of a group, with all that comes with it.
    const canJoinGroups = change.side === "subject" && subject.type === "run_user" && set.groups.size > 0;
    if (canJoinGroups || this.isAboutOneThing) return decide(set, this.questionAfter(change)) === "allow";

    const masks = change.side === "subject" ? this.masksAddedBySubject(change) : this.masksAddedByResource(change);
    if (masks !== 0 && change.from !== null) return decide(set, this.questionAfter(change)) === "allow";
    return masks !== 0 && (masks & ~allowBits) === 0;
  }

  private masksAddedBySubject(tag: Tag): number {
    const { set, asker, question } = this.asked;
    const { resource, circumstances } = question;
    this.added.count = 0;
    collectTagTargets(set, { asker, resource, circumstances, mask: this.mask }, { tag, list: this.added });
    const carries = carriesTag(resource.tags, tag) ? set.resourceSpace(resource.type).ofKey(tag.key) : noAtom;
    return this.masksOf(this.added, this.resources) | this.masksUnder(this.added, carries) | this.masksUnder(this.targets, carries);
  }

  private masksAddedByResource(tag: Tag): number {
    const { set, asker, question } = this.asked;
    const atoms = set.resourceSpace(question.resource.type).tags.get(tag.key);
    if (atoms === undefined) return 0;

    const carries = carriesTag(asker.tags, tag) ? atoms.carries : noAtom;
    return this.masksUnder(this.targets, atoms.values.get(tag.value) ?? noAtom) | this.masksUnder(this.targets, carries);
  }

  private masksOf(targets: AtomList, resources: AtomList): number {
    let masks = 0;
    for (let each = 0; each < resources.count; each += 1) masks |= this.masksUnder(targets, resources.atoms[each] ?? noAtom);
    return masks;
  }

  private masksUnder(targets: AtomList, resource: number): number {
    const { masks: table } = this.asked.set.cells;
    let masks = 0;
    if (resource === noAtom) return masks;
    for (let each = 0; each < targets.count; each += 1) masks |= table.get(targets.atoms[each] ?? noAtom, resource);
    return masks & this.mask;
  }

  questionAfter(change: TagChange): Question {
    const { question } = this.asked;
    const { subject, resource } = question;
    const onSubject = change.side === "subject" || this.isAboutOneThing;
    const onResource = change.side === "resource" || this.isAboutOneThing;
    return {
      ...question,
      subject: onSubject ? { ...subject, tags: changeTags(subject.tags, change) } : subject,
      resource: onResource ? { ...resource, tags: changeTags(resource.tags, change) } : resource,
    };
  }
}

function isOneThing(subject: Subject, resource: Resource): boolean {
  return subject.type === resource.type && subject.id === resource.id;
}

function changeTags(tags: readonly Tag[], { key, value, from }: TagChange): Tag[] {
  const kept = from === null ? tags : tags.filter((tag) => tag.key !== key || tag.value !== from);
  return [...kept, { key, value }];
}
