import type { Policy, Review, ReviewLine } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { fullAccess } from "../../http/access.ts";
import { inOneTransaction } from "../../http/in-one-transaction.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { LatchkeyError } from "../../platform/errors.ts";
import { createPolicy, deletePolicy, findRuleErrors, listAllPolicies, updatePolicy, type PolicySets } from "../access/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { endAssignment, findAssignment } from "../roles/index.ts";
import { getReview } from "./get-review.ts";
import { denialsOf, withoutDeadRules, withoutPermissions } from "./revocation.rules.ts";
import { reviewErrors } from "./reviews.errors.ts";
import {
  findReviewForUpdate,
  listAllLines,
  listDueReviews,
  updateLines,
  updateReviewRow,
  type ReviewLineRow,
  type ReviewRow,
} from "./reviews.store.ts";
import { tellOfEnd } from "./tell-reviewers.ts";
import { reviewObject } from "./to-review.ts";

/** Closes a review and revokes what was to be revoked, all or nothing; with `apply: false` it is cancelled instead. */
export async function closeReview(
  ctx: Context,
  policySets: PolicySets,
  { reviewId, apply }: { reviewId: string; apply: boolean },
): Promise<Review> {
  await inOneTransaction(ctx, async (inner, tx) => {
    const review = await findReviewForUpdate(tx, ctx.profileId, reviewId);
    if (!review) throw httpErrors.not_found();
    if (review.state !== "open") throw reviewErrors.not_open();

    if (apply) await applyDecisions(inner, policySets, { tx, review });
    await updateReviewRow(tx, ctx.profileId, reviewId, { state: apply ? "closed" : "cancelled", closed_at: ctx.platform.clock.now() });
    await recordAuditEntry(tx, inner, { action: apply ? "review.closed" : "review.cancelled", object: reviewObject(review) });
  });
  return getReview(ctx, reviewId);
}

/** Closes every review whose due date has come, and tells the reviewers of what nobody decided. Of several nodes that try, one closes and the others find it closed. */
export async function closeDueReviews(ctx: Context, policySets: PolicySets): Promise<void> {
  for (const { profile_id: profileId, id } of await listDueReviews(ctx.db, ctx.platform.clock.now())) {
    const inProfile = { ...ctx, profileId, access: fullAccess };
    await tellOfEnd(inProfile, { profileId, reviewId: id }).catch((error: unknown) =>
      ctx.platform.log.error("reviewers could not be told that a review is over", { profileId, reviewId: id, error }),
    );
    // One that cannot be closed must not keep the others open.
    await closeReview(inProfile, policySets, { reviewId: id, apply: true }).catch((error: unknown) => {
      if (error instanceof LatchkeyError && error.code === "reviews.not_open") return;
      ctx.platform.log.error("a due access review could not be closed", { profileId, reviewId: id, error });
    });
  }
}

async function applyDecisions(ctx: Context, policySets: PolicySets, { tx, review }: { tx: Tx; review: ReviewRow }): Promise<void> {
  const lines = await listAllLines(tx, ctx.profileId, review.id);
  const isRevoked = (line: ReviewLineRow) => (line.decision ?? review.on_undecided) === "revoke";
  const revoked = lines.filter(isRevoked);
  const reason = `Access review "${review.name}"`;

  const gone = new Set([
    ...(await revokeRules(ctx, { lines: revoked, reason })),
    ...(await revokeAssignments(ctx, revoked, reason)),
    ...(await revokePeople(ctx, policySets, { lines: revoked, review, reason })),
  ]);
  const setOutcome = (some: readonly ReviewLineRow[], outcome: NonNullable<ReviewLine["outcome"]>) => {
    const ids = some.map((line) => line.id);
    return updateLines(tx, ctx.profileId, ids, { outcome });
  };
  await setOutcome(
    revoked.filter((line) => gone.has(line.id)),
    "gone",
  );
  await setOutcome(
    revoked.filter((line) => !gone.has(line.id)),
    "revoked",
  );
  await setOutcome(
    lines.filter((line) => !isRevoked(line)),
    "kept",
  );
}

/** Takes permissions out of their policies; a policy that loses its last one becomes a draft. */
async function revokeRules(ctx: Context, { lines, reason }: { lines: readonly ReviewLineRow[]; reason: string }): Promise<string[]> {
  const rules = lines.filter((line) => line.kind === "rule");
  const policies = new Map((await listAllPolicies(ctx)).map((policy) => [policy.id, policy]));
  const gone: string[] = [];
  for (const policyId of new Set(rules.map((line) => line.rule.id))) {
    const ofPolicy = rules.filter((line) => line.rule.id === policyId);
    const policy = policies.get(policyId);
    const change = policy ? withoutPermissions(policy, ofPolicy) : null;
    gone.push(...(change?.goneIds ?? ofPolicy.map((line) => line.id)));
    if (policy && change?.body) await savePolicy(ctx, { policy, body: change.body, reason });
  }
  return gone;
}

async function savePolicy(
  ctx: Context,
  { policy, body, reason }: { policy: Policy; body: ReturnType<typeof withoutPermissions>["body"]; reason: string },
) {
  if (body === null) return;
  const { managedBy } = policy;
  // What can never fire would keep the policy from being saved, and a right from being revoked.
  const living = withoutDeadRules(body, await findRuleErrors(ctx.db, ctx.profileId, body));
  if (living === null) {
    await deletePolicy(ctx, {
      policyId: policy.id,
      reason,
      managedBy,
      overrides: ["policy_test_failed"],
      confirmName: policy.name,
    });
    return;
  }
  await updatePolicy(ctx, {
    policyId: policy.id,
    version: policy.version,
    body: { ...living, managedBy, reason, overrides: ["self_settable_key", "policy_test_failed"], confirmName: policy.name },
  });
}

async function revokeAssignments(ctx: Context, lines: readonly ReviewLineRow[], reason: string): Promise<string[]> {
  const gone: string[] = [];
  for (const { id, assignment_id: assignmentId } of lines) {
    if (assignmentId === null) continue;
    const found = await findAssignment(ctx, assignmentId);
    if (found === null || found.state === "ended") gone.push(id);
    // What is revoked goes, whatever a file says.
    else await endAssignment(ctx, assignmentId, { reason, confirmName: found.roleName, managedBy: null });
  }
  return gone;
}

/** An explicit deny for each person: it wins whatever else allows the same. */
async function revokePeople(
  ctx: Context,
  policySets: PolicySets,
  { lines, review, reason }: { lines: readonly ReviewLineRow[]; review: ReviewRow; reason: string },
): Promise<string[]> {
  const people = lines.filter((line) => line.kind === "person");
  const living = new Set((await listAllPolicies(ctx)).map((policy) => policy.id));
  const gone = people.filter((line) => !living.has(line.rule.id));
  const standing = people.filter((line) => living.has(line.rule.id));
  for (const denial of denialsOf(review.name, standing)) {
    const body = withoutDeadRules(denial, await findRuleErrors(ctx.db, ctx.profileId, denial));
    if (body === null) continue;
    await createPolicy(ctx, {
      ...body,
      reason,
      overrides: ["self_settable_key", "policy_test_failed"],
      confirmName: body.name,
    });
  }
  return gone.map((line) => line.id);
}
