/** How a rule was missed: a person who looks for the cause should read "Northeast is not northeast", not "no match". */
import type { NearMiss, ResourceSelector, Tag, Target } from "@latchkey/contract";
import type { Asked } from "./asked.ts";
import { valuesOf } from "./match.ts";
import type { EffectiveSubject, Resource } from "./model.ts";
import { roleMiss } from "./role-miss.ts";

export interface SidedMiss {
  side: "subject" | "resource" | "circumstances";
  miss: NearMiss;
}

/** A miss that is about a tag. */
export type TagMiss = Extract<NearMiss, { key: string }>;

/** Words this short are not compared letter by letter: NY is not a misspelt NJ. */
const tooShortToMisspell = 3;
const misspeltLettersMax = 2;

/** 0 is nearest. */
const ranks: Record<NearMiss["kind"], number> = {
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
};

export function missRank(miss: NearMiss): number {
  return ranks[miss.kind];
}

/** A slip of the pen rather than a different value or no value. */
export function isTypo(miss: NearMiss): boolean {
  return missRank(miss) <= ranks.key_spelling;
}

/** How far a subject is from a target of its kind that does not match; null where nearness means nothing (an id). */
export function targetMiss(target: Target, asked: Asked): NearMiss | null {
  if (target.match === "tag") return tagMiss(target, asked.asker.tags);
  if (target.match === "tag_match") return keyMiss(target.key, asked.asker.tags);
  if (target.match === "role") return roleMiss(asked, target.id);
  return target.match === "group" ? groupMiss(asked, target.id) : null;
}

/** Only run users join groups. */
function groupMiss({ set, asker }: Asked, groupId: string): NearMiss | null {
  const group = set.groups.get(groupId);
  if (asker.type !== "run_user" || group === undefined) return null;
  return { kind: "group_not_joined", groupId, groupName: group.name };
}

/** How a selector that does not match was missed, and on whose side. */
export function selectorMisses(selector: ResourceSelector, subject: EffectiveSubject, resource: Resource): SidedMiss[] {
  if (selector.match === "tag") return [{ side: "resource", miss: tagMiss(selector, resource.tags) }];
  if (selector.match === "tag_match") return tagMatchMisses(selector.key, subject, resource);
  return [];
}

function tagMatchMisses(key: string, subject: EffectiveSubject, resource: Resource): SidedMiss[] {
  const ofSubject = valuesOf(subject.tags, key);
  const ofResource = valuesOf(resource.tags, key);
  if (ofSubject.length > 0 && ofResource.length > 0) {
    const misses = ofSubject.map((value) => tagMiss({ key, value }, resource.tags));
    return nearestOf(misses).map((miss) => ({ side: "resource", miss }));
  }

  const misses: SidedMiss[] = [];
  if (ofSubject.length === 0) misses.push({ side: "subject", miss: anyValueMiss(key, ofResource, subject.tags) });
  if (ofResource.length === 0) misses.push({ side: "resource", miss: anyValueMiss(key, ofSubject, resource.tags) });
  return misses;
}

function anyValueMiss(key: string, values: readonly string[], tags: readonly Tag[]): TagMiss {
  const [nearest] = nearestOf(values.map((value) => tagMiss({ key, value }, tags)));
  return nearest ?? keyMiss(key, tags);
}

function nearestOf(misses: readonly TagMiss[]): TagMiss[] {
  return misses.toSorted((one, other) => missRank(one) - missRank(other)).slice(0, 1);
}

/** The nearest that these tags come to the wanted pair, which they do not hold. */
export function tagMiss(wanted: { key: string; value: string }, tags: readonly Tag[]): TagMiss {
  const { key, value: expected } = wanted;
  const missing: TagMiss = { kind: "missing_key", key, expected };
  let nearest: TagMiss = missing;
  for (const tag of tags) {
    const miss = missOf(wanted, tag);
    if (miss !== null && missRank(miss) < missRank(nearest)) nearest = miss;
  }
  return nearest;
}

function missOf(wanted: { key: string; value: string }, tag: Tag): TagMiss | null {
  const { key, value: expected } = wanted;
  if (tag.key === key) return { kind: difference(expected, tag.value) ?? "other_value", key, expected, actual: tag.value };
  if (tag.value === expected && difference(key, tag.key) !== null) return { kind: "key_spelling", key, expected: key, actual: tag.key };
  return null;
}

/** An empty `expected` means that any value would do. */
function keyMiss(key: string, tags: readonly Tag[]): TagMiss {
  const near = tags.find((tag) => difference(key, tag.key) !== null);
  if (near === undefined) return { kind: "missing_key", key, expected: "" };
  return { kind: "key_spelling", key, expected: key, actual: near.key };
}

/** What kind of slip turns one text into the other; null when they are simply different. */
export function difference(expected: string, actual: string): "case" | "whitespace" | "spelling" | null {
  const hasSpace = holdsSpace(expected) || holdsSpace(actual);
  if (!hasSpace && Math.abs(expected.length - actual.length) > misspeltLettersMax) return null;

  const [dense, denseActual] = hasSpace ? [withoutSpace(expected), withoutSpace(actual)] : [expected, actual];
  if (dense === denseActual) return "whitespace";
  if (expected.toLowerCase() === actual.toLowerCase()) return "case";
  if (hasSpace && dense.toLowerCase() === denseActual.toLowerCase()) return "spelling";
  return isMisspelt(expected, actual) ? "spelling" : null;
}

/** Nearly all texts are letters, digits and signs alone, which is told without a regular expression. */
function holdsSpace(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit <= 0x20 || unit >= 0x7f) return /\s/u.test(text);
  }
  return false;
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/gu, "");
}

function isMisspelt(expected: string, actual: string): boolean {
  if (Math.min(expected.length, actual.length) <= tooShortToMisspell) return false;
  return isWithinEdits(expected, actual, misspeltLettersMax);
}

/** Can the one be turned into the other by so many inserted, deleted or replaced letters (Levenshtein)? */
function isWithinEdits(one: string, other: string, edits: number): boolean {
  let [start, end, endOther] = [0, one.length, other.length];
  while (start < end && start < endOther && one.charCodeAt(start) === other.charCodeAt(start)) start += 1;
  while (end > start && endOther > start && one.charCodeAt(end - 1) === other.charCodeAt(endOther - 1)) {
    end -= 1;
    endOther -= 1;
  }
  if (Math.max(end, endOther) - start <= edits) return true;
  if (edits === 0 || start === end || start === endOther || Math.abs(end - endOther) > edits) return false;

  // The first difference is one of three edits; two edits at most make at most nine ways.
  const [rest, restOther] = [one.slice(start, end), other.slice(start, endOther)];
  return (
    isWithinEdits(rest.slice(1), restOther.slice(1), edits - 1) ||
    isWithinEdits(rest.slice(1), restOther, edits - 1) ||
    isWithinEdits(rest, restOther.slice(1), edits - 1)
  );
}
