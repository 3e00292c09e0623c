import { widePairsMax, type ResourceSelector, type SubjectType, type Target } from "@latchkey/contract";
import { selectorFilter, targetFilter, type Circumstances, type PolicySet } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { isInSet } from "../../database/resource-filter.ts";
import { subjectFilterToSql } from "../../database/subject-filter.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { groupBy } from "../../platform/group-by.ts";
import { inParallel } from "../../platform/in-parallel.ts";

export interface Reading {
  profileId: string;
  set: PolicySet;
  circumstances: Circumstances;
  /** Types that Latchkey itself has. */
  builtInTypes: ReadonlySet<string>;
}

/** Rows of one type that meet a condition over `id`, `tags` and `group_ids`. */
interface Rows {
  type: string;
  condition: RawBuilder<boolean>;
}

/** More than so many need not be counted to know that a rule is wide. */
const countedMax = widePairsMax + 1;
const countsAtOnce = 20;
const queriesAtOnceMax = 4;

/** How many there are of each, counted up to 1,001; the same question is asked once. */
export async function countEach<T>(
  connection: Connection,
  reading: Reading,
  wanted: { items: readonly T[]; keyOf: (item: T) => string; rowsOf: (item: T) => Promise<Rows[]> },
): Promise<Map<string, number>> {
  const unique = [...groupBy(wanted.items, wanted.keyOf)].flatMap(([key, [item]]) => (item === undefined ? [] : [{ key, item }]));
  const counts = new Map<string, number>();

  const batches = Array.from({ length: Math.ceil(unique.length / countsAtOnce) }, (_batch, index) =>
    unique.slice(index * countsAtOnce, (index + 1) * countsAtOnce),
  );
  const countBatch = async (batch: typeof unique) => {
    const parts = await Promise.all(batch.map(({ item }) => wanted.rowsOf(item)));
    const sums = parts.map((rows) => sql`(${sql.join([sql`0::bigint`, ...rows.map((each) => countUpTo(reading, each))], sql` + `)})`);
    const result = await sql<{ totals: number[] }>`select array[${sql.join(sums)}]::int[] as totals`.execute(connection);
    for (const [place, { key }] of batch.entries()) counts.set(key, result.rows[0]?.totals[place] ?? 0);
  };
  await inParallel(batches, countBatch, queriesAtOnceMax);
  return counts;
}

function countUpTo({ profileId }: Reading, { type, condition }: Rows): RawBuilder<number> {
  return sql<number>`(select count(*) from (
    select 1 from ${taggedRows(profileId, type)} where is_living and ${condition} limit ${countedMax}) as counted)`;
}

/** Everybody that any of the targets matches, by type. */
export async function rowsOfTargets(connection: Connection, reading: Reading, targets: readonly Target[]): Promise<Rows[]> {
  const rows: Rows[] = [];
  for (const [type, group] of groupBy(targets, (target) => target.subject)) {
    rows.push({ type, condition: await isTargeted(connection, reading, { type, targets: group }) });
  }
  return rows;
}

export function rowsOfSelector(selector: ResourceSelector): Rows {
  return { type: selector.type, condition: isInSet(selectorFilter(selector), { id: sql`id`, tags: sql`tags` }) };
}

export async function isTargeted(
  connection: Connection,
  { profileId, set, circumstances }: Reading,
  { type, targets }: { type: SubjectType; targets: readonly Target[] },
): Promise<RawBuilder<boolean>> {
  const anyOf = targets.map((target) => ({ target: targetFilter(set, target, circumstances), carries: null }));
  return subjectFilterToSql(connection, profileId, {
    type,
    filter: { kind: "some", anyOf, noneOf: [] },
    circumstances,
    columns: { id: sql`id`, tags: sql`tags`, groups: sql`group_ids` },
  });
}
