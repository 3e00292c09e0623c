/**
 * How near one question comes to the atoms and rules it touches, in numbers. An atom is looked at once, however many rules
 * name it; words are for the few rules that somebody reads.
 */
import { denyShift } from "./action-bits.ts";
import type { Asked } from "./asked.ts";
import { noAtom } from "./atom-pool.ts";
import type { AtomPool } from "./atom-pool.ts";
import { anyValue, noTag, unknown } from "./atom-rows.ts";
import { holds } from "./conditions.ts";
import type { IndexedRule } from "./indexed-rule.ts";
import { carriesTag } from "./match.ts";
import type { Matcher } from "./model.ts";
import { belongingMiss, missRanks, nearestKey, nearestTag, nearestToAtom, nothingNear, rankOf } from "./near-miss.ts";
import type { ResourceAtom, TargetAtom } from "./policy-set.ts";
import type { Asking } from "./postings.ts";
import { TagList } from "./tag-list.ts";

/**
 * A note on an atom is `matched`, or how it was missed: the nearness of a tag in the low bits (of a resource atom: on the
 * side of the resource), then how the subject missed it (of a tag match), then whether the tag is on the other side.
 */
const matched = -1;
const nearnessMask = (1 << 24) - 1;
const subjectShift = 24;
const isElsewhere = 1 << 29;
/** Instead of a rank: nothing is asked of this side, or it has it. */
const notMissed = 21;
const anything: Matcher = { match: "any" };
const missedByResource = notMissed << subjectShift;

/** What stands between a rule and the question. */
export interface Standing {
  /** Among the targets of the rule's audience: the first that matches, or the first of those that come nearest. */
  readonly target: number;
  readonly targetMatches: boolean;
  readonly resourceMatches: boolean;
  readonly conditionsHold: boolean;
}

/** Ranks count by sides at fault first: one that is nearly right comes before two. */
const ranksPerSide = nothingNear * 2;
/** No rank of a rule that matches on neither side is before this. */
export const twoSidesAtFault = 2 * ranksPerSide * 2;
/** The rule matched, or is not worth telling. */
export const notTold = -1;

export class Inquiry {
  readonly asked: Asked;
  readonly mask: number;
  readonly asking: Asking;
  readonly subjectTags: TagList;
  readonly resourceTags: TagList;
  /** Of the visit to the rules. */
  readonly number: number;
  private readonly targetAtoms: AtomPool<TargetAtom>;
  private readonly resourceAtoms: AtomPool<ResourceAtom>;

  constructor(asked: Asked, mask: number) {
    const { set, asker, question } = asked;
    this.asked = asked;
    this.number = set.startVisit();
    this.targetAtoms = set.targetAtoms;
    this.resourceAtoms = set.resourceAtoms;
    this.mask = mask;
    this.asking = { position: set.actions.entry(question.resource.type).position, subject: asker.type, allow: mask & ~(mask << denyShift) };
    this.subjectTags = new TagList(asker.tags);
    this.resourceTags = new TagList(question.resource.tags);
  }

  noteMatchedTarget(atom: number): void {
    this.targetAtoms.rows.note(atom, this.number, matched);
  }

  noteMatchedResource(atom: number): void {
    this.resourceAtoms.rows.note(atom, this.number, matched);
  }

  standingOf(rule: IndexedRule): Standing {
    const target = this.nearestTarget(rule);
    return {
      target,
      targetMatches: this.targetNote(rule.audience.targets[target] ?? noAtom) === matched,
      resourceMatches: this.resourceNote(rule.resource) === matched,
      conditionsHold: this.areConditionsMet(rule),
    };
  }

  /**
   * Where the rule of this number ranks among those worth telling: 0 is nearest, allows before denies at the same distance.
   * One side at fault (the subject, the resource, the circumstances) ranks before two.
   */
  rankOf(rule: number): number {
    const { rules } = this.asked.set;
    const only = rules.onlyTarget(rule);
    const targetNote = this.targetNote(only === noAtom ? this.nearestTargetAtom(rules.at(rule)) : only);
    const resourceNote = this.resourceNote(rules.resource(rule));
    const conditionsHold = !rules.isConditional(rule) || this.areConditionsMet(rules.at(rule));
    if (targetNote === matched && resourceNote === matched && conditionsHold) return notTold;

    const isOther = (hasOther(targetNote) || hasOther(resourceNote)) && !this.asksBothForKey(rule);
    let nearest = targetNote === matched ? nothingNear : rankIn(targetNote, isOther);
    let sidesAtFault = targetNote === matched && !isMissedBySubject(resourceNote) ? 0 : 1;
    if (isMissedBySubject(resourceNote)) nearest = Math.min(nearest, subjectRankOf(resourceNote));
    if (isMissedByResource(resourceNote)) {
      sidesAtFault += 1;
      nearest = Math.min(nearest, rankIn(resourceNote, isOther));
    }
    const isTold = targetNote === matched || resourceNote === matched || nearest <= missRanks.key_spelling;
    if (!conditionsHold) {
      sidesAtFault += 1;
      nearest = Math.min(nearest, missRanks.condition);
    }
    if (!isTold && sidesAtFault > 1) return notTold;
    return (sidesAtFault * ranksPerSide + nearest) * 2 + (rules.isAllow(rule) ? 0 : 1);
  }

  /** Of a target that does not match. */
  targetRank(rule: IndexedRule, target: number): number {
    const note = this.targetNote(rule.audience.targets[target] ?? noAtom);
    return rankIn(note, hasOther(note) && !this.asksBothForKey(rule.number));
  }

  /** Of a permission that the resource misses. */
  resourceRank(rule: IndexedRule): number {
    const note = this.resourceNote(rule.resource);
    return rankIn(note, hasOther(note) && !this.asksBothForKey(rule.number));
  }

  targetNearness(rule: IndexedRule, target: number): number {
    return this.targetNote(rule.audience.targets[target] ?? noAtom) & nearnessMask;
  }

  resourceNearness(rule: IndexedRule): number {
    return this.resourceNote(rule.resource) & nearnessMask;
  }

  areConditionsMet({ source }: IndexedRule): boolean {
    return source.conditions === null || holds(source.conditions, this.asked.question.circumstances);
  }

  /** A rule that asks both sides for the key does not look for the tag on the wrong one. */
  private asksBothForKey(rule: number): boolean {
    const { rules } = this.asked.set;
    const only = rules.onlyTarget(rule);
    const target = only === noAtom ? this.nearestTargetAtom(rules.at(rule)) : only;
    const resource = rules.resource(rule);
    if (this.targetAtoms.rows.key(target) !== this.resourceAtoms.rows.key(resource)) return false;

    const asked = this.targetAtoms.owners[target]?.matcher ?? anything;
    const askedOther = this.resourceAtoms.owners[resource]?.matcher ?? anything;
    return "key" in asked && "key" in askedOther && asked.key === askedOther.key;
  }

  private nearestTargetAtom(rule: IndexedRule): number {
    return rule.audience.targets[this.nearestTarget(rule)] ?? noAtom;
  }

  /** Where in the audience: the first that matches, or the first of those that come nearest. */
  private nearestTarget({ audience }: IndexedRule): number {
    const { targets } = audience;
    if (targets.length === 1) return 0;

    let nearest = 0;
    let rank = Infinity;
    for (let position = 0; position < targets.length; position += 1) {
      const note = this.targetNote(targets[position] ?? noAtom);
      if (note === matched) return position;
      if (rankOf(note) >= rank) continue;
      nearest = position;
      rank = rankOf(note);
    }
    return nearest;
  }

  private targetNote(atom: number): number {
    const known = this.targetAtoms.rows.noteOf(atom, this.number);
    if (known !== unknown) return known;

    const note = this.noteOnTarget(atom);
    this.targetAtoms.rows.note(atom, this.number, note);
    return note;
  }

  private noteOnTarget(atom: number): number {
    const { rows } = this.targetAtoms;
    if (rows.value(atom) === noTag) return this.belongingRank(atom);
    if (rows.value(atom) === anyValue) return this.noteOnKey(atom);

    const nearness = nearestToAtom(atom, this.targetAtoms, this.subjectTags);
    return couldBeElsewhere(nearness) && holdsAtom(atom, this.targetAtoms, this.resourceTags) ? nearness | isElsewhere : nearness;
  }

  private noteOnKey(atom: number): number {
    const matcher = this.targetAtoms.owners[atom]?.matcher;
    if (matcher?.match !== "tag_match") return nothingNear;

    const nearness = nearestKey(matcher.key, this.subjectTags);
    const wanted = { key: matcher.key, value: "" };
    return couldBeElsewhere(nearness) && carriesTag(this.resourceTags.tags, wanted) ? nearness | isElsewhere : nearness;
  }

  private belongingRank(atom: number): number {
    const owner = this.targetAtoms.owners[atom];
    if (owner?.matcher?.match !== "role" && owner?.matcher?.match !== "group") return nothingNear;
    const miss = belongingMiss({ subject: owner.subject, ...owner.matcher }, this.asked);
    return miss === null ? nothingNear : missRanks[miss.kind];
  }

  private resourceNote(atom: number): number {
    const known = this.resourceAtoms.rows.noteOf(atom, this.number);
    if (known !== unknown) return known;

    const note = this.noteOnResource(atom);
    this.resourceAtoms.rows.note(atom, this.number, note);
    return note;
  }

  private noteOnResource(atom: number): number {
    const { rows, owners } = this.resourceAtoms;
    if (rows.value(atom) === noTag) return nothingNear | missedByResource;
    const matcher = rows.value(atom) === anyValue ? owners[atom]?.matcher : undefined;
    if (matcher?.match === "tag_match") return this.noteOnTagMatch(matcher.key, rows.key(atom));

    const nearness = nearestToAtom(atom, this.resourceAtoms, this.resourceTags) | missedByResource;
    return couldBeElsewhere(nearness) && holdsAtom(atom, this.resourceAtoms, this.subjectTags) ? nearness | isElsewhere : nearness;
  }

  private noteOnTagMatch(key: string, keyNumber: number): number {
    const subject = this.subjectTags;
    const resource = this.resourceTags;
    const subjectHasKey = subject.hasKey(key, keyNumber);
    const resourceHasKey = resource.hasKey(key, keyNumber);
    if (!subjectHasKey) {
      const ofSubject = resourceHasKey ? nearestOfValues(key, resource, subject) : rankOf(nearestKey(key, subject));
      const ofResource = resourceHasKey ? notMissed : rankOf(nearestKey(key, resource));
      return ofResource | (ofSubject << subjectShift);
    }
    const rank = nearestOfValues(key, subject, resource);
    // The subject has the wanted value: it is its own.
    return rank | missedByResource | (couldBeElsewhere(rank) ? isElsewhere : 0);
  }
}

/** The rank of the nearest that `list` comes to one of the values that the other side has under this key. */
function nearestOfValues(key: string, other: TagList, list: TagList): number {
  let nearest: number = missRanks.missing_key;
  for (const tag of other.tags) if (tag.key === key) nearest = Math.min(nearest, rankOf(nearestTag(tag, list)));
  return nearest;
}

/** Is the tag that the atom stands for among these? */
function holdsAtom(atom: number, { rows, owners }: AtomPool<TargetAtom | ResourceAtom>, { tags, keys, values }: TagList): boolean {
  const key = rows.key(atom);
  const value = rows.value(atom);
  for (let position = 0; position < keys.length; position += 1) {
    if (keys[position] !== key || values[position] !== value) continue;
    const tag = tags[position];
    const matcher = owners[atom]?.matcher;
    if (tag !== undefined && matcher?.match === "tag" && tag.key === matcher.key && tag.value === matcher.value) return true;
  }
  return false;
}

function couldBeElsewhere(nearness: number): boolean {
  const rank = rankOf(nearness);
  return rank === missRanks.missing_key || rank === missRanks.other_value;
}

function hasOther(note: number): boolean {
  return note !== matched && (note & isElsewhere) !== 0;
}

/** `isOther`: the tag on the other side is one that the rule does not ask of it. */
function rankIn(note: number, isOther: boolean): number {
  return isOther && hasOther(note) ? missRanks.wrong_object : rankOf(note);
}

function subjectRankOf(note: number): number {
  return (note >>> subjectShift) & ((1 << 5) - 1);
}

function isMissedBySubject(note: number): boolean {
  return note !== matched && subjectRankOf(note) !== notMissed;
}

function isMissedByResource(note: number): boolean {
  return note !== matched && rankOf(note) !== notMissed;
}
