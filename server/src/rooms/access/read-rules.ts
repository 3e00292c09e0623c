import type { Catalogue } from "@latchkey/contract";
import type { EngineGroup, EnginePolicy, EngineRole } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import { fromStoredTags } from "../../database/tags.ts";
import { listGroupRemovalsSince, listGroupsSince } from "../groups/index.ts";
import { listResourceTypeRows, toCatalogue } from "../resource-types/index.ts";
import { listHoldings, listRoleRemovalsSince, listRolesSince } from "../roles/index.ts";
import { listPoliciesSince, listRemovalsSince } from "./policies.store.ts";
import { toEnginePolicy } from "./to-policy.ts";

/** What decides in a profile, or what of it has changed. */
export interface Rules {
  policies: EnginePolicy[];
  groups: EngineGroup[];
  roles: EngineRole[];
  removed: { policies: string[]; groups: string[]; roles: string[] };
  /** Always the whole of it. */
  catalogue: Catalogue;
}

/** Policies, groups and roles saved after a revision, and those removed after it; all that there are for revision -1. */
export async function readRules(connection: Connection, profileId: string, since: number): Promise<Rules> {
  const policies = await listPoliciesSince(connection, profileId, since);
  const roles = await listRolesSince(connection, profileId, since);
  const types = await listResourceTypeRows(connection, profileId, { kind: "all" });
  return {
    policies: policies.map(toEnginePolicy),
    groups: await readGroups(connection, profileId, since),
    roles: roles.map(({ id, name, permissions, includes, conditions }) => ({ id, name, permissions, includes, conditions })),
    removed: {
      policies: await listRemovalsSince(connection, profileId, since),
      groups: await listGroupRemovalsSince(connection, profileId, since),
      roles: await listRoleRemovalsSince(connection, profileId, since),
    },
    catalogue: toCatalogue(types),
  };
}

/** Groups come with the roles given to them; when those begin and end is the engine's to judge. */
async function readGroups(connection: Connection, profileId: string, since: number): Promise<EngineGroup[]> {
  const rows = await listGroupsSince(connection, profileId, since);
  if (rows.length === 0) return [];

  const holdings = await listHoldings(connection, profileId, { type: "group", ids: rows.map((row) => row.id), now: null });
  return rows.map(({ id, name, parent_id: parentId, rule, tags }) => ({
    id,
    name,
    parentId,
    rule,
    tags: fromStoredTags(tags),
    roles: (holdings.get(id) ?? []).map(({ roleId, conditions }) => ({ roleId, conditions })),
  }));
}
