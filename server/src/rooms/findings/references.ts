import { catalogue } from "@latchkey/contract";
import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { textArray } from "../../database/tags.ts";
import { groupBy } from "../../platform/group-by.ts";
import type { PolicyRow } from "../access/index.ts";
import type { Structure } from "./cover.rules.ts";

export interface MissingReference {
  policy: PolicyRow;
  path: string;
  type: string;
  id: string;
}

/** Places where policies name somebody or something that is gone. */
export async function findMissingReferences(
  connection: Connection,
  profileId: string,
  { policies, structure }: { policies: readonly PolicyRow[]; structure: Structure },
): Promise<MissingReference[]> {
  const named = policies.flatMap(namedBy);
  const missing: MissingReference[] = [];
  for (const [type, group] of groupBy(named, (each) => each.type)) {
    const ids = [...new Set(group.map((each) => each.id))];
    const known = await listKnown(connection, profileId, { type, ids, structure });
    missing.push(...group.filter((each) => !known.has(each.id)));
  }
  return missing;
}

function namedBy(policy: PolicyRow): MissingReference[] {
  return [
    ...policy.targets.flatMap((target, index) => {
      if (target.match !== "id" && target.match !== "role" && target.match !== "group") return [];
      return [{ policy, path: `targets.${index}`, type: target.match === "id" ? target.subject : target.match, id: target.id }];
    }),
    // Of other applications' objects only those are known here that they have told us about.
    ...policy.permissions.flatMap(({ resource }, index) =>
      resource.match === "id" && Object.hasOwn(catalogue, resource.type)
        ? [{ policy, path: `permissions.${index}`, type: resource.type, id: resource.id }]
        : [],
    ),
  ];
}

async function listKnown(
  connection: Connection,
  profileId: string,
  { type, ids, structure }: { type: string; ids: readonly string[]; structure: Structure },
): Promise<{ has(id: string): boolean }> {
  if (type === "role") return structure.roles;
  if (type === "group") return structure.groups;
  const result = await sql<{ id: string }>`
    select id from ${taggedRows(profileId, type)} where is_living and id = any(${textArray(ids)})`.execute(connection);
  return new Set(result.rows.map((row) => row.id));
}
