import type { ResourceFilter, ResourceSet, Tag } from "@latchkey/contract";
import type { SubjectClause, SubjectFilter, SubjectSet } from "@latchkey/engine";

/** Tags that a question brings along: a key that is sent takes the place of all that is stored under it. */
export interface Overlay {
  keys: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
}

export function toOverlay(tags: readonly Tag[]): Overlay {
  return { keys: new Set(tags.map((tag) => tag.key)), pairs: new Set(tags.map((tag) => `${tag.key}=${tag.value}`)) };
}

/** The tags that count for the question. */
export function overlayTags(stored: readonly Tag[], sent: readonly Tag[]): readonly Tag[] {
  if (sent.length === 0) return stored;
  const { keys } = toOverlay(sent);
  return [...stored.filter((tag) => !keys.has(tag.key)), ...sent];
}

function keyOf(pair: string): string {
  return pair.slice(0, pair.indexOf("="));
}

/** INVARIANT: a row passes the new filter exactly when it would pass the old one with the overlaid tags instead of its own. */
export function overlayResourceFilter(filter: ResourceFilter, overlay: Overlay): ResourceFilter {
  if (filter.kind !== "some" || overlay.keys.size === 0) return filter;
  return { kind: "some", anyOf: overlayResourceSet(filter.anyOf, overlay), noneOf: overlayResourceSet(filter.noneOf, overlay) };
}

function overlayResourceSet(set: ResourceSet, { keys, pairs }: Overlay): ResourceSet {
  return {
    any: set.any || set.tags.some((pair) => pairs.has(pair)),
    ids: set.ids,
    tags: set.tags.filter((pair) => !keys.has(keyOf(pair))),
  };
}

/** The same for subjects; rules of groups ask for tags that somebody carries directly, and these count as such. */
export function overlaySubjectFilter(filter: SubjectFilter, overlay: Overlay): SubjectFilter {
  if (filter.kind !== "some" || overlay.keys.size === 0) return filter;
  const overlayClause = ({ target, carries }: SubjectClause): SubjectClause => ({
    target: overlaySubjectSet(target, overlay),
    carries: carries === null ? null : overlaySubjectSet(carries, overlay),
  });
  return { kind: "some", anyOf: filter.anyOf.map(overlayClause), noneOf: filter.noneOf.map(overlayClause) };
}

function overlaySubjectSet(set: SubjectSet, { keys, pairs }: Overlay): SubjectSet {
  const lists = set.allTags
    .filter((list) => list.every((pair) => pairs.has(pair) || !keys.has(keyOf(pair))))
    .map((list) => list.filter((pair) => !pairs.has(pair)));
  const isMet =
    set.tags.some((pair) => pairs.has(pair)) || set.keys.some((key) => keys.has(key)) || lists.some((list) => list.length === 0);
  return {
    ...set,
    any: set.any || isMet,
    tags: set.tags.filter((pair) => !keys.has(keyOf(pair))),
    keys: set.keys.filter((key) => !keys.has(key)),
    allTags: lists,
  };
}
