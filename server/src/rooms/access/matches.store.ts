import type { Permission, ResourceType, SubjectType, Target } from "@latchkey/contract";
import { selectorFilter, targetFilter, type MatchSet } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { isInSet } from "../../database/resource-filter.ts";
import { sampleRows, type Sample } from "../../database/sample.ts";
import { isLiving, taggedColumns, taggedTableOf } from "../../database/tagged-tables.ts";
import { groupBy } from "../../platform/group-by.ts";

const samplesMax = 5;

/** Who a target matches now. */
export async function sampleTarget(connection: Connection, profileId: string, target: Target): Promise<Sample> {
  return sampleRows(connection, profileId, {
    table: taggedTableOf[target.subject],
    condition: isInSet(targetFilter(target), taggedColumns),
    samplesMax,
  });
}

/** What a permission can reach now; a tag match reaches whatever carries the key. */
export async function samplePermission(connection: Connection, profileId: string, { resource }: Permission): Promise<Sample> {
  return sampleRows(connection, profileId, {
    table: taggedTableOf[resource.type],
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

/** How many subjects and resources a policy matches now; one query, because a page of policies asks it for each. */
export async function countMatches(
  connection: Connection,
  profileId: string,
  { targets, permissions }: { targets: readonly Target[]; permissions: readonly Permission[] },
): Promise<MatchCounts> {
  const subjects = targets.map((target) => ({ type: target.subject, set: targetFilter(target) }));
  const resources = permissions.map(({ resource }) => ({ type: resource.type, set: selectorFilter(resource) }));

  const result = await sql<MatchCounts>`
    select ${countUnion(profileId, subjects)} as "subjectCount", ${countUnion(profileId, resources)} as "resourceCount"`.execute(
    connection,
  );
  return result.rows[0] ?? { subjectCount: 0, resourceCount: 0 };
}

function countUnion(profileId: string, matches: readonly { type: ResourceType | SubjectType; set: MatchSet }[]): RawBuilder<number> {
  const counts = [...groupBy(matches, (match) => taggedTableOf[match.type])].map(([table, group]) => {
    const isMatched = sql.join(
      group.map((match) => isInSet(match.set, taggedColumns)),
      sql` or `,
    );
    return sql`(select count(*) from ${sql.table(table)} where profile_id = ${profileId} and ${isLiving(table)} and (${isMatched}))`;
  });
  return sql<number>`(${sql.join([sql`0::bigint`, ...counts], sql` + `)})`;
}
