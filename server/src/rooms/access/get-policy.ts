import type { Page, Policy, PolicyPreview, PolicySummary } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { inParallel } from "../../platform/in-parallel.ts";
import { listSelfSettableKeys } from "../users/index.ts";
import { findRuleErrors } from "./check-rules.ts";
import { countMatches, samplePermission, sampleTarget } from "./matches.store.ts";
import { findPolicy, listPolicyRows, type PolicyListQuery, type PolicyRow } from "./policies.store.ts";
import { findPolicyWarnings } from "./policy-warnings.ts";
import { toPolicy } from "./to-policy.ts";

export async function getPolicy(ctx: Context, policyId: string): Promise<Policy> {
  const row = await findPolicy(ctx.db, ctx.profileId, policyId);
  if (!row) throw httpErrors.not_found();
  return toPolicy(row);
}

// Each count takes a database connection, and everybody else needs some meanwhile: a page has up to 200 policies.
const countsAtOnceMax = 4;

/** Policies with how many subjects and resources each matches now. */
export async function listPolicies(ctx: Context, query: PolicyListQuery): Promise<Page<PolicySummary>> {
  const [{ rows, nextCursor, total }, selfSettableKeys] = await Promise.all([
    listPolicyRows(ctx.db, ctx.profileId, query),
    listSelfSettableKeys(ctx),
  ]);

  const countRow = async (row: PolicyRow): Promise<PolicySummary> => {
    const counts = await countMatches(ctx.db, ctx.profileId, row);
    return { ...toPolicy(row), ...counts, warnings: findPolicyWarnings({ ...row, ...counts, selfSettableKeys }) };
  };
  const items = await inParallel(rows, countRow, countsAtOnceMax);
  return { items, nextCursor, total };
}

type Rules = Pick<Policy, "targets" | "permissions">;

/** Counts and samples of who and what a draft would match, and what speaks against saving it. */
export async function previewPolicy(ctx: Context, rules: Rules): Promise<PolicyPreview> {
  const { db, profileId } = ctx;
  const [counts, errors, selfSettableKeys] = await Promise.all([
    countMatches(db, profileId, rules),
    findRuleErrors(db, profileId, rules),
    listSelfSettableKeys(ctx),
  ]);
  const targets = await inParallel(rules.targets, (target) => sampleTarget(db, profileId, target), countsAtOnceMax);
  const permissions = await inParallel(rules.permissions, (permission) => samplePermission(db, profileId, permission), countsAtOnceMax);
  return { targets, permissions, ...counts, errors, warnings: findPolicyWarnings({ ...rules, ...counts, selfSettableKeys }) };
}
