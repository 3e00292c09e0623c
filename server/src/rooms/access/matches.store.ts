import type { Permission, SubjectType, Target } from "@latchkey/contract";
import { selectorFilter, targetFilter, type Circumstances, type PolicySet, type SubjectSet } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { isInSet } from "../../database/resource-filter.ts";
import { sampleRows, type Sample } from "../../database/sample.ts";
import { subjectFilterToSql } from "../../database/subject-filter.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { groupBy } from "../../platform/group-by.ts";

const samplesMax = 5;

/** The rules by which targets are read: who is in a group or holds a role, and when. */
export interface Reading {
  set: PolicySet;
  circumstances: Circumstances;
}

/** Who a target matches now. */
export async function sampleTarget(connection: Connection, profileId: string, target: Target, reading: Reading): Promise<Sample> {
  const condition = await isTargeted(connection, profileId, { type: target.subject, targets: [target] }, reading);
  return sampleRows(connection, profileId, { type: target.subject, condition, samplesMax });
}

/** The same for all targets of a policy together, each subject once: an entry for each type of subject. */
export async function sampleTargets(
  connection: Connection,
  profileId: string,
  wanted: { targets: readonly Target[]; samplesMax: number },
  reading: Reading,
): Promise<(Sample & { type: SubjectType })[]> {
  const samples: (Sample & { type: SubjectType })[] = [];
  for (const [type, targets] of groupBy(wanted.targets, (target) => target.subject)) {
    const condition = await isTargeted(connection, profileId, { type, targets }, reading);
    samples.push({ type, ...(await sampleRows(connection, profileId, { type, condition, samplesMax: wanted.samplesMax })) });
  }
  return samples;
}

/** What a permission can reach now; a tag match reaches whatever carries the key. */
export async function samplePermission(connection: Connection, profileId: string, { resource }: Permission): Promise<Sample> {
  return sampleRows(connection, profileId, {
    type: resource.type,
    condition: isInSet(selectorFilter(resource), taggedColumns),
    samplesMax,
  });
}

export interface MatchCounts {
  /** Everybody that any of the targets matches, each counted once. */
  subjectCount: number;
  /** Everything that any of the permissions names, each counted once. */
  resourceCount: number;
}

/** How many subjects and resources a policy matches now. */
export async function countMatches(
  connection: Connection,
  profileId: string,
  { targets, permissions }: { targets: readonly Target[]; permissions: readonly Permission[] },
  reading: Reading,
): Promise<MatchCounts> {
  const subjects: Match[] = [];
  for (const [type, group] of groupBy(targets, (target) => target.subject)) {
    subjects.push({ type, isMatched: await isTargeted(connection, profileId, { type, targets: group }, reading) });
  }
  const resources = [...groupBy(permissions, ({ resource }) => resource.type)].map(([type, group]): Match => ({
    type,
    isMatched: sql<boolean>`(${sql.join(
      group.map(({ resource }) => isInSet(selectorFilter(resource), taggedColumns)),
      sql` or `,
    )})`,
  }));

  const result = await sql<MatchCounts>`
    select ${countTogether(profileId, subjects)} as "subjectCount", ${countTogether(profileId, resources)} as "resourceCount"`.execute(
    connection,
  );
  return result.rows[0] ?? { subjectCount: 0, resourceCount: 0 };
}

interface Match {
  type: string;
  isMatched: RawBuilder<boolean>;
}

function countTogether(profileId: string, matches: readonly Match[]): RawBuilder<number> {
  const counts = matches.map(
    ({ type, isMatched }) => sql`(select count(*) from ${taggedRows(profileId, type)} where is_living and ${isMatched})`,
  );
  return sql<number>`(${sql.join([sql`0::bigint`, ...counts], sql` + `)})`;
}

/** Condition for the subjects of one type that any of the targets matches. */
async function isTargeted(
  connection: Connection,
  profileId: string,
  { type, targets }: { type: SubjectType; targets: readonly Target[] },
  { set, circumstances }: Reading,
): Promise<RawBuilder<boolean>> {
  const sets: SubjectSet[] = targets.map((target) => targetFilter(set, target, circumstances));
  return subjectFilterToSql(connection, profileId, {
    type,
    filter: { kind: "some", anyOf: sets.map((target) => ({ target, carries: null })), noneOf: [] },
    circumstances,
    columns: { ...taggedColumns, groups: sql`group_ids`, roles: sql`role_ids` },
  });
}
