import type { ResourceFilter, ResourceSet } from "@latchkey/contract";

const nothing: ResourceSet = { any: false, ids: [], tags: [] };

/**
 * Whether everything that a filter lets through, one of the others lets through too, judged by the filters alone. Says no
 * when only a look at the resources could tell, e.g. that whatever carries one tag happens to carry another as well.
 */
export function isCovered(filter: ResourceFilter, others: readonly ResourceFilter[]): boolean {
  const { anyOf, noneOf } = setsOf(filter);
  // Another filter helps only if all that it leaves out is left out here as well.
  const helpful = others.map(setsOf).flatMap((other) => (isWithin(other.noneOf, [noneOf]) ? [other.anyOf] : []));
  return isWithin(anyOf, helpful);
}

function isWithin(set: ResourceSet, others: readonly ResourceSet[]): boolean {
  if (others.some((other) => other.any)) return true;
  if (set.any) return false;

  const ids = new Set(others.flatMap((other) => other.ids));
  const tags = new Set(others.flatMap((other) => other.tags));
  return set.ids.every((id) => ids.has(id)) && set.tags.every((tag) => tags.has(tag));
}

function setsOf(filter: ResourceFilter): { anyOf: ResourceSet; noneOf: ResourceSet } {
  if (filter.kind === "some") return filter;
  return { anyOf: { ...nothing, any: filter.kind === "all" }, noneOf: nothing };
}
