import { compilePolicies, type PolicySet } from "@latchkey/engine";
import type { Database } from "../../database/database.ts";
import { findProfile } from "../profiles/index.ts";
import { readRules, type Rules } from "./read-rules.ts";

interface CompiledProfile {
  set: PolicySet;
  /** Resource types and actions as text: a set knows those that it was compiled with. */
  catalogue: string;
  revision: number;
}

/**
 * The compiled policies, groups and roles of the profiles this node has been asked about. Nothing here can be stale: each request brings
 * the revision that the database has now, and a set older than that is brought up to date before it is used.
 */
export interface PolicySets {
  get(profileId: string, revision: number): Promise<PolicySet>;
  /**
   * The set of exactly this revision where this node has it at hand, without asking the database: whoever is inside a
   * transaction holds a connection and must not wait for another one.
   */
  peek(profileId: string, revision: number): PolicySet | null;
}

const profilesMax = 1000;

export function createPolicySets(db: Database): PolicySets {
  const compiled = new Map<string, CompiledProfile>();
  const loading = new Map<string, Promise<CompiledProfile>>();

  async function catchUp(profileId: string): Promise<CompiledProfile> {
    const known = compiled.get(profileId);
    const changes = await readChanges(db, profileId, known?.revision ?? -1);
    const catalogue = JSON.stringify(changes.rules.catalogue);
    if (known?.catalogue === catalogue) {
      applyChanges(known.set, changes.rules);
      return remember(profileId, { ...known, revision: changes.revision });
    }

    const { revision, rules } = known === undefined ? changes : await readChanges(db, profileId, -1);
    return remember(profileId, { set: compilePolicies(rules), catalogue: JSON.stringify(rules.catalogue), revision });
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
    peek: (profileId, revision) => {
      const known = compiled.get(profileId);
      return known?.revision === revision ? known.set : null;
    },
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

/** In one go, so that nobody decides by a set that is half way. */
function applyChanges(set: PolicySet, { policies, groups, roles, removed }: Rules): void {
  for (const id of removed.policies) set.remove(id);
  for (const id of removed.groups) set.removeGroup(id);
  for (const id of removed.roles) set.removeRole(id);
  for (const role of roles) set.putRole(role);
  for (const group of groups) set.putGroup(group);
  for (const policy of policies) set.put(policy);
}

/**
 * INVARIANT: all is read in one snapshot. A set put together from two moments could allow what no moment allowed,
 * e.g. an allow that was narrowed just before a deny was taken away.
 */
async function readChanges(db: Database, profileId: string, since: number) {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => ({
      revision: (await findProfile(tx, profileId))?.access_revision ?? since,
      rules: await readRules(tx, profileId, since),
    }));
}
