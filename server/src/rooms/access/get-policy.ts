import type { Page, Policy, PolicyPreview, PolicySummary } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { listSelfSettableKeys } from "../users/index.ts";
import { findRuleErrors } from "./check-rules.ts";
import { findPolicy, listPolicyRows, type PolicyListQuery } from "./policies.store.ts";
import { countResources, countSubjects, samplePermission, sampleTarget } from "./policy-counts.ts";
import { findPolicyWarnings } from "./policy-warnings.ts";
import { toPolicy } from "./to-policy.ts";

export async function getPolicy(ctx: Context, policyId: string): Promise<Policy> {
  const row = await findPolicy(ctx.db, ctx.profileId, policyId);
  if (!row) throw httpErrors.not_found();
  return toPolicy(row);
}

/** Policies with how many subjects and resources each matches now. */
export async function listPolicies(ctx: Context, query: PolicyListQuery): Promise<Page<PolicySummary>> {
  const [{ rows, nextCursor, total }, selfSettableKeys] = await Promise.all([
    listPolicyRows(ctx.db, ctx.profileId, query),
    listSelfSettableKeys(ctx),
  ]);

  const items = await Promise.all(
    rows.map(async (row) => {
      const counts = await countMatches(ctx, row);
      return { ...toPolicy(row), ...counts, warnings: findPolicyWarnings({ ...row, ...counts, selfSettableKeys }) };
    }),
  );
  return { items, nextCursor, total };
}

type Rules = Pick<Policy, "targets" | "permissions">;

async function countMatches(ctx: Context, rules: Rules): Promise<{ subjectCount: number; resourceCount: number }> {
  const [subjectCount, resourceCount] = await Promise.all([
    countSubjects(ctx.db, ctx.profileId, rules.targets),
    countResources(ctx.db, ctx.profileId, rules.permissions),
  ]);
  return { subjectCount, resourceCount };
}

/** Counts and samples of who and what a draft would match, and what speaks against saving it. */
export async function previewPolicy(ctx: Context, rules: Rules): Promise<PolicyPreview> {
  const [targets, permissions, counts, errors, selfSettableKeys] = await Promise.all([
    Promise.all(rules.targets.map((target) => sampleTarget(ctx.db, ctx.profileId, target))),
    Promise.all(rules.permissions.map((permission) => samplePermission(ctx.db, ctx.profileId, permission))),
    countMatches(ctx, rules),
    findRuleErrors(ctx.db, ctx.profileId, rules),
    listSelfSettableKeys(ctx),
  ]);
  return { targets, permissions, ...counts, errors, warnings: findPolicyWarnings({ ...rules, ...counts, selfSettableKeys }) };
}
