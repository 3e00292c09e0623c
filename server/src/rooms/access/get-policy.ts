import type { Page, Policy, PolicyPreview, PolicySummary } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { inParallel } from "../../platform/in-parallel.ts";
import { listSelfSettableKeys } from "../tag-keys/index.ts";
import { findRuleErrors } from "./check-rules.ts";
import { currentReading } from "./current-reading.ts";
import { countMatches, samplePermission, sampleTarget } from "./matches.store.ts";
import { findPolicy, listPolicyRows, type PolicyListQuery, type PolicyRow } from "./policies.store.ts";
import type { PolicySets } from "./policy-sets.ts";
import { findPolicyWarnings } from "./policy-warnings.ts";
import { toPolicy } from "./to-policy.ts";

export async function getPolicy(ctx: Context, policyId: string): Promise<Policy> {
  const row = await findAllowed(ctx, { type: "access_management", action: "access" }, (filter) =>
    findPolicy(ctx.db, ctx.profileId, policyId, filter),
  );
  return toPolicy(row);
}

// Each count takes a database connection, and everybody else needs some meanwhile: a page has up to 200 policies.
const countsAtOnceMax = 4;

/** Policies with how many subjects and resources each matches now. */
export async function listPolicies(ctx: Context, policySets: PolicySets, query: PolicyListQuery): Promise<Page<PolicySummary>> {
  const filter = ctx.access.filter("access_management", "access");
  const [{ rows, nextCursor, total }, selfSettableKeys, reading] = await Promise.all([
    listPolicyRows(ctx.db, ctx.profileId, { ...query, filter }),
    listSelfSettableKeys(ctx.db, ctx.profileId),
    currentReading(ctx, policySets),
  ]);

  const countRow = async (row: PolicyRow): Promise<PolicySummary> => {
    const counts = await countMatches(ctx.db, ctx.profileId, row, reading);
    return { ...toPolicy(row), ...counts, warnings: findPolicyWarnings({ ...row, ...counts, selfSettableKeys }) };
  };
  const items = await inParallel(rows, countRow, countsAtOnceMax);
  return { items, nextCursor, total };
}

type Rules = Pick<Policy, "targets" | "permissions">;

/** Counts and samples of who and what a draft would match, and what speaks against saving it. */
export async function previewPolicy(ctx: Context, policySets: PolicySets, rules: Rules): Promise<PolicyPreview> {
  requireAllOfAccessManagement(ctx);
  const { db, profileId } = ctx;
  const reading = await currentReading(ctx, policySets);
  const [counts, errors, selfSettableKeys] = await Promise.all([
    countMatches(db, profileId, rules, reading),
    findRuleErrors(db, profileId, rules),
    listSelfSettableKeys(db, profileId),
  ]);
  const targets = await inParallel(rules.targets, (target) => sampleTarget(db, profileId, target, reading), countsAtOnceMax);
  const permissions = await inParallel(rules.permissions, (permission) => samplePermission(db, profileId, permission), countsAtOnceMax);
  return { targets, permissions, ...counts, errors, warnings: findPolicyWarnings({ ...rules, ...counts, selfSettableKeys }) };
}
