import type { BulkTagChange, BulkTagPreview, CappedCount } from "@latchkey/contract";
import { countByTags, listTaggedNames, type TagKind } from "../../database/retag-rows.ts";
import { taggedTableOf } from "../../database/tagged-tables.ts";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import type { PolicySets } from "../access/index.ts";
import { chosenToSql } from "../impact/index.ts";
import { isChangedBy } from "./is-changed.ts";
import { afterSteps, keysOfSteps, toRetags } from "./to-retags.ts";

/** Different combinations of the keys in question; more than these make the count of changes a lower bound. */
const kindsMax = 50_000;
const samplesMax = 10;
/** Among so many rows samples are looked for. */
const sampleRowsMax = 1000;

/** What a change of many would do; nothing is written. */
export async function previewBulkTags(ctx: Context, policySets: PolicySets, input: BulkTagChange): Promise<BulkTagPreview> {
  const change = withMoment(ctx, input);
  const table = taggedTableOf[change.of];
  const condition = await chosenToSql(ctx, policySets, change);
  const keys = keysOfSteps(change.steps);
  const kinds = await countByTags(ctx.db, ctx.profileId, { table, condition, keys, kindsMax });
  const rows = await listTaggedNames(ctx.db, ctx.profileId, { table, condition, limit: sampleRowsMax });
  const isCapped = kinds.length === kindsMax;

  return {
    matched: sum(kinds),
    changed: { count: sum(kinds.filter(({ tags }) => isChangedBy(tags, change.steps))), isCapped },
    keys: keys.map((key) => describeKey(kinds, key, isCapped)),
    samples: rows
      .filter(({ tags }) => isChangedBy(tags, change.steps))
      .slice(0, samplesMax)
      .map(({ id, name, tags }) => ({
        id,
        name,
        before: fromStoredTags(tags),
        after: [...afterSteps(fromStoredTags(tags), change.steps)],
      })),
    until: "until" in change.which ? change.which.until : ctx.platform.clock.now().toISOString(),
    changes: toRetags(change),
  };
}

/** Whoever is created from now on is not meant. */
export function withMoment(ctx: Context, change: BulkTagChange) {
  const { which } = change;
  if ("ids" in which) return { ...change, which };
  return { ...change, which: { filter: which.filter, until: which.until ?? ctx.platform.clock.now().toISOString() } };
}

function sum(kinds: readonly TagKind[]): number {
  return kinds.reduce((total, { count }) => total + count, 0);
}

const valuesMax = 10;

function describeKey(kinds: readonly TagKind[], key: string, isCapped: boolean): BulkTagPreview["keys"][number] {
  const counts = new Map<string, number>();
  let absent = 0;
  for (const { tags, count } of kinds) {
    const values = fromStoredTags(tags).filter((tag) => tag.key === key);
    if (values.length === 0) absent += count;
    for (const { value } of values) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  const valueCount: CappedCount = { count: counts.size, isCapped };
  const values = [...counts].map(([value, count]) => ({ value, count })).toSorted((one, other) => other.count - one.count);
  return { key, absent, values: values.slice(0, valuesMax), valueCount };
}
