/** How a rule was missed, worked out from the letters alone, with nothing shared with what explain does. */
import type { NearMiss, ResourceSelector, Tag, Target } from "@latchkey/contract";
import type { EffectiveSubject, Resource } from "@latchkey/engine";
import type { Asked } from "../src/asked.ts";
import { roleMiss } from "../src/role-miss.ts";

export interface SidedMiss {
  side: "subject" | "resource" | "circumstances";
  miss: NearMiss;
}

type TagMiss = Extract<NearMiss, { key: string }>;

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
function tagMiss(wanted: { key: string; value: string }, tags: readonly Tag[]): TagMiss {
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

export function difference(expected: string, actual: string): "case" | "whitespace" | "spelling" | null {
  if (withoutSpace(expected) === withoutSpace(actual)) return "whitespace";
  if (expected.toLowerCase() === actual.toLowerCase()) return "case";
  const hasSpace = /\s/u.test(expected + actual);
  if (hasSpace && withoutSpace(expected).toLowerCase() === withoutSpace(actual).toLowerCase()) return "spelling";
  return Math.min(expected.length, actual.length) > 3 && distance(expected, actual) <= 2 ? "spelling" : null;
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/gu, "");
}

/** Levenshtein, as in the books. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let each = 1; each <= other.length; each += 1) {
      const replaced = (row[each - 1] ?? 0) + Number(one.charCodeAt(at - 1) !== other.charCodeAt(each - 1));
      next.push(Math.min(replaced, (row[each] ?? 0) + 1, (next[each - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

function valuesOf(tags: readonly Tag[], key: string): string[] {
  return tags.filter((tag) => tag.key === key).map((tag) => tag.value);
}
