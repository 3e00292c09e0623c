import type { Policy, SubjectType, Target } from "@latchkey/contract";
import type { PolicySet } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import type { Sample } from "../../database/sample.ts";
import type { Context } from "../../http/context.ts";
import { sampleTargets } from "./matches.store.ts";
import { listPoliciesSince } from "./policies.store.ts";
import { toPolicy } from "./to-policy.ts";

/** Every policy of the profile, whoever asks: for rooms that speak about all rules at once. */
export async function listAllPolicies(ctx: Context): Promise<Policy[]> {
  const rows = await listPoliciesSince(ctx.db, ctx.profileId, -1);
  return rows.map(toPolicy);
}

/** Who the targets of a policy match now under the rules of a set, by type: how many, and the first of them. */
export async function listTargeted(
  connection: Connection,
  ctx: Context,
  { set, targets, samplesMax }: { set: PolicySet; targets: readonly Target[]; samplesMax: number },
): Promise<(Sample & { type: SubjectType })[]> {
  const circumstances = { now: ctx.platform.clock.now().getTime(), address: null, isDeviceTrusted: false, hasSecondFactor: false };
  return sampleTargets(connection, ctx.profileId, { targets, samplesMax }, { set, circumstances });
}
