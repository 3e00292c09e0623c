import type { ResourceFilter, ResourceSet } from "@latchkey/contract";
import type { RawBuilder } from "kysely";
import {
  always,
  everything,
  isAnyOf,
  nothing,
  partOf,
  partOfIds,
  partOfTags,
  toCondition,
  type Alternatives,
  type Part,
} from "./alternatives.ts";
import { carriesKey } from "./tags.ts";

interface Columns {
  id: RawBuilder<unknown>;
  tags: RawBuilder<unknown>;
}

/** Turns what a caller may do into one SQL condition over the id and tags columns of a table. */
export function resourceFilterToSql(filter: ResourceFilter, columns: Columns): RawBuilder<boolean> {
  return toCondition(resourceFilterToAlternatives(filter, columns));
}

/** The same in parts. */
export function resourceFilterToAlternatives(filter: ResourceFilter, columns: Columns): Alternatives {
  if (filter.kind === "all") return everything;
  if (filter.kind === "none") return nothing;
  return { anyOf: partsOf(filter.anyOf, columns), noneOf: partsOf(filter.noneOf, columns) };
}

/** Condition for the rows of a set; `keys` asks for a tag key with whatever value. */
export function isInSet(set: MatchedSet, columns: Columns): RawBuilder<boolean> {
  return isAnyOf(partsOf(set, columns), "byIndex");
}

type MatchedSet = ResourceSet & { keys?: readonly string[] };

function partsOf(set: MatchedSet, { id, tags }: Columns): Part[] {
  if (set.any) return [always];

  const parts: Part[] = [];
  if (set.ids.length > 0) parts.push(partOfIds(id, set.ids));
  if (set.tags.length > 0) parts.push(partOfTags(tags, set.tags));
  for (const key of set.keys ?? []) parts.push(partOf(carriesKey(tags, key)));
  return parts;
}
