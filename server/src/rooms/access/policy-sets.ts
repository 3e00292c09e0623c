import { compilePolicies, type PolicySet } from "@latchkey/engine";
import type { Database } from "../../database/database.ts";
import { findProfile } from "../profiles/index.ts";
import { listPoliciesSince, listRemovalsSince } from "./policies.store.ts";

interface CompiledProfile {
  set: PolicySet;
  revision: number;
}

/**
 * The compiled policies of the profiles this node has been asked about. Nothing here can be stale: each request brings
 * the revision that the database has now, and a set older than that is brought up to date before it is used.
 */
export interface PolicySets {
  get(profileId: string, revision: number): Promise<PolicySet>;
}

const profilesMax = 1000;

export function createPolicySets(db: Database): PolicySets {
  const compiled = new Map<string, CompiledProfile>();
  const loading = new Map<string, Promise<CompiledProfile>>();

  async function catchUp(profileId: string): Promise<CompiledProfile> {
    const current = compiled.get(profileId) ?? { set: compilePolicies([]), revision: -1 };
    const { revision, policies, removals } = await readChanges(db, profileId, current.revision);

    for (const policyId of removals) current.set.remove(policyId);
    for (const { id, name, status, targets, permissions } of policies) current.set.put({ id, name, status, targets, permissions });
    return remember(profileId, { set: current.set, revision });
  }

  /** The profile asked about longest ago is forgotten first. */
  function remember(profileId: string, entry: CompiledProfile): CompiledProfile {
    compiled.delete(profileId);
    compiled.set(profileId, entry);
    const oldest = compiled.keys().next();
    if (compiled.size > profilesMax && !oldest.done) compiled.delete(oldest.value);
    return entry;
  }

  return {
    get: async (profileId, revision) => {
      const known = compiled.get(profileId);
      if (known && known.revision >= revision) return remember(profileId, known).set;

      // A catch-up that was under way before this request may have read too early; one begun after it has not.
      const running = await loading.get(profileId);
      if (running && running.revision >= revision) return running.set;

      const own = loading.get(profileId) ?? catchUp(profileId).finally(() => loading.delete(profileId));
      loading.set(profileId, own);
      return (await own).set;
    },
  };
}

/**
 * INVARIANT: all three are read in one snapshot. A set put together from two moments could allow what no moment allowed,
 * e.g. an allow that was narrowed just before a deny was taken away.
 */
async function readChanges(db: Database, profileId: string, since: number) {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => ({
      revision: (await findProfile(tx, profileId))?.access_revision ?? since,
      policies: await listPoliciesSince(tx, profileId, since),
      removals: await listRemovalsSince(tx, profileId, since),
    }));
}
