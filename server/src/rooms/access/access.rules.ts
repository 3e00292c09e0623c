import type { ResourceFilter, ResourceSet } from "@latchkey/contract";

export const nothing: ResourceSet = { any: false, ids: [], tags: [] };

/**
 * Whether everything that a filter lets through, one of the others lets through too, judged by the filters alone. Says no
 * when only a look at the resources could tell, e.g. that whatever carries one tag happens to carry another as well.
 */
export function isCovered(filter: ResourceFilter, others: readonly ResourceFilter[]): boolean {
  const { anyOf, noneOf } = setsOf(filter);
  if (noneOf.any) return true;

  // Another filter helps only if all that it leaves out is left out here as well; of one thing, its id alone counts.
  const all = others.map(setsOf);
  const helpful = all.filter((other) => isWithin(other.noneOf, noneOf)).map((other) => other.anyOf);
  if (helpful.some((each) => each.any)) return true;
  if (anyOf.any) return false;

  const [ids, tags] = [new Set(helpful.flatMap((each) => each.ids)), new Set(helpful.flatMap((each) => each.tags))];
  const isIdCovered = (id: string) => ids.has(id) || all.some((other) => isOneCovered(id, { noneOf, other }));
  return anyOf.ids.every(isIdCovered) && anyOf.tags.every((tag) => tags.has(tag));
}

interface Sets {
  anyOf: ResourceSet;
  noneOf: ResourceSet;
}

function isOneCovered(id: string, { noneOf, other }: { noneOf: ResourceSet; other: Sets }): boolean {
  const isLeftOut = !isWithin({ ...other.noneOf, ids: other.noneOf.ids.filter((each) => each === id) }, noneOf);
  return !isLeftOut && (other.anyOf.any || other.anyOf.ids.includes(id));
}

/** Whether a set is part of another. */
export function isWithin(set: ResourceSet, other: ResourceSet): boolean {
  if (other.any) return true;
  if (set.any) return false;

  const [ids, tags] = [new Set(other.ids), new Set(other.tags)];
  return set.ids.every((id) => ids.has(id)) && set.tags.every((tag) => tags.has(tag));
}

function setsOf(filter: ResourceFilter): Sets {
  if (filter.kind === "some") return filter;
  return { anyOf: { ...nothing, any: filter.kind === "all" }, noneOf: nothing };
}
