import type { Permission, ResourceType, SubjectType, Target } from "@latchkey/contract";
import { selectorFilter, targetFilter, type MatchSet } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { groupBy } from "../../platform/group-by.ts";
import type { TaggedTable } from "../../database/known-tags.ts";
import { isInSet } from "../../database/resource-filter.ts";
import { sampleRows, taggedColumns, type Sample } from "../../database/sample.ts";

export const tableOf: Record<ResourceType | SubjectType, TaggedTable> = {
  run_user: "users",
  dashboard: "dashboards",
  device: "devices",
  analysis: "analyses",
};

const samplesMax = 5;

interface Speaker {
  type: ResourceType | SubjectType;
  set: MatchSet;
}

/** Who a target matches now. */
export async function sampleTarget(connection: Connection, profileId: string, target: Target): Promise<Sample> {
  return sample(connection, profileId, target.subject, [targetFilter(target)]);
}

/** What a permission can reach now; a tag match reaches whatever carries the key. */
export async function samplePermission(connection: Connection, profileId: string, permission: Permission): Promise<Sample> {
  return sample(connection, profileId, permission.resource.type, [selectorFilter(permission.resource)]);
}

/** Everybody that any of the targets matches, each counted once. */
export async function countSubjects(connection: Connection, profileId: string, targets: readonly Target[]): Promise<number> {
  return countUnion(
    connection,
    profileId,
    targets.map((target) => ({ type: target.subject, set: targetFilter(target) })),
  );
}

/** Everything that any of the permissions names, each counted once. */
export async function countResources(connection: Connection, profileId: string, permissions: readonly Permission[]): Promise<number> {
  return countUnion(
    connection,
    profileId,
    permissions.map(({ resource }) => ({ type: resource.type, set: selectorFilter(resource) })),
  );
}

async function countUnion(connection: Connection, profileId: string, speakers: readonly Speaker[]): Promise<number> {
  const byType = groupBy(speakers, (speaker) => speaker.type);
  const samples = await Promise.all(
    [...byType].map(([type, group]) =>
      sample(
        connection,
        profileId,
        type,
        group.map((speaker) => speaker.set),
      ),
    ),
  );
  return samples.reduce((sum, each) => sum + each.count, 0);
}

function sample(connection: Connection, profileId: string, type: ResourceType | SubjectType, sets: readonly MatchSet[]): Promise<Sample> {
  const condition: RawBuilder<boolean> = sql<boolean>`(${sql.join(
    sets.map((set) => isInSet(set, taggedColumns)),
    sql` or `,
  )})`;
  return sampleRows(connection, profileId, { table: tableOf[type], condition, samplesMax });
}
