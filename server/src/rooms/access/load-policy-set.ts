import { compilePolicies, type PolicySet } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import { readRules } from "./read-rules.ts";

/**
 * Compiles what a connection sees, a transaction's own changes included. The caller may change the set: unlike those of
 * `policy-sets.ts` it is shared with nobody.
 */
export async function loadPolicySet(connection: Connection, profileId: string): Promise<PolicySet> {
  return compilePolicies(await readRules(connection, profileId, -1));
}
