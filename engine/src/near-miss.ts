/** How a rule was missed: a person who looks for the cause should read "Northeast is not northeast", not "no match". */
import type { NearMiss, Tag, Target } from "@latchkey/contract";
import type { Asked } from "./asked.ts";
import type { AtomRows } from "./atom-rows.ts";
import type { Matcher } from "./model.ts";
import { roleMiss } from "./role-miss.ts";
import type { TagList } from "./tag-list.ts";
import { difference } from "./text-difference.ts";

export interface SidedMiss {
  side: "subject" | "resource" | "circumstances";
  miss: NearMiss;
}

/** A miss that is about a tag. */
export type TagMiss = Extract<NearMiss, { key: string }>;

/** 0 is nearest. */
export const missRanks = {
  case: 0,
  whitespace: 1,
  spelling: 2,
  key_spelling: 3,
  condition: 4,
  role_not_in_force: 5,
  wrong_object: 6,
  other_value: 7,
  group_not_joined: 8,
  missing_key: 9,
  role_not_held: 10,
} as const satisfies Record<NearMiss["kind"], number>;

/** Nothing near at all (an id that is another id) ranks behind every near miss. */
export const nothingNear = 20;

/**
 * The nearest that some tags come to a wanted one, which they do not hold: the rank in the low bits, the place of the
 * nearest tag above. A number, because hundreds are compared for each that is told.
 */
export type TagNearness = number;

const rankBits = 5;

export function rankOf(nearness: TagNearness): number {
  return nearness & ((1 << rankBits) - 1);
}

const slipKinds = ["case", "whitespace", "spelling"] as const;

export function nearestTag(wanted: Tag, { tags }: TagList): TagNearness {
  let nearest: number = missRanks.missing_key;
  for (let position = 0; position < tags.length; position += 1) {
    const tag = tags[position];
    if (tag !== undefined) nearest = nearer(nearest, rankOfTag(wanted, tag), position);
  }
  return nearest;
}

interface NamedAtoms {
  readonly rows: AtomRows;
  readonly owners: readonly ({ readonly matcher: Matcher | null } | undefined)[];
}

/** The same of an atom that stands for a tag: its letters are looked at only where its numbers meet those of a tag. */
export function nearestToAtom(atom: number, { rows, owners }: NamedAtoms, { tags, keys, values }: TagList): TagNearness {
  const key = rows.key(atom);
  const value = rows.value(atom);
  let nearest: number = missRanks.missing_key;
  for (let position = 0; position < keys.length; position += 1) {
    if (keys[position] !== key && values[position] !== value) continue;
    const tag = tags[position];
    const wanted = owners[atom]?.matcher;
    if (tag !== undefined && wanted?.match === "tag") nearest = nearer(nearest, rankOfTag(wanted, tag), position);
  }
  return nearest;
}

function nearer(nearest: TagNearness, rank: number, position: number): TagNearness {
  return rank < rankOf(nearest) ? rank | (position << rankBits) : nearest;
}

function rankOfTag({ key, value }: Tag, tag: Tag): number {
  if (tag.key === key) {
    const slip = difference(value, tag.value);
    return slip === null ? missRanks.other_value : missRanks[slip];
  }
  return tag.value === value && difference(key, tag.key) !== null ? missRanks.key_spelling : nothingNear;
}

/** The nearest to a key that none of the tags has. */
export function nearestKey(key: string, list: TagList): TagNearness {
  for (let position = 0; position < list.tags.length; position += 1) {
    const tag = list.tags[position];
    if (tag !== undefined && difference(key, tag.key) !== null) return missRanks.key_spelling | (position << rankBits);
  }
  return missRanks.missing_key;
}

/** In words; an empty wanted value means that any would do. */
export function toTagMiss(nearness: TagNearness, { key, value: expected }: Tag, list: TagList): TagMiss {
  const rank = rankOf(nearness);
  const tag = list.tags[nearness >>> rankBits];
  if (tag === undefined || rank === missRanks.missing_key) return { kind: "missing_key", key, expected };
  if (rank === missRanks.key_spelling) return { kind: "key_spelling", key, expected: key, actual: tag.key };
  return { kind: slipKinds[rank] ?? "other_value", key, expected, actual: tag.value };
}

export function tagMiss(wanted: Tag, list: TagList): TagMiss {
  return toTagMiss(nearestTag(wanted, list), wanted, list);
}

/** How a tag match was missed, and on whose side: the subject's values are those that the resource should have. */
export function tagMatchMisses(key: string, subject: TagList, resource: TagList): SidedMiss[] {
  const ofSubject = subject.valuesOf(key);
  const ofResource = resource.valuesOf(key);
  if (ofSubject.length > 0 && ofResource.length > 0) {
    const miss = nearestOf(ofSubject.map((value) => tagMiss({ key, value }, resource)));
    return miss === undefined ? [] : [{ side: "resource", miss }];
  }

  const misses: SidedMiss[] = [];
  if (ofSubject.length === 0) misses.push({ side: "subject", miss: anyValueMiss(key, ofResource, subject) });
  if (ofResource.length === 0) misses.push({ side: "resource", miss: anyValueMiss(key, ofSubject, resource) });
  return misses;
}

function anyValueMiss(key: string, values: readonly string[], list: TagList): TagMiss {
  const nearest = nearestOf(values.map((value) => tagMiss({ key, value }, list)));
  return nearest ?? toTagMiss(nearestKey(key, list), { key, value: "" }, list);
}

function nearestOf(misses: readonly TagMiss[]): TagMiss | undefined {
  return misses.toSorted((one, other) => missRanks[one.kind] - missRanks[other.kind])[0];
}

/** How a target that is about no tag was missed; null where nearness means nothing (an id). */
export function belongingMiss(target: Target, asked: Asked): NearMiss | null {
  if (target.match === "role") return roleMiss(asked, target.id);
  return target.match === "group" ? groupMiss(asked, target.id) : null;
}

/** Only run users join groups. */
function groupMiss({ set, asker }: Asked, groupId: string): NearMiss | null {
  const group = set.groups.get(groupId);
  if (asker.type !== "run_user" || group === undefined) return null;
  return { kind: "group_not_joined", groupId, groupName: group.name };
}
